"""Near misses of listed names, and the names that only look like one."""

from __future__ import annotations

import pytest

from tests.run_kind import apply_edits, find_hits, find_texts

PARAMS = {"scopes": ["image.caption"], "list": "names", "unless_after": ["a"]}
NAMES = {
    "films": [
        "Warner Bros.",
        "Warner Bros. Pictures",
        "Focus Features",
        "Universal Pictures",
        "Netflix",
        "A24",
    ],
    "books": ["Faber & Faber", "Penguin Books"],
}


def review(caption: str) -> str:
    return f"---\ntitle: Her\ncoverImage: her.jpg\nimageCaption: '{caption}'\n---\n"


@pytest.mark.parametrize(
    ("caption", "found", "right"),
    [
        ("Courtesy of Warner Bros. Picture", "Warner Bros. Picture", "Warner Bros. Pictures"),
        ("Courtesy of Waner Bros. Pictures", "Waner Bros. Pictures", "Warner Bros. Pictures"),
        ("Focus Featuers", "Focus Featuers", "Focus Features"),
        ("© 2013 FOCUS FEATURE LLC", "FOCUS FEATURE", "Focus Features"),
        ("Universal Picture/Focus Features", "Universal Picture", "Universal Pictures"),
        ("Netlfix", "Netlfix", "Netflix"),
        ("Cover: Pengiun Books", "Pengiun Books", "Penguin Books"),
        ("Faver & Faber", "Faver & Faber", "Faber & Faber"),
    ],
)
def test_near_misses(caption: str, found: str, right: str) -> None:
    text = review(caption)
    hits = find_hits("near-miss", PARAMS, text, vocabularies={"names": NAMES})

    assert [(text[hit.span.start : hit.span.end], hit.values["name"]) for hit in hits] == [(found, right)]
    assert apply_edits(text, hits) == text.replace(found, right)


@pytest.mark.parametrize(
    "caption",
    [
        "Courtesy of Warner Bros. Pictures",
        "Warner Bros., Focus Features and Universal Pictures",
        "WARNER BROS PICTURES",
        "A Universal Picture",
        "a universal picture of grief",
        "The Netflixes of this world",
        "Locus Creatures",
        "A25",
        "Baker & Faber",
        "Warner and Bros",
        "",
    ],
)
def test_names_that_are_right_or_others(caption: str) -> None:
    assert find_texts("near-miss", PARAMS, review(caption), vocabularies={"names": NAMES}) == []


def slips(name: str) -> set[str]:
    """Give a name with one letter left out, doubled, changed or swapped with the next."""
    made = set()
    for at in range(1, len(name) - 1):
        before, letter, after = name[:at], name[at], name[at + 1 :]
        made |= {before + after, before + letter + letter + after, before + "q" + after}
        made.add(before + after[0] + letter + after[1:])
    return made - {name}


def test_every_single_slip_is_found() -> None:
    vocabularies = {"names": ["Netflix"]}

    assert [
        slip
        for slip in slips("Netflix")
        if not find_texts("near-miss", PARAMS, review(slip), vocabularies=vocabularies)
    ] == []


def test_two_slips_are_two_findings() -> None:
    text = review("Warner Bros. Picture and Universal Picture")

    assert find_texts("near-miss", PARAMS, text, vocabularies={"names": NAMES}) == [
        "Warner Bros. Picture",
        "Universal Picture",
    ]


def test_a_list_may_be_plain_or_missing() -> None:
    text = review("Focus Feature")

    assert find_texts("near-miss", PARAMS, text, vocabularies={"names": ["Focus Features"]}) == [
        "Focus Feature"
    ]
    assert find_texts("near-miss", PARAMS, text, vocabularies={}) == []
