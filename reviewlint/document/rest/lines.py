"""The lines of a reST text as docutils wants them, and the way back from any of them to the source.

docutils says on which line something stands, never in which column. But all it ever does to a
line is to cut it on the left (an indent, a list marker) and to strip it on the right, so a line
that it hands back ends where the source line ends: its column follows from its length alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import msgspec

from reviewlint.document.source import SourceText
from reviewlint.span import Span

TAB_WIDTH = 8
"""Tab stops of reStructuredText, Whitespace: "tabs will be converted to spaces", eight by default."""

# What str.splitlines() or str.strip() take for a line's end though SourceText does not; NUL is
# docutils' own sign for an escape. All are replaced one for one, so that no column moves.
_ODD = re.compile("[\0\v\f\x1c-\x1f\x85\u2028\u2029]")


class Row(NamedTuple):
    """Pair a line's index (0-based, in the whole file) with what docutils left of its text."""

    number: int
    text: str


class Passage(msgspec.Struct, frozen=True):
    """Hold a text of one or several lines with the place of each.

    ``text`` is the source's own characters, indents and trailing blanks left out, the lines
    joined by ``\\n``; ``starts`` is where each line begins in it, ``spans`` where in the source.
    """

    text: str
    starts: tuple[int, ...]
    spans: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """Give the span from the first character to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def flat(self) -> str:
        """Give the text on one line."""
        return self.text.replace("\n", " ")

    def locate(self, start: int, end: int) -> Span:
        """Give the source span of a slice of ``text``."""
        return Span(self._offset(start), self._offset(end))

    def _offset(self, at: int) -> int:
        line = bisect_right(self.starts, at) - 1
        return self.spans[line].start + at - self.starts[line]


class RestLines:
    """Hold the lines of a text from ``body`` on; the lines before are blank, and keep their numbers.

    ``texts`` are what docutils parses: tabs expanded, trailing white space gone.
    """

    def __init__(self, source: SourceText, body: int) -> None:
        self._text = source.text
        safe = _ODD.sub(lambda match: "\ufffd" if match.group() == "\0" else " ", source.text)
        self._origins: list[int] = []
        self._tabbed: dict[int, tuple[list[int], list[int]]] = {}
        self.texts: list[str] = []
        for number in range(len(source.line_starts)):
            span = source.line_span(number + 1)
            start = min(max(span.start, body), span.end)
            raw = safe[start : span.end]
            self._origins.append(start)
            if "\t" in raw:
                self._tabbed[number] = _tab_stops(raw)
                raw = raw.expandtabs(TAB_WIDTH)
            self.texts.append(raw.rstrip())
        self._ends = list(map(len, self.texts))

    def rows(self) -> list[Row]:
        """Give all lines."""
        return list(map(Row, range(len(self.texts)), self.texts))

    def column(self, row: Row) -> int:
        """Give the column (0-based, tabs expanded) where a row's text begins on its line."""
        return self._ends[row.number] - len(row.text)

    def offset(self, row: Row, at: int = 0) -> int:
        """Give the source offset of a row's character."""
        column = self.column(row) + at
        stops = self._tabbed.get(row.number)
        origin = self._origins[row.number]
        if stops is None:
            return origin + column
        columns, offsets = stops
        index = bisect_right(columns, column) - 1
        offset = offsets[index] + column - columns[index]
        if index + 1 < len(offsets):
            offset = min(offset, offsets[index + 1])  # inside a tab's width: the character behind it
        return origin + offset

    def is_blank(self, span: Span) -> bool:
        """Tell whether nothing but white space stands at a span, or nothing at all."""
        return not self._text[span.start : span.end].strip()

    def gather(self, rows: Sequence[Row], drop: int = 0) -> Passage | None:
        """Join rows into a passage without the last ``drop`` characters; ``None`` if all are blank."""
        spans: list[Span] = []
        for index, row in enumerate(rows):
            shown = row.text[: len(row.text) - drop] if drop and index == len(rows) - 1 else row.text
            start = len(shown) - len(shown.lstrip())
            end = len(shown.rstrip())
            if start < end:
                spans.append(Span(self.offset(row, start), self.offset(row, end)))
        if not spans:
            return None
        pieces = [self._text[span.start : span.end] for span in spans]
        starts = list(accumulate((len(piece) + 1 for piece in pieces), initial=0))
        return Passage("\n".join(pieces), tuple(starts[:-1]), tuple(spans))

    def extent(self, rows: Sequence[Row]) -> Span | None:
        """Give the span from the first character of rows to the last; ``None`` if all are blank."""
        filled = [row for row in rows if row.text.strip()]
        if not filled:
            return None
        first, last = filled[0], filled[-1]
        start = self.offset(first, len(first.text) - len(first.text.lstrip()))
        return Span(start, self.offset(last, len(last.text.rstrip())))

    def cover(self, rows: Sequence[Row]) -> list[Span]:
        """Give the spans that rows cover: whole lines in one, where nothing else stands on them."""
        spans: list[Span] = []
        for row in rows:
            end = self.offset(row, len(row.text.rstrip()))
            start = self.offset(row)
            if not self._text[self._origins[row.number] : start].strip():
                start = self._origins[row.number]
            if spans and not self._text[spans[-1].end : start].strip():
                spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
            elif end > start:
                spans.append(Span(start, end))
        return spans

    def end_lines_at(self, ends: dict[int, int]) -> dict[int, int]:
        """Say in which column some lines end from now on (a table's cell); give what was so before."""
        before = {number: self._ends[number] for number in ends}
        for number, end in ends.items():
            self._ends[number] = end
        return before


def _tab_stops(raw: str) -> tuple[list[int], list[int]]:
    """Give, for each piece between tabs, its column after expansion and its offset in the line."""
    columns, offsets = [0], [0]
    column = offset = 0
    for piece in raw.split("\t")[:-1]:
        column += len(piece)
        column += TAB_WIDTH - column % TAB_WIDTH
        offset += len(piece) + 1
        columns.append(column)
        offsets.append(offset)
    return columns, offsets
