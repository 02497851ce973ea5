"""Where lines begin, as far as it is asked for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.source import SourceText


@given(st.text("a\n\r’", max_size=12), st.integers(0, 13), st.booleans())
def test_the_lines_up_to_an_offset_are_the_first_of_all(text: str, end: int, known: bool) -> None:
    source = SourceText(text)
    if known:
        assert source.line_starts[0] == 0
    end = min(end, len(text))

    assert source.list_starts(end) == [one for one in SourceText(text).line_starts if one <= end]


@given(st.text("a\n\r’", max_size=12), st.integers(0, 12), st.integers(1, 13), st.booleans())
def test_the_line_of_an_offset_is_the_one_that_it_is_on(
    text: str, offset: int, long: int, known: bool
) -> None:
    source = SourceText(text)
    if known:
        assert source.line_starts[0] == 0
    offset = min(offset, len(text))
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    assert SourceText(text).line_starts == starts

    number = max(index for index, start in enumerate(starts, 1) if start <= offset)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reviewlint.document.source._LONG", long)
        assert source.find_line(offset) == SourceText(text).line_span(number)
