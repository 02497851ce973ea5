"""Which marks without a partner were meant as emphasis."""

from __future__ import annotations

import pytest

from tests.run_kind import find_hits, find_texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See *Solaris now.", ["*"]),
        ("_Solaris is long.", ["_"]),
        ("**Solaris is long.", ["**"]),
        ("Solaris_ is long.", ["_"]),
        ("Solaris* is long.", ["*"]),
        ("\\_Solaris is *long*.", ["\\_"]),
        ("_Solaris and _Mirror", ["_", "_"]),
        ("[Solaris](/a_b) is _long.", ["_"]),
        ("> See *Solaris now.", ["*"]),
        ("- See *Solaris now.", ["*"]),
        ("*Solaris is long.", []),
        ("Solaris* is long.\n\n\\* To me.", []),
        ("Solaris* is long.\n\n* To me.", []),
        ("A 5* film, an A*, f*** it, d*mn, s**t.", []),
        ("It is worth ***½, or *½.", []),
        ("In *“Solaris”*and _Mirror", ["*", "_"]),
        ("2 * 3 *4 and M*A*S*H", []),
        ("A _private_name, __init__ and _start() of `_code`.", []),
        ("See ../_films/a.md and *.md.", []),
        ("^_^ and -_- and ____", []),
        ("*So\nlong* and __so__ *_long_*.", []),
    ],
)
def test_marks(text: str, found: list[str]) -> None:
    assert find_texts("unpaired-emphasis", {}, f"---\ntitle: A\n---\n{text}\n") == found


def test_a_paragraph_that_plays_with_marks_is_left_alone() -> None:
    assert find_texts("unpaired-emphasis", {"most": 3}, "See *a *b *c.\n") == []


def test_what_is_said() -> None:
    text = f"See **{'word ' * 20}*now*.\n\n{'word ' * 20}now_ and then.\n"

    assert [dict(hit.values) for hit in find_hits("unpaired-emphasis", {}, text)] == [
        {
            "mark": "**",
            "text": "**word word word word word word word…",
            "what": "begins bold letters that never end: write the other `**`, or take this one out",
        },
        {
            "mark": "_",
            "text": "word word word word word word word now_",
            "what": "ends italics that never began: write the other `_`, or take this one out",
        },
    ]


def test_underscores_make_links_in_rest() -> None:
    assert find_texts("unpaired-emphasis", {}, "See end_ now, *Solaris.\n", path="review.rst") == ["*"]
