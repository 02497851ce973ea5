"""Cells of reStructuredText tables: docutils says where they are, this module what they hold.

docutils hands out a cell's lines without their columns, and pads wide characters on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from docutils.parsers.rst.tableparser import GridTableParser, SimpleTableParser, TableMarkupError
from docutils.statemachine import StringList
from docutils.utils import column_indices, strip_combining_chars

LARGEST_GRID = 10_000
"""Characters in a grid table; the search for its cells takes the square of them at worst."""

_PAD = "\0"


class CellLine(NamedTuple):
    """Hold a line of a cell: the index of the table's line, the text, and its end in that line."""

    line: int
    text: str
    end: int


Cell = list[CellLine]


def cut_grid_table(texts: Sequence[str]) -> list[Cell] | None:
    """Give the cells of a grid table; ``None`` where it is malformed or too large."""
    if sum(map(len, texts)) > LARGEST_GRID:
        return None
    padded = [_pad(text) for text in texts]
    block = [strip_combining_chars(text) for text in padded]
    if len(set(map(len, block))) != 1 or any(text[-1] not in "+|" for text in block):
        return None
    parser = GridTableParser()
    try:
        parser.parse(StringList(block, ""))
    except (AssertionError, IndexError, TableMarkupError):
        return None
    cells: list[Any] = parser.cells
    corners = sorted(cell[:4] for cell in cells)
    return [_cut(padded, range(top + 1, bottom), left + 1, right) for top, left, bottom, right in corners]


def cut_simple_table(texts: Sequence[str]) -> list[Cell] | None:
    """Give the cells of a simple table; ``None`` where it is malformed."""
    padded = [_pad(text) for text in texts]
    parser = _RowParser()
    try:
        parser.setup(StringList([strip_combining_chars(text) for text in padded], ""))
        parser.find_head_body_sep()
        parser.parse_table()
    except (AssertionError, IndexError, TableMarkupError):
        return None
    return [
        _cut(padded, range(first, first + count), start, end)
        for first, count, columns in parser.rows
        for start, end in columns
    ]


class _RowParser(SimpleTableParser):
    """Keep where each row is, and its columns, in place of its cells."""

    def setup(self, block: StringList) -> None:
        super().setup(block)
        self.rows: list[tuple[int, int, list[tuple[int, int]]]] = []

    def parse_row(self, lines: list[str], start: int, spanline: tuple[str, int] | None = None) -> None:
        if not lines:
            return
        columns = self.parse_columns(*spanline) if spanline else self.columns[:]
        self.check_columns(lines, start, columns)
        self.init_row(columns, start)
        self.rows.append((start, len(lines), columns))


def _cut(padded: Sequence[str], lines: range, left: int, right: int) -> Cell:
    """Cut a rectangle out of a table's lines, common indent and padding gone."""
    cut: list[tuple[int, str, int]] = []
    for line in lines:
        text = padded[line]
        columns = column_indices(text)
        start = columns[left] if left < len(columns) else len(text)
        end = columns[right] if right < len(columns) else len(text)
        piece = text[start:end].rstrip()
        cut.append((line, piece.replace(_PAD, ""), len(text[: start + len(piece)].replace(_PAD, ""))))
    indents = [len(text) - len(text.lstrip()) for _, text, _ in cut if text]
    indent = min(indents, default=0)
    return [CellLine(line, text[indent:], end) for line, text, end in cut]


def _pad(text: str) -> str:
    if text.isascii():
        return text
    return "".join(char + _PAD if east_asian_width(char) in "WF" else char for char in text)
