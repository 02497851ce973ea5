"""Whether a place in a review is code, which readers see as it is written."""

from __future__ import annotations

from bisect import bisect_right

from reviewlint.document.model import Review
from reviewlint.span import Span


def is_code(review: Review, span: Span) -> bool:
    """Tell whether a place is shown as it is written; what begins with ``<`` there is HTML."""
    at = bisect_right(review.literal, span.start, key=lambda one: one.start) - 1
    if at < 0 or review.literal[at].end <= span.start:
        return False
    start = review.literal[at].start
    line, _ = review.source.position(start)
    before = review.source.text[review.source.line_span(line).start : start]
    return not review.source.text.startswith("<", start) or before.endswith(("    ", "\t"))
