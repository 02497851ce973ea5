"""Texts that must be on a list of the site's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.run_kind import apply_edits, find_hits

PARAMS = {"scopes": ["field.tags"], "list": "tags", "split": True}
WORDS: Mapping[str, Any] = {"tags": {"genres": ["drama", "Sci-Fi", "C#", "1984"], "moods": ["quiet"]}}


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("[drama, quiet]", {}),
        ("drama, quiet", {}),
        ("[Drama]", {"Drama": "; did you mean `drama`?"}),
        ("[sci fi]", {"sci fi": "; did you mean `Sci-Fi`?"}),
        ("drama,  darma ,quiet", {"darma": "; did you mean `drama`?"}),
        ("[zebras]", {"zebras": ""}),
        ("[]", {}),
        ("", {}),
        ("['', drama]", {}),
    ],
)
def test_tags(tags: str, found: dict[str, str]) -> None:
    hits = find_hits("listed", PARAMS, f"---\ntags: {tags}\n---\nText.\n", vocabularies=WORDS)

    assert {hit.values["text"]: hit.values["hint"] for hit in hits} == found


@pytest.mark.parametrize(
    ("tags", "fixed"),
    [
        ("[Drama, 'sci fi']", "[drama, 'Sci-Fi']"),
        ("Drama , sci-fi", "drama , Sci-Fi"),
        # What would need other quotes than it has is left to the writer.
        ("[c#]", "[c#]"),
        ("[l984]", "[l984]"),
        ('["l984"]', '["1984"]'),
    ],
)
def test_fixes_write_the_word_in_its_place(tags: str, fixed: str) -> None:
    text = f"---\ntags: {tags}\n---\nText.\n"
    hits = find_hits("listed", PARAMS, text, vocabularies=WORDS)

    assert apply_edits(text, hits) == f"---\ntags: {fixed}\n---\nText.\n"


def test_without_a_list_every_text_will_do() -> None:
    assert find_hits("listed", PARAMS, "---\ntags: [zebras]\n---\nText.\n", vocabularies={}) == []
