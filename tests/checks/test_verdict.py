"""Ratings of the front matter beside those that the text gives."""

from __future__ import annotations

import pytest

from tests.run_kind import find_texts

PARAMS = {"role": "rating", "labels": "verdict-labels"}


@pytest.mark.parametrize(
    ("rating", "line", "found"),
    [
        ("4/5", "Rating: 3/5", ["3/5"]),
        ("4/5", "**Rating:** 3/5", ["3/5"]),
        ("4/5", "**Final verdict** – 3 out of 5 stars", ["3 out of 5 stars"]),
        ("4/5", "## Score: 3/5", ["3/5"]),
        ("4/5", "> ★★★", ["★★★"]),
        ("4/5", "*3/5*", ["3/5"]),
        ("90/100", "Overall: 80%", ["80%"]),
        ("4/5", "Gesamtwertung: 3/5", ["3/5"]),
        ("4/5", "Rating: 8/10", []),
        ("4/5", "★★★★☆", []),
        ("4", "★★★★", []),
        ("3.88/4", "★★★★", []),
        ("3.5", "★★★", ["★★★"]),
        ("4", "Score: 8/10", []),
        ("4", "Score: 5/10", ["5/10"]),
        ("B+", "Rating: 3/5", []),
        ("4/5", "Rating: PG", []),
        ("4/5", "Rating: 3/5, and not a point more, because of the last hour of it", []),
        ("4/5", "I would say 3/5", []),
        ("4/5", "On 3/5 they met.", []),
        ("4/5", "★", []),
        ("4/5", "Story: 3/5", []),
        ("4/5", "Rating: 3/5\n\nScore: 2/5", []),
        ("4/5", "Rating: 3/5\n\nRating: 3/5", ["3/5"]),
        ("4/5", "    Rating: 3/5", []),
    ],
)
def test_verdicts(rating: str, line: str, found: list[str]) -> None:
    text = f"---\nrating: {rating}\n---\nA text.\n\n{line}\n"

    assert find_texts("verdict", PARAMS, text) == found


@pytest.mark.parametrize(("line", "found"), [("Score: 8/10", ["8/10"]), ("★★★★", [])])
def test_the_scale_of_the_site_is_the_front_matter_s(line: str, found: list[str]) -> None:
    text = f"---\nrating: 4\n---\nA text.\n\n{line}\n"

    assert find_texts("verdict", PARAMS, text, scale=(0, 10, None)) == found
