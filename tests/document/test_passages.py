"""What a review's text has a dialect's markers for is found out by few looks at it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.spoilers import passages

MARKERS = ("||", ">!", "!<", "[spoiler", "[/spoiler", "{spoiler}`")
TEXTS = st.lists(
    st.sampled_from(("|", ">", "!", "<", "[", "/", "{", "spoiler", "}`", "x", "’", *MARKERS)), max_size=12
).map("".join)


@given(TEXTS)
def test_each_marker_is_counted(text: str) -> None:
    counts = passages._count_tokens(text)

    assert {one: counts.get(one, 0) for one in MARKERS} == {one: text.count(one) for one in MARKERS}
    assert {one for listed in passages._TOKENS.values() for one in listed} == set(MARKERS)
