from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.markdown.code_points import make_locator


@given(st.text(st.sampled_from("a\nß“中🎬"), max_size=40), st.integers(1, 30), st.integers(0, 9))
def test_every_offset_between_two_characters(piece: str, times: int, base: int) -> None:
    text = piece * times
    locate = make_locator(text, base)
    offsets = accumulate((len(character.encode()) for character in text), initial=0)

    assert [locate(offset) for offset in offsets] == [base + at for at in range(len(text) + 1)]


def test_offsets_are_asked_for_in_any_order() -> None:
    text = "é" * 1000
    locate = make_locator(text)

    assert [locate(2 * at) for at in (999, 0, 512, 1000, 511)] == [999, 0, 512, 1000, 511]
