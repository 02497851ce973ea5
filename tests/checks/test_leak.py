"""Terms that give the story away, word for word, whatever their case and accents."""

from __future__ import annotations

import pytest

from tests.run_kind import find_hits, find_texts

PARAMS = {
    "terms": "spoiler_terms",
    "scopes": ["field.title", "field.tags", "heading", "spoiler.label", "image.alt"],
    "file_name": True,
}


def review(terms: str, body: str, title: str = "Kane") -> str:
    return f"---\ntitle: {title}\nspoiler_terms: {terms}\n---\n{body}\n"


@pytest.mark.parametrize(
    ("terms", "body", "found"),
    [
        ("[sled]", "## The sled", ["sled"]),
        ("[sled]", "## Sleds and SLED", ["SLED"]),
        ("[Zoé]", "## zoe’s book", ["zoe"]),
        ("[zoe]", "## Zoé’s book", ["Zoé"]),
        ("[the tower, the tower falls]", "## When the tower falls", ["the tower falls"]),
        ("[the tower falls, the tower]", "## At the tower", ["the tower"]),
        ("sled, snow globe", "## A snow-globe", ["snow-globe"]),
        ("[犯人]", "## 犯人は誰", ["犯人"]),
        ("[sled]", "![A sled burns](x.jpg)", ["sled"]),
        ("[sled]", ":::{spoiler} The sled\nIt burns.\n:::", ["sled"]),
        ("[sled]", ":::{spoiler} The end\n![A sled](sled.jpg)\n:::", []),
        ("[sled]", "The sled, in plain text.", []),
        ("[]", "## The sled", []),
        ("['!']", "## The sled!", []),
    ],
)
def test_terms(terms: str, body: str, found: list[str]) -> None:
    assert find_texts("leak", PARAMS, review(terms, body)) == found


def test_fields_and_the_file_name() -> None:
    text = review("[sled]", "", title="The Sled")
    hits = find_hits("leak", PARAMS, text, path="reviews/2026-sled-review.md")

    assert [(text[hit.span.start : hit.span.end], hit.values["place"]) for hit in hits] == [
        ("Sled", "`title`"),
        ("sled", "the file's name"),
    ]


def test_many_terms_take_time_in_proportion() -> None:
    terms = ", ".join(f"a term {number}" for number in range(3000))
    body = "".join(f"## a term {number}\n\n" for number in range(3000))

    assert len(find_texts("leak", PARAMS, review(f"'{terms}'", body))) == 3000
