"""Texts in messages: what is fit as it stands is what putting it together anew would give."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewlint.checks.base import shorten

TEXTS = st.lists(st.sampled_from(["word", "é", " ", "  ", "\xa0", "\n", "\u2003", "\u200b", "“"])).map(
    "".join
)


@given(TEXTS)
def test_white_space_is_one_blank(text: str) -> None:
    assert shorten(text, 1000) == " ".join(text.split())


@given(TEXTS, st.integers(2, 20))
def test_no_text_is_too_long(text: str, longest: int) -> None:
    assert len(shorten(text, longest)) <= longest
