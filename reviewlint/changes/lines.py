"""Findings on lines that changed, kept; the others left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

import msgspec

from reviewlint.changes.hunks import Lines
from reviewlint.diagnostics import Diagnostic
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint.engine import CRASHED
from reviewlint.report import Report
from reviewlint.span import Span


def keep_changed_lines(
    report: Report, lines: Mapping[str, Lines], read: Callable[[SourceText], Review]
) -> Report:
    """Keep the findings on changed lines; ``lines`` are these by path, ``read`` reads a review.

    A finding on the first line, where what is said of front matter as a whole stands, counts where
    any line of the front matter changed, or without front matter any line at all. That a rule could
    not be asked is always kept, what is said of an archive as a whole never.
    """
    kept, unsaid = (
        tuple(_keep(found, report, lines, read))
        for found in (report.diagnostics, sorted(report.unsaid, key=lambda one: one.sort_key))
    )
    elsewhere = len(report.diagnostics) - len(kept)
    return msgspec.structs.replace(report, diagnostics=kept, unsaid=unsaid, elsewhere=elsewhere)


def _keep(
    found: Iterable[Diagnostic],
    report: Report,
    lines: Mapping[str, Lines],
    read: Callable[[SourceText], Review],
) -> Iterator[Diagnostic]:
    """Keep of findings, which are sorted by path, those on changed lines."""
    for path, group in groupby(found, lambda one: one.path):
        source = report.sources.get(path)
        if source is not None:
            yield from _choose(group, lines.get(path, ()), source, read)
        elif path not in lines:
            yield from (one for one in group if one.rule == CRASHED)
        else:
            # It was written to while it was checked, and nothing tells which lines these were.
            yield from group


def _choose(
    found: Iterable[Diagnostic], changed: Lines, source: SourceText, read: Callable[[SourceText], Review]
) -> Iterator[Diagnostic]:
    # Git counts line feeds only, whatever else ends a line here.
    feeds = [offset for offset, character in enumerate(source.text) if character == "\n"]
    head: int | None = None
    for one in found:
        first, last = _find_lines(feeds, one.span)
        if first == 1:
            if head is None:
                block = read(source).front_matter
                head = _find_lines(feeds, block.span)[1] if block else len(feeds) + 1
            last = max(last, head)
        if one.rule == CRASHED or _touches(changed, first, last):
            yield one


def _find_lines(feeds: list[int], span: Span) -> tuple[int, int]:
    """Give the first and the last line of a span."""
    first = bisect_left(feeds, span.start) + 1
    return first, max(first, bisect_left(feeds, span.end - 1) + 1)


def _touches(changed: Lines, first: int, last: int) -> bool:
    at = bisect_left(changed, first, key=lambda lines: lines[1])
    return at < len(changed) and changed[at][0] <= last
