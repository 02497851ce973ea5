"""Where lines begin, as far as it is asked for."""

from __future__ import annotations

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
