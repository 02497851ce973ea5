"""Tables of reStructuredText: each cell is read as a block of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docutils.parsers.rst import states
from docutils.statemachine import TransitionCorrection

from reviewlint.document.rest.cells import Cell, cut_grid_table, cut_simple_table
from reviewlint.document.rest.lines import Row
from reviewlint.document.rest.machine import Match, Reader, Transition, as_list, as_rows


class TableReader(Reader, states.Body):
    """Read tables."""

    def grid_table_top(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Read a grid table: lines that begin with ``+`` or ``|``, up to the last border."""
        rows = as_rows(self.state_machine.get_text_block())
        end = next((index for index, row in enumerate(rows) if row.text[0] not in "+|"), len(rows))
        bottom = next(
            (index for index in range(end - 1, 1, -1) if self.grid_table_top_pat.match(rows[index].text)),
            None,
        )
        stop = end if bottom is None else bottom + 1
        self.state_machine.previous_line(len(rows) - stop)
        rows = rows[:stop]
        self._read_table(rows, cut_grid_table([row.text for row in rows]) if bottom else None)
        return [], next_state, []

    def simple_table_top(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Read a simple table: up to its second border, or to one that a blank line follows."""
        start = self.state_machine.line_offset
        lines = as_list(self.state_machine.input_lines).data
        bottom = _find_border(lines, start, self.simple_table_border_pat)
        if bottom is None:
            raise TransitionCorrection("text")
        self.state_machine.next_line(bottom - start)
        rows = [self.row(index) for index in range(start, bottom + 1)]
        self._read_table(rows, cut_simple_table([row.text for row in rows]))
        return [], next_state, []

    def _read_table(self, rows: Sequence[Row], cells: list[Cell] | None) -> None:
        if cells is None:
            worded = (row if any(map(str.isalnum, row.text)) else Row(row.number, "") for row in rows)
            self.outline.note_plain(worded, "table")
            return
        lines = self.outline.lines
        for cell in cells:
            numbered = [(rows[part.line], part) for part in cell]
            before = lines.end_lines_at({row.number: lines.column(row) + part.end for row, part in numbered})
            try:
                self.nest([Row(row.number, part.text) for row, part in numbered], "table")
            finally:
                lines.end_lines_at(before)
        self.outline.note_block(rows)


def _find_border(lines: Sequence[str], start: int, border: re.Pattern[str]) -> int | None:
    """Give the index of a simple table's bottom border."""
    found = 0
    for index in range(start + 1, len(lines)):
        if not border.match(lines[index]):
            continue
        if len(lines[index].strip()) != len(lines[start].strip()):
            return None
        found += 1
        if found == 2 or index + 1 == len(lines) or not lines[index + 1].strip():
            return index
    return None
