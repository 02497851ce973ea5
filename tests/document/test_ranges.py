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


@given(SPANS, SPANS)
def test_what_stands_in_few_containers(spans: list[Span], drawn: list[Span]) -> None:
    containers: list[Span] = []
    for one in drawn[:4]:
        if all(not one.overlaps(two) or one.contains(two) or two.contains(one) for two in containers):
            containers.append(one)
    # Beside many others, nothing is left to a shorter way.
    others = [Span(at, at + 1) for at in range(90, 95)]
    assert innermost(spans, containers) == innermost(spans, containers + others)
