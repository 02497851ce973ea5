"""What a review says of its spoilers, and what it hides."""

from __future__ import annotations

import pytest

from tests.run_kind import find_texts

UNDECLARED = {"finds": "undeclared"}
UNMARKED = {"finds": "unmarked", "warnings": "spoiler-warnings", "unless": "spoiler-disclaimers"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\nspoilers: no\n---\n>!x!<\n", ["no"]),
        ("---\nspoilers: none\n---\n>!x!<\n", ["none"]),
        ("---\nspoilers: minor\n---\n>!x!<\n", []),
        ("---\nspoilers:\n---\n>!x!<\n", []),
        ("---\nspoilers: no\n---\nx\n", []),
    ],
)
def test_undeclared(text: str, found: list[str]) -> None:
    assert find_texts("declaration", UNDECLARED, text) == found


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("Spoilers ahead.", ["Spoilers ahead"]),
        ("SPOILER ALERT: he leaves.", ["SPOILER ALERT"]),
        ("**Spoiler alert!**", ["**Spoiler alert!**"]),
        ("Major spoilers follow.", ["Major spoilers follow"]),
        ("This review contains spoilers.", ["This review contains spoilers"]),
        ("Be warned, here be spoilers!", ["here be spoilers"]),
        ("Achtung, Spoiler!", ["Achtung, Spoiler"]),
        ("Esta reseña contiene spoilers.", ["reseña contiene spoilers"]),
        ("*Contains mild spoilers*", ["*Contains mild spoilers"]),
        ("The rest of this piece has plot spoilers.", ["rest of this piece has plot spoilers"]),
        ("Beware: spoilers!", ["Beware: spoilers"]),
        ("Spoiler alert: I loved it.", []),
        ("Blurbs contain more spoilers than plot.", []),
        ("The trailer contains major spoilers.", []),
        ("Online, beware of spoilers.", []),
        ("No spoilers ahead.", []),
        ("There are no major spoilers below.", []),
        ("This is spoiler-free.", []),
        ("I won't give spoilers, and none follow.", []),
        ("A trailer spoiled it; the car has a spoiler.", []),
        ("Spoilers ahead? >!Yes!<.", []),
    ],
)
def test_unmarked(prose: str, found: list[str]) -> None:
    assert find_texts("declaration", UNMARKED, prose + "\n") == found
