"""One spoiler in every dialect: every rule about spoilers says the same of each, at its own place."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reviewlint.clock import Today
from reviewlint.config.load import make_config
from reviewlint.document.source import SourceText
from reviewlint.files import MemoryFiles
from reviewlint.site import Choice, Site
from tests.run_kind import LIBRARY
from tests.spoiler_ways import SUFFIX, WAYS, write_spoiler

TODAY = datetime.date(2026, 1, 31)
INLINE = [way for way in WAYS if way[1] == "inline"]
BLOCK = [way for way in WAYS if way[1] == "block"]
SPOILER_RULES = {rule.name for pack in LIBRARY.packs if pack.name == "spoilers" for rule in pack.rules}


@functools.cache
def make_site(rule: str, said: bytes) -> Site:
    return Site(make_config(msgspec.json.decode(said), "."), LIBRARY, Choice(select=(rule,)))


def find(rule: str, text: str, syntax: str, config: Mapping[str, Any] | None = None) -> list[str]:
    """Give the texts at which a rule reports something, in a review of one syntax."""
    site = make_site(rule, msgspec.json.encode(config or {}))
    path = "review" + SUFFIX[syntax]
    review = site.read(SourceText(text, path))
    found = site.check(review, site.look_at(review, MemoryFiles([path], ()), Today(TODAY), path, path))
    assert {one.rule for one in found} <= {rule}
    return [text[one.span.start : one.span.end] for one in found]


def review(syntax: str, body: str, **fields: str) -> str:
    """Write a review: its front matter, and a body."""
    if syntax == "rest":
        told = "".join(f":{name}: {value}\n" for name, value in fields.items())
        return f"The Film\n========\n\n{told}\n{body}\n\nIt ends.\n"
    told = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: The Film\n{told}---\n{body}\n\nIt ends.\n"


def put(form: str, spoiler: str) -> str:
    """Put a spoiler where its form stands."""
    return f"É, {spoiler} it is." if form == "inline" else f"É.\n\n{spoiler}"


def head(syntax: str, words: str) -> str:
    """Write a heading."""
    return f"{words}\n{'-' * len(words)}" if syntax == "rest" else f"## {words}"


@pytest.mark.parametrize(("syntax", "form", "dialect"), WAYS)
class TestEachWay:
    def test_undeclared(self, syntax: str, form: str, dialect: str) -> None:
        body = put(form, write_spoiler(form, dialect, syntax, "She leaves."))
        assert find("spoiler-undeclared", review(syntax, body, spoilers="none"), syntax) == ["none"]
        assert find("spoiler-undeclared", review(syntax, body, spoilers="minor"), syntax) == []

    def test_unmarked(self, syntax: str, form: str, dialect: str) -> None:
        hidden = write_spoiler(form, dialect, syntax, "She leaves.")
        warned = f"Spoilers ahead.\n\n{put(form, hidden)}"
        assert find("spoiler-unmarked", review(syntax, warned), syntax) == []
        open_ = f"Spoilers ahead.\n\n{put(form, 'She leaves.')}"
        assert find("spoiler-unmarked", review(syntax, open_), syntax) == ["Spoilers ahead"]

    def test_suspected(self, syntax: str, form: str, dialect: str) -> None:
        tells = "In the final scene she dies, and it turns out that the killer is her brother."
        hidden = put(form, write_spoiler(form, dialect, syntax, tells))
        assert find("spoiler-suspected", review(syntax, hidden), syntax) == []
        assert len(find("spoiler-suspected", review(syntax, f"É.\n\n{tells}"), syntax)) == 1

    def test_nested(self, syntax: str, form: str, dialect: str) -> None:
        inner = write_spoiler(form, dialect, syntax, "She leaves.")
        around = "rest-directive" if syntax == "rest" else "details"
        if form == "inline":
            inner = f"É, {inner} it is."
        outer = write_spoiler("block", around, syntax, f"É.\n\n{inner}\n\nHm.")
        found = find("spoiler-nested", review(syntax, outer), syntax)
        assert [one.split() for one in found] == [write_spoiler(form, dialect, syntax, "She leaves.").split()]

    def test_terms(self, syntax: str, form: str, dialect: str) -> None:
        hidden = put(form, write_spoiler(form, dialect, syntax, "So Zoé leaves."))
        body = f"{hidden}\n\n{head(syntax, 'Where Zoé is')}\n\nGone."
        text = review(syntax, body, spoiler_terms="Zoé", excerpt="Of Zoé", tags="zoe")
        assert find("spoiler-term-leaks", text, syntax) == ["Zoé", "zoe", "Zoé"]

    def test_names(self, syntax: str, form: str, dialect: str) -> None:
        hidden = put(form, write_spoiler(form, dialect, syntax, "So Zoé leaves."))
        body = f"{hidden}\n\n{head(syntax, 'Where Zoé is')}\n\nGone."
        text = review(syntax, body, excerpt="Of Zoé", tags="zoe")
        assert find("spoiler-name-leaks", text, syntax) == ["Zoé", "zoe", "Zoé"]
        assert find("spoiler-name-leaks", text.replace("It ends.", "There is Zoé."), syntax) == []

    def test_footnote(self, syntax: str, form: str, dialect: str) -> None:
        cite, note = ("[1]_", ".. [1] Why.") if syntax == "rest" else ("[^1]", "[^1]: Why.")
        hidden = put(form, write_spoiler(form, dialect, syntax, f"She leaves {cite} him."))
        text = review(syntax, f"{hidden}\n\n{note}")
        assert find("spoiler-footnote", text, syntax) == [cite.rstrip("_")]
        assert find("spoiler-footnote", text.replace("It ends.", f"It {cite} ends."), syntax) == []

    def test_unrendered(self, syntax: str, form: str, dialect: str) -> None:
        hidden = write_spoiler(form, dialect, syntax, "She leaves.")
        text = review(syntax, put(form, hidden))
        other = "rest-role" if syntax != "rest" else "zola"
        found = find("spoiler-unrendered", text, syntax, {"spoilers": {"renders": [other]}})
        # A browser folds a <details> away by itself.
        assert found == ([] if dialect == "details" else [hidden])
        assert find("spoiler-unrendered", text, syntax, {"spoilers": {"renders": [dialect]}}) == []

    def test_dialect(self, syntax: str, form: str, dialect: str) -> None:
        hidden = write_spoiler(form, dialect, syntax, "She leaves.")
        text = review(syntax, put(form, hidden))
        other = next(one for kind, shape, one in WAYS if (kind, shape) == (syntax, form) and one != dialect)
        assert find("spoiler-dialect", text, syntax, {"spoilers": {"dialect": other}}) == [hidden]
        assert find("spoiler-dialect", text, syntax, {"spoilers": {"dialect": dialect}}) == []

    def test_nothing_else(self, syntax: str, form: str, dialect: str) -> None:
        hidden = write_spoiler(form, dialect, syntax, "She leaves.", labelled=True)
        text = review(syntax, put(form, hidden), spoilers="minor")
        quiet = SPOILER_RULES - {"spoiler-label-missing"}
        assert {rule: found for rule in sorted(quiet) if (found := find(rule, text, syntax))} == {}


LABELLED = [
    way for way in WAYS if "The end" in write_spoiler(way[1], way[2], way[0], "She leaves.", labelled=True)
]


@pytest.mark.parametrize(("syntax", "form", "dialect"), LABELLED)
def test_what_a_label_gives_away(syntax: str, form: str, dialect: str) -> None:
    hidden = write_spoiler(form, dialect, syntax, "So Zoé leaves.", labelled=True)
    body = put(form, hidden.replace("The end", "The Zoé"))
    # The label of an inline spoiler is shown by nobody.
    expected = ["Zoé"] if form == "block" else []
    assert find("spoiler-name-leaks", review(syntax, body), syntax) == expected
    assert find("spoiler-term-leaks", review(syntax, body, spoiler_terms="Zoé"), syntax) == expected


@pytest.mark.parametrize(("syntax", "form", "dialect"), INLINE)
def test_in_a_heading(syntax: str, form: str, dialect: str) -> None:
    hidden = write_spoiler(form, dialect, syntax, "she leaves")
    text = review(syntax, f"{head(syntax, f'Why {hidden}')}\n\nHm.")
    assert find("spoiler-in-heading", text, syntax) == [hidden]


# Front matter has no roles of reStructuredText; what stands in quotes there has none inside.
@pytest.mark.parametrize(
    ("syntax", "form", "dialect"), [way for way in INLINE if way[2] not in ("rest-role", "class")]
)
def test_in_a_field(syntax: str, form: str, dialect: str) -> None:
    hidden = write_spoiler(form, dialect, syntax, "she leaves")
    excerpt = f"Why {hidden} him" if syntax == "rest" else f"'Why {hidden} him'"
    assert find("spoiler-in-field", review(syntax, "Hm.", excerpt=excerpt), syntax) == [hidden]


# A heading in a directive of reStructuredText is an error of its own; in a quote its mark is text.
@pytest.mark.parametrize(
    ("syntax", "form", "dialect"), [way for way in BLOCK if way[0] != "rest" and way[2] != "block-quote"]
)
def test_around_a_heading(syntax: str, form: str, dialect: str) -> None:
    text = review(syntax, write_spoiler(form, dialect, syntax, "### The album\n\nShe leaves."))
    assert find("spoiler-holds-heading", text, syntax) == ["### The album"]


UNLABELLED = {
    "myst-directive": ":::{spoiler}",
    "mdx": "<Spoiler>",
    "bbcode": "[spoiler]",
    "hugo": "{{< spoiler >}}",
    "zola": "{% spoiler() %}",
    "colon-fence": "::: spoiler",
    "rest-directive": ".. spoiler::",
}


@pytest.mark.parametrize(("syntax", "form", "dialect"), BLOCK)
def test_without_a_label(syntax: str, form: str, dialect: str) -> None:
    text = review(syntax, write_spoiler(form, dialect, syntax, "She leaves."))
    expected = [UNLABELLED[dialect]] if dialect in UNLABELLED else []
    assert find("spoiler-label-missing", text, syntax) == expected


# What each dialect closes a spoiler with; the others end with their paragraph or indentation.
CLOSERS = {
    "myst-role": "`",
    "myst-directive": ":::",
    "reddit": "!<",
    "bars": "||",
    "element": "</spoiler>",
    "class": "</",
    "mdx": "</Spoiler>",
    "bbcode": "[/spoiler]",
    "hugo": "{{< /spoiler >}}",
    "zola": "{% end %}",
    "colon-fence": ":::",
    "details": "</details>",
    "rest-role": "`",
}
CLOSED = [way for way in WAYS if way[2] in CLOSERS and way != ("rest", "block", "class")]


@pytest.mark.parametrize(("syntax", "form", "dialect"), CLOSED)
def test_without_its_end(syntax: str, form: str, dialect: str) -> None:
    before, closer, _ = write_spoiler(form, dialect, syntax, "She leaves.").rpartition(CLOSERS[dialect])
    assert closer
    text = review(syntax, put(form, before.rstrip()), spoilers="minor")
    [found] = find("spoiler-unclosed", text, syntax)
    assert before.startswith(found)


# A backquote, bars, `</span>` and `{% end %}` mean other things too where nothing was opened.
STRAY = [
    way for way in CLOSED if way[2] not in ("myst-role", "rest-role", "bars", "class", "zola", "details")
]


@pytest.mark.parametrize(("syntax", "form", "dialect"), STRAY)
def test_without_its_beginning(syntax: str, form: str, dialect: str) -> None:
    closer = CLOSERS[dialect]
    text = review(syntax, "She leaves." + ("" if form == "inline" else "\n\n") + closer, spoilers="minor")
    assert find("spoiler-stray-close", text, syntax) == [closer]


# A quote without words is no spoiler, and neither are bars or marks with nothing between them.
EMPTY = [way for way in CLOSED if way[2] not in ("myst-role", "rest-role", "reddit", "bars")]


@pytest.mark.parametrize(("syntax", "form", "dialect"), EMPTY)
def test_with_nothing_in_it(syntax: str, form: str, dialect: str) -> None:
    hidden = write_spoiler(form, dialect, syntax, "")
    [found] = find("spoiler-empty", review(syntax, put(form, hidden)), syntax)
    assert found in hidden


def test_every_rule_is_here() -> None:
    """Two rules are about one dialect, and their examples say all there is of it."""
    text = Path(__file__).read_text("utf-8")
    missing = {rule for rule in SPOILER_RULES if f'find("{rule}"' not in text}
    assert missing == {"fence-swallows", "spoiler-leading-space"}
