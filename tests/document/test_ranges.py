"""Sets of spans, by whichever way they are worked out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.ranges import Cover, innermost, merge
from reviewlint.span import Span

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=8).map(
    lambda places: [Span(start, start + length) for start, length in places]
)


@given(SPANS, st.booleans())
def test_merged_spans_cover_what_each_covers(spans: list[Span], in_order: bool) -> None:
    spans = sorted(spans) if in_order else spans
    covered = {at for span in spans for at in range(span.start, span.end)}
    merged = merge(spans)
    assert [at for span in merged for at in range(span.start, span.end)] == sorted(covered)
    assert all(one.end < two.start for one, two in pairwise(merged))
    assert {at for at in range(40) if at in Cover(spans)} == covered


@given(SPANS, st.integers(0, 30), st.integers(1, 9))
def test_what_stands_in_one_container(spans: list[Span], start: int, length: int) -> None:
    one = Span(start, start + length)
    # Behind a second container, nothing is left to a shorter way.
    assert innermost(spans, [one]) == innermost(spans, [one, Span(99, 100)])
