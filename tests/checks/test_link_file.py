"""Links to source files, against the files that are there."""

from __future__ import annotations

from functools import partial

import pytest

from tests.run_kind import find_hits
from tests.work import count_steps

PARAMS = {"suffixes": [".md", ".rst"]}


@pytest.mark.parametrize(
    ("target", "files", "hints"),
    [
        ("him.md", ["reviews/him.md"], []),
        ("him.md", [], [""]),
        ("him.md", ["reviews/hi-m.md", "reviews/him.txt"], ["; did you mean `hi-m.md`?"]),
        ("HIM.MD", ["reviews/him.md"], ["; did you mean `him.md`?"]),
        ("more/him.md", ["reviews/more/him.txt"], []),
        ("more/him.md?x#y", ["reviews/more/hims.md"], ["; did you mean `more/hims.md`?"]),
        ("../him.rst", ["him.rst"], []),
        ("reviews/him.md", ["reviews/him.md"], []),
        ("a%20b.md", ["reviews/a b.md"], []),
        ("/him.md", [], []),
        ("@/him.md", [], []),
        ("mailto:him.md", [], []),
        ("https://example.org/him.md", [], []),
        ("{{ page.url }}.md", [], []),
        ("him.html", [], []),
    ],
)
def test_targets(target: str, files: list[str], hints: list[str]) -> None:
    hits = find_hits("link-file", PARAMS, f"[him](<{target}>)\n", path="reviews/her.md", files=files)

    assert [hit.values["hint"] for hit in hits] == hints


def test_only_the_first_broken_links_get_a_hint() -> None:
    hits = find_hits("link-file", PARAMS, "[a](hemr.md) " * 30, path="her.md")

    assert [bool(hit.values["hint"]) for hit in hits] == [True] * 20 + [False] * 10


def test_checking_takes_time_in_proportion_to_the_links() -> None:
    def check(size: int) -> None:
        find_hits("link-file", PARAMS, "[a](hemr.md) " * size, path="reviews/her.md")

    check(1)
    small, large = (count_steps(partial(check, size)) for size in (100, 400))
    assert large <= 4.5 * small
