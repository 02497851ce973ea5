"""Names in an image's alt text and caption: one name in two spellings, and two names that are alike."""

from __future__ import annotations

import pytest

from tests.run_kind import find_hits

PARAMS = {"scope": "image.caption", "other": "image.alt"}


@pytest.mark.parametrize(
    ("alt", "caption", "found"),
    [
        ("America Ferrera laughs", "America Ferreira", ["Ferreira/Ferrera"]),
        ("Ferrera, FERRERA", "Mr Ferreira's car", ["Ferreira/Ferrera"]),
        ("Scarlett Johansen", "Scarlett Johansson", ["Johansson/Johansen"]),
        ("Thedore writes", "Theodore at work", ["Theodore/Thedore"]),
        ("Renata Liitvinova", "Renata Litvinova and Sergej", ["Litvinova/Liitvinova"]),
        ("Ferrera", "Ferrera", []),
        ("Ferrera", "FERRERA", []),
        ("Ferrera and Ferreira", "Ferreira", []),
        ("a parting", "a panting", []),
        ("Marian", "Mariana", []),
        ("Penguin", "Penguins", []),
        ("Austria", "Austrian", []),
        ("Nolan", "Noland", []),
        ("Lucas", "Luces", []),
        ("Gerwig", "Ludwig", []),
    ],
)
def test_names(alt: str, caption: str, found: list[str]) -> None:
    hits = find_hits("name-spelling", PARAMS, f'![{alt}](a.jpg "{caption}")\n')

    assert [f"{hit.values['name']}/{hit.values['other']}" for hit in hits] == found


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("Nobody.", ["; the review has nothing"]),
        ("Ferrera laughs.", ["; the review has 'Ferrera'"]),
        ("Ferreira laughs.", ["; the review has 'Ferreira'"]),
        ("Ferrera meets Ferreira.", []),
    ],
)
def test_the_rest_of_the_review_knows(body: str, hint: list[str]) -> None:
    hits = find_hits("name-spelling", PARAMS, f'![Ferrera](a.jpg "Ferreira")\n\n{body}\n')

    assert [hit.values["hint"] or "; the review has nothing" for hit in hits] == hint


def test_each_image_is_compared_with_itself() -> None:
    text = '![Ferrera](a.jpg "A car")\n\n![A street](b.jpg "Ferreira")\n'

    assert find_hits("name-spelling", PARAMS, text) == []
