"""Which dialect an archive's is, where no config says so; and what looking for it costs."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from reviewlint.checks import dialect
from reviewlint.checks.base import Context, Settings
from reviewlint.clock import Today
from reviewlint.document.fields import Roles
from reviewlint.document.model import SpoilerDialect
from reviewlint.document.spoilers.convert import convert_spoilers
from reviewlint.files import MemoryFiles
from tests.run_kind import read
from tests.work import count_steps

PARAMS = dialect.Params(finds="mixed")
HEAD = "---\ntitle: Her\n---\n"


def compare(
    *bodies: str, renders: tuple[SpoilerDialect, ...] | None = None, syntax: str = "md"
) -> list[tuple[str, str, str | None]]:
    """Give path, reason and replacement of each finding in an archive of reviews with such bodies."""
    settings = Settings(renders=renders)
    facts = []
    for number, body in enumerate(bodies):
        path = f"{number}.{syntax}"
        review = read(HEAD + body + "\n" if syntax == "md" else body + "\n", path)
        context = Context(settings, Today(datetime.date(2026, 1, 31)), MemoryFiles([], ()), path)
        facts += [(path, fact) for fact in dialect.gather(review, PARAMS, context)]
    found = dialect.compare(facts, PARAMS, settings)
    return [(hit.path, hit.values["reason"], hit.replacement) for hit in found]


def test_the_rarer_way_is_reported() -> None:
    assert compare("A >!b!<.", "A ||b||.", "A >!c!<.") == [
        ("1.md", "2 of 3 in this archive are marked as", ">!b!<")
    ]


def test_of_two_ways_that_are_as_frequent_the_later_is_reported() -> None:
    assert compare("A ||b||.", "A >!b!<.") == [("1.md", "1 of 2 in this archive is marked as", "||b||")]


def test_a_way_that_the_site_does_not_hide_is_not_the_usual_one() -> None:
    assert compare("A ||b|| ||c||.", "A >!d!<.", renders=("reddit",)) == [
        ("0.md", "1 of 3 in this archive is marked as", ">!b!<"),
        ("0.md", "1 of 3 in this archive is marked as", ">!c!<"),
    ]
    assert compare("A ||b||.", "A >!d!<.", renders=("hugo",)) == []


def test_a_form_that_the_usual_way_does_not_have_is_left_alone() -> None:
    assert compare("A ||b|| ||c||.", ":::{spoiler} D\ne\n:::") == []


def test_an_unclosed_spoiler_counts_for_nothing() -> None:
    assert compare("A >!b!<.", "A <spoiler>b.") == []


def test_reviews_in_two_syntaxes_are_compared_apart() -> None:
    assert compare("A :spoiler:`b`.", "A [spoiler]c[/spoiler].", "A :spoiler:`d`.", syntax="rst") == [
        ("1.rst", "2 of 3 in this archive are marked as", ":spoiler:`c`")
    ]


HOSTILE: dict[str, Callable[[int], str]] = {
    "side by side": lambda n: "A ||b|| c. " * n,
    "inside one another": lambda n: "A " + "<spoiler>b " * n + "</spoiler>" * n,
    "blocks inside one another": lambda n: "<spoiler>\n\n" * n + "x\n\n" + "</spoiler>\n\n" * n,
    "blocks": lambda n: "<spoiler>\n\nb\n\n</spoiler>\n\n" * n,
    "quotes": lambda n: ">! a\n>\n> b\n\n" * n,
    "backquotes": lambda n: "A >!b " + "`` ` x " * n + "!<",
    "fences": lambda n: ":::{note}\n" * n + ":::{spoiler}\na\n:::\n",
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_work_grows_with_the_text_alone(make: Callable[[int], str]) -> None:
    def measure(size: int) -> int:
        review = read(HEAD + make(size))
        context = Context(Settings(), Today(datetime.date(2026, 1, 31)), MemoryFiles([], ()))
        targets: tuple[SpoilerDialect, ...] = ("myst-role", "myst-directive")

        def work() -> None:
            list(dialect.gather(review, PARAMS, context))
            convert_spoilers(review, [(one, targets) for one in review.spoilers], Roles())

        work()
        return count_steps(work)

    assert measure(240) < 5 * measure(60)
