"""Ratings that the scale does not have."""

from __future__ import annotations

import pytest

from tests.run_kind import find_hits

Scale = tuple[float, float, float | None]


@pytest.mark.parametrize(
    ("rating", "scale", "problem"),
    [
        ("44.0", (0, 5, None), "is more than 5, the highest of this site's scale"),
        ("-1", (0, 5, None), "is less than 0, the lowest of this site's scale"),
        ("0", (1, 10, None), "is less than 1, the lowest of this site's scale"),
        ("4.3", (0, 5, 0.5), "falls between the steps of this site's scale, which are 0.5 apart"),
        ("0.3", (0, 1, 0.1), None),
        ("8/10", (0, 5, None), "is out of 10; ratings here go from 0 to 5"),
        ("4/5", (0, 5, 1), None),
        ("★★★½", (0, 5, 0.5), None),
        ("80%", (0, 100, None), None),
        ("B+", (0, 5, None), None),
        ("{value: 6, best: 5}", (0, 5, None), "gives more than the 5 that it says is the highest"),
        ("[1, 2]", (0, 5, None), None),
        ("", (0, 5, None), None),
    ],
)
def test_ratings(rating: str, scale: Scale, problem: str | None) -> None:
    hits = find_hits("scale", {"role": "rating"}, f"---\nrating: {rating}\n---\nText.\n", scale=scale)

    assert [hit.values["problem"] for hit in hits] == ([problem] if problem else [])


@pytest.mark.parametrize(("rating", "conditions"), [("44", []), ("6/5", [None])])
def test_without_a_scale_only_contradictions_count(rating: str, conditions: list[str | None]) -> None:
    hits = find_hits("scale", {"role": "rating"}, f"---\nrating: {rating}\n---\nText.\n")

    assert [hit.condition for hit in hits] == conditions


def test_a_configured_scale_weighs_more() -> None:
    hits = find_hits("scale", {"role": "rating"}, "---\nrating: 44\n---\nText.\n", scale=(0, 5, None))

    assert [hit.condition for hit in hits] == ["configured"]
