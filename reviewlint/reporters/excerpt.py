"""One line of a review, cut to what a terminal holds, with the place of a finding in it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from reviewlint.document.source import SourceText
from reviewlint.reporters.visible import measure
from reviewlint.span import Span

CUT = "…"

Cells = str | Sequence[tuple[str, int]]
"""What is shown of some characters, with the terminal cells that each takes; plain text takes one each."""


class Excerpt(msgspec.Struct, frozen=True):
    """Hold a line as it is shown; the mark begins after ``indent`` cells and is ``length`` wide."""

    text: str
    indent: int
    length: int


def cut_excerpt(source: SourceText, span: Span, room: int) -> Excerpt:
    """Show the line that a span begins in, the span in view, in at most ``room`` cells.

    A span over several lines is marked to the end of its first. No more of the line is looked at
    than may be shown, however long it is.
    """
    line = source.line_span(source.position(span.start)[0])
    start = min(span.start, line.end)
    end = max(start, min(span.end, line.end))
    low, high = max(line.start, start - room), min(line.end, start + 2 * room)
    before = _measure(source.text[low:start])
    marked = _measure(source.text[start : min(end, high)])
    after = _measure(source.text[min(end, high) : high])
    indent, length = _width(before), _width(marked)
    whole = low == line.start and high == line.end
    if whole and indent + length + _width(after) <= room:
        return Excerpt(_join(before, marked, after), indent, max(1, length))
    room -= 2 * len(CUT)
    kept = _take(marked, room - min(indent, room // 4))
    rest = room - _width(kept)
    behind = after if len(kept) == len(marked) else ""
    left = _take_last(before, max(rest // 2, rest - _width(behind)))
    right = _take(behind, rest - _width(left))
    cut_left = CUT if len(left) < len(before) or low > line.start else ""
    cut_right = CUT if len(kept) < len(marked) or len(right) < len(after) or high < line.end else ""
    text = cut_left + _join(left, kept, right) + cut_right
    length = _width(kept) + (len(CUT) if len(kept) < len(marked) else 0)
    return Excerpt(text, len(cut_left) + _width(left), max(1, length))


def cut_line(text: str, room: int, focus: int = 0) -> str:
    """Show one line in at most ``room`` cells, the character at ``focus`` in view."""
    return cut_excerpt(SourceText(text), Span(focus, focus), room).text


def _measure(text: str) -> Cells:
    """Measure a text; most lines are plain, and looking at each character would take most of a report."""
    return text if text.isascii() and text.isprintable() else measure(text)


def _width(cells: Cells) -> int:
    return len(cells) if isinstance(cells, str) else sum(width for _, width in cells)


def _join(*parts: Cells) -> str:
    return "".join(
        cells if isinstance(cells, str) else "".join(shown for shown, _ in cells) for cells in parts
    )


def _take(cells: Cells, room: int) -> Cells:
    """Take what fits into ``room`` from the front."""
    if isinstance(cells, str):
        return cells[: max(room, 0)]
    taken = []
    for cell in cells:
        room -= cell[1]
        if room < 0:
            break
        taken.append(cell)
    return taken


def _take_last(cells: Cells, room: int) -> Cells:
    return _take(cells[::-1], room)[::-1]
