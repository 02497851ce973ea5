"""docutils' states for the blocks of reStructuredText, made to take notes.

They decide what a line is, as they do for everybody; what is found goes into a ``RestOutline`` with
its lines. Three things differ, none of which a well-formed text can tell:

- no directive or role is looked up, so the registries of docutils and Sphinx are never touched;
- each item of a list, and each section, is read for itself, where docutils copies all of the
  lines that are left at every one of them (quadratic time) and recurses for every section;
- what docutils would cut out of the page as an error is still read for its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from optparse import Values
from typing import NoReturn

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import states
from docutils.statemachine import StateCorrection, TransitionCorrection
from docutils.utils import column_width, new_document

from reviewlint.document.rest.explicit import ExplicitReader
from reviewlint.document.rest.lines import RestLines, Row
from reviewlint.document.rest.machine import (
    Machine,
    Match,
    NoInline,
    Reader,
    Transition,
    as_lines,
    as_rows,
    strip_rows,
)
from reviewlint.document.rest.outline import MetaField, RestOutline
from reviewlint.document.rest.tables import TableReader
from reviewlint.span import Span

_LITERAL_FOLLOWS = re.compile(r"(?<!\\)(\\\\)*::$")
_QUOTING = re.compile(states.Body.pats["nonalphanum7bit"])
_SHORTEST_TRANSITION = 4
"""Characters; a shorter line of punctuation is text (reStructuredText, Transitions)."""

_QUIET = {
    "file_insertion_enabled": False,
    "halt_level": 5,
    "raw_enabled": False,
    "report_level": 5,
    "traceback": True,
    "warning_stream": False,
}


def read_outline(lines: RestLines, *, metadata: bool) -> RestOutline:
    """Parse a text; ``metadata`` says that a field list at its head is the review's."""
    outline = RestOutline(lines, metadata=metadata)
    document = new_document("", _settle())
    machine = Machine(outline, (Body, Text, Line))
    try:
        machine.run(as_lines(lines.rows()), document, inliner=NoInline())
    except RecursionError:  # the caller has left too little of the stack
        outline = RestOutline(lines, metadata=False)
        outline.note_too_deep(lines.rows(), "body")
    return outline


@cache
def _settle() -> Values:
    """Give docutils' defaults, from no config file, with everything off that reads, writes or stops."""
    settings = get_default_settings()
    for name, value in _QUIET.items():
        setattr(settings, name, value)
    return settings


class Body(ExplicitReader, TableReader):
    """Tell by its first line what a block is."""

    def indent(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Read a quotation."""
        self.nest(self.take_indented(), "quote")
        return context, next_state, []

    def bullet(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Read an item of a bullet list."""
        self._read_item("bullet", match.end())
        return [], next_state, []

    def enumerator(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Read an item of an enumerated list."""
        try:
            form, sequence, _, ordinal = self.parse_enumerator(match)  # type: ignore[no-untyped-call]
            valid = self.is_enumerated_list_item(  # type: ignore[no-untyped-call]
                ordinal, sequence, form
            )
        except ValueError:  # a number of more digits than Python converts
            valid = False
        if not valid:
            raise TransitionCorrection("text")
        self._read_item("enumerator", match.end())
        return [], next_state, []

    def _read_item(self, kind: str, indent: int) -> None:
        first = self.current()
        if first.text[indent:]:
            block, *_ = self.state_machine.get_known_indented(indent)
            rows = strip_rows(as_rows(block))
        else:
            rows = self.take_below(indent)
        self.nest(rows, "list")
        self.outline.note_item(kind, first, rows)

    def field_marker(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Read a field: of the metadata, or of a list in the text."""
        first = self.current()
        marker = match.group().rstrip()
        behind = Row(first.number, first.text[match.end() :])
        rows = [behind, *self.take_below(match.end())[1:]]
        if self.state_machine.depth == 0 and self.outline.awaits_metadata:
            lines = self.outline.lines
            name = Span(lines.offset(first, 1), lines.offset(first, len(marker) - 1))
            after = lines.offset(first, len(marker))
            self.outline.fields.append(MetaField(name, after, lines.gather(rows)))
            return [], next_state, []
        self.nest(rows, "list")
        self.outline.note_item("field", first, rows)
        return [], next_state, []

    def option_marker(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Read an item of an option list; an option without description is text."""
        first = self.current()
        offset = self.state_machine.abs_line_offset()
        rows = self.take_below(match.end())
        if not strip_rows(rows):
            self.goto_line(offset)
            raise TransitionCorrection("text")
        self.nest(rows, "list")
        self.outline.note_item("option", first, rows)
        return [], next_state, []

    def doctest(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Read an interpreter session."""
        self.outline.note_literal(as_rows(self.state_machine.get_text_block()))
        return [], next_state, []

    def line_block(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Read a line of a line block."""
        self.outline.note_prose(self.take_below(match.end(), until_blank=True), self.state_machine.container)
        return [], next_state, []


class Text(Reader, states.Text):
    """Tell by its second line what a block of text is."""

    def indent(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Read an item of a definition list: the line before is the term."""
        term = self.row(self.state_machine.line_offset - 1)
        rows = self.take_indented()
        self.outline.note_prose([term], "list")
        self.nest(rows, "list")
        self.outline.note_item("definition", term, [term, *rows])
        return [], "Body", []

    def section(self, title: str, source: str, style: object, lineno: int, messages: object) -> None:
        """Note a title with a line below only; ``lineno`` counts from the start of the block."""
        index = lineno - 1 - self.state_machine.input_offset
        self.outline.note_title(self.row(index), self.row(index + 1), None, style)

    def paragraph(self, lines: Iterable[str], lineno: int) -> tuple[list[nodes.Node], bool]:
        """Note a paragraph; tell whether it says that a literal block follows."""
        first = lineno - 1 - self.state_machine.input_offset
        rows = [self.row(index) for index in range(first, first + len(list(lines)))]
        last = rows[-1].text
        literal_next = bool(_LITERAL_FOLLOWS.search(last))
        # "Text::" is shown with one colon, "Text ::" and "::" with none.
        shows_colon = literal_next and last[:-2].strip() and not last[-3].isspace()
        self.outline.note_prose(rows, self.state_machine.container, 1 if shows_colon else 2 * literal_next)
        return [], literal_next

    def literal_block(self) -> list[nodes.Node]:
        """Note the literal block that stands below: indented, or every line quoted alike."""
        rows = self.take_indented()
        if not rows:
            rows = self._take_quoted()
        self.outline.note_literal(rows)
        return []

    def _take_quoted(self) -> list[Row]:
        rows: list[Row] = []
        while (
            (row := self.peek()) and _QUOTING.match(row.text) and (not rows or row.text[0] == rows[0].text[0])
        ):
            self.state_machine.next_line()
            rows.append(row)
        return rows


class Line(Reader):
    """Tell by its second line what a line of punctuation is: a title's overline, or a transition."""

    patterns = states.Line.patterns
    initial_transitions = states.Line.initial_transitions

    def eof(self, context: list[str]) -> list[str]:
        """Take a long line at the end for a transition."""
        if len(context[0]) < _SHORTEST_TRANSITION:
            self._read_as_text()
        return []

    def blank(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Take a long line with a blank one below for a transition."""
        if len(context[0]) < _SHORTEST_TRANSITION:
            self._read_as_text()
        return [], "Body", []

    def text(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Note a title with lines above and below; anything else is text."""
        index = self.state_machine.line_offset
        overline, title, underline = self.row(index - 1), self.row(index), self.peek()
        if underline is None or underline.text != overline.text or _is_too_short(overline, title):
            self._read_as_text()
        else:
            self.state_machine.next_line()
            self.outline.note_title(title, underline, overline, overline.text[0] * 2)
        return [], "Body", []

    indent = text

    def underline(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Pass over two lines of punctuation, which hold no words."""
        if len(context[0]) < _SHORTEST_TRANSITION:
            self._read_as_text()
        return [], "Body", []

    def _read_as_text(self) -> NoReturn:
        self.state_machine.previous_line()
        raise StateCorrection("Body", "text")


def _is_too_short(overline: Row, title: Row) -> bool:
    length = len(overline.text)
    return length < _SHORTEST_TRANSITION and column_width(title.text) > length
