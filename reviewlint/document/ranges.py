"""Sets of spans: what is inside what, answered without looking at every span again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from reviewlint.span import Span

BLANK = " \t\r\n"
"""What stands around words and is none."""

# Offsets are compared faster than spans are.
_start = attrgetter("start")


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that touch or overlap; empty ones are dropped."""
    merged: list[Span] = []
    last = -1
    listed = list(spans)
    if len(listed) > 1:
        listed.sort(key=_start)
    for span in listed:
        start, end = span.start, span.end
        if start > last:
            if start < end:
                merged.append(span)
                last = end
        elif end > last:
            merged[-1] = Span(merged[-1].start, end)
            last = end
    return tuple(merged)


def keep_outer(spans: Iterable[Span]) -> list[Span]:
    """Sort spans that nest or lie apart, and leave out those inside of others; empty ones are dropped."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start < span.end and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return kept


class Cover:
    """Answer whether an offset is covered by any of some spans, each time by bisection."""

    __slots__ = ("_starts", "spans")

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = merged = merge(spans)
        self._starts = [span.start for span in merged] if merged else []

    def find(self, offset: int) -> Span | None:
        """Give the merged span that covers the character at ``offset``."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.spans[index].end:
            return self.spans[index]
        return None

    def __contains__(self, offset: int) -> bool:
        # What `find` does, once again: this is asked far more often.
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self.spans[index].end


_FEW = 4
"""Of so few containers each is looked at, which takes less time than to sort them."""


def innermost(items: Sequence[Span], containers: Sequence[Span]) -> list[int | None]:
    """Give, for each item, the index of the smallest container around it.

    Containers nest or lie apart, as the elements of one name do.
    """
    found: list[int | None] = [None] * len(items)
    if not items or not containers:
        return found
    if len(containers) <= _FEW:
        return [_find_innermost(item, containers) for item in items]
    waiting = sorted(range(len(containers)), key=lambda i: (containers[i].start, -containers[i].end))
    opened: list[int] = []
    at = 0
    for index in sorted(range(len(items)), key=lambda i: items[i]):
        item = items[index]
        while at < len(waiting) and containers[waiting[at]].start <= item.start:
            opened.append(waiting[at])
            at += 1
        while opened and containers[opened[-1]].end <= item.start:
            opened.pop()
        if opened and containers[opened[-1]].contains(item):
            found[index] = opened[-1]
    return found


def _find_innermost(item: Span, containers: Sequence[Span]) -> int | None:
    start, found, key = item.start, None, (-1, 0)
    for index, one in enumerate(containers):
        if one.start <= start < one.end and (one.start, -one.end) >= key:
            found, key = index, (one.start, -one.end)
    return found if found is not None and item.end <= -key[1] else None


def trim(text: str, span: Span) -> Span:
    """Leave out the blanks and line endings around what stands at a span."""
    piece = text[span.start : span.end]
    short = piece.strip(BLANK)
    if len(short) == len(piece):
        return span
    if not short:
        return Span(span.start, span.start)
    start = span.end - len(piece.lstrip(BLANK))
    return Span(start, start + len(short))
