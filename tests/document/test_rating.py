"""Ratings as people write them."""

from __future__ import annotations

import pytest

from reviewlint.document.rating import parse_rating


@pytest.mark.parametrize(
    ("text", "value", "best"),
    [
        ("4", 4, None),
        ("3,5", 3.5, None),
        ("8/10", 8, 10),
        ("4 out of 5", 4, 5),
        ("85 %", 85, 100),
        ("3½", 3.5, None),
        ("½", 0.5, None),
        ("3.88/4 (with thanks)", 3.88, 4),
        ("-1", -1, None),
        ("−2/5", -2, 5),
        ("-1½", -1.5, None),
        ("-½", None, None),
        ("★★★½", 3.5, None),
        ("★★★☆☆", 3, 5),
        ("B+", None, None),
        ("A−", None, None),
        ("-", None, None),
        ("", None, None),
    ],
)
def test_a_rating_is_read_as_it_is_meant(text: str, value: float | None, best: float | None) -> None:
    rating = parse_rating(text)
    assert (rating.value, rating.best) == (value, best)
