"""Fences that are found in one look are those that a closer look finds."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reviewlint.document.markdown import marks, plain_fences
from reviewlint.document.markdown.masking import mask
from reviewlint.document.markdown.plain_fences import find_plain_fences

PIECES = [
    *(":::", "::::", ":::{figure} a.svg", ":::{spoiler} How it ends  ", "::: spoiler", "::: {.spoiler}"),
    *(":::{code}", "::: ", ":::\t", ":::x", "{figure}", ":alt: A still", "---", "a: b", "> ", "- ", "1. "),
    *("The end", "`a`", "`", "``", "```", "```{note}", "~~~", "\\", "<b>", "<!--", "-->", "<pre>", "<div>"),
    *("{{< a >}}", "{% b %}", "{", "    ", "\t", " ", "\r\n", "\r", *["\n"] * 8, *["\n\n"] * 6),
]


@settings(max_examples=400)
@example(":::{figure} a\n---\nalt: b\n\n:::\n---\n:::")
@example(":::{spoiler}\n`a\n:::\n`")
@example("::::{spoiler}\n:::{figure} a\n:alt: b ::: c\n:::\n::::")
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_one_look_finds_what_a_closer_look_does(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "find_plain_fences", lambda _: None)
        expected = marks.overwrite_marks(text, 0, mdx=False)
    assert marks.overwrite_marks(text, 0, mdx=False) == expected


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (":::{figure} a.svg\n:alt: b\n\nA still\n:::\n", True),
        ("Her.\n\n:::{spoiler} How\nIt ends `so`.\n:::\n", True),
        ("- :::{note}\n  Her\n  :::\n", False),
        ("```\n:::\n```\n", False),
        (":::{code}\n:::\n", False),
        ("<div>\n:::\n</div>\n", False),
        ("{{< a >}}\n\n:::\n", False),
    ],
)
def test_what_needs_a_closer_look(text: str, plain: bool) -> None:
    assert (find_plain_fences(text) is not None) == plain
    assert mask(text, 0).copy.count("\n") == text.count("\n")


def test_a_block_of_many_fences_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(plain_fences, "may_hide", lambda before: seen.append(before))
    text = ":::::{note}\n" * 100 + ":::\n" * 100
    assert len(find_plain_fences(text) or ()) == 200
    assert len("".join(seen)) < len(text)
