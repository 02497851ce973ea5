"""Directives of reStructuredText: which there are, and how the lines of one divide.

docutils drops a directive that it does not know, and a known one with an option that it does not
know, content and all. A review may use Sphinx's directives or those of any other generator, so
here every directive may have any option, and one of an unknown name is read for its content.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence

import msgspec
from docutils.parsers.rst.states import Body

from reviewlint.document.rest.lines import Passage, RestLines, Row
from reviewlint.span import Span


class Shape(enum.Enum):
    """Say what a directive's argument and content are."""

    IMAGE = "an address; nothing"
    FIGURE = "an address; caption and legend"
    SPOILER = "a label; what is hidden"
    PROSE = "none, the content begins on the first line"
    TITLED = "a title that is shown; content"
    TABLE = "a title that is shown; lines of a table"
    LITERAL = "whatever; no prose"
    RAW = "the format; HTML, where it is that"
    OTHER = "no prose; content"


_NAMES = {
    Shape.IMAGE: "image",
    Shape.FIGURE: "figure thumbnail",  # Nikola's thumbnail is a figure
    Shape.SPOILER: "spoiler spoilers",
    Shape.PROSE: """attention caution danger epigraph error footer header highlights hint important
        note pull-quote replace seealso tip todo warning""",
    Shape.TITLED: """admonition card centered collapse details dropdown list-table rubric sidebar
        tab-item table toggle topic""",
    Shape.TABLE: "csv-table",
    Shape.RAW: "raw",
    Shape.LITERAL: """code code-block contents date default-role doctest graphviz
        highlight include index literalinclude math mermaid meta parsed-literal productionlist
        sectnum sourcecode testcode testoutput toctree unicode uml""",
}
_SHAPES = {name: shape for shape, names in _NAMES.items() for name in names.split()}

_ANYWHERE = frozenset({Shape.IMAGE, Shape.FIGURE})
"""Shapes whose argument may begin below the marker's line, and run on."""

_RUNNING_ON = frozenset({Shape.PROSE, Shape.TABLE, Shape.TITLED})
"""Shapes whose argument may run on over several lines."""

QUOTES = frozenset({"epigraph", "highlights", "pull-quote"})
"""Directives whose content is a quotation."""

TABLES = frozenset({"csv-table", "list-table", "table"})
"""Directives whose content is a table."""

_OPTION = re.compile(Body.patterns["field_marker"])


class Option(msgspec.Struct, frozen=True):
    """Hold an option: ``value_span`` is where its value stands, or would (zero wide)."""

    name: str
    value: Passage | None
    value_span: Span

    @property
    def text(self) -> str:
        """Give the value on one line, empty where there is none."""
        return self.value.flat if self.value else ""


class Parts(msgspec.Struct, frozen=True):
    """Hold the lines of a directive by what they are; ``head`` are those with argument and options."""

    head: tuple[Row, ...]
    argument: tuple[Row, ...]
    options: tuple[Option, ...]
    content: tuple[Row, ...]


def shape_of(name: str) -> Shape:
    """Give the shape of the directive of this name."""
    return _SHAPES.get(name, Shape.OTHER)


def divide(rows: Sequence[Row], shape: Shape, lines: RestLines) -> Parts:
    """Divide a directive's lines; the first is what follows ``::`` on the marker's own line.

    Only an address or a title that is shown may go on over several lines: what stands right below
    another argument is taken for content, so that a spoiler's text is never taken for its label.
    """
    at = 1
    argument = [row for row in rows[:1] if row.text.strip()]
    if shape in _ANYWHERE or (shape in _RUNNING_ON and argument):
        at = _skip_argument(rows, at)
    argument += rows[1:at]
    options: list[Option] = []
    while at < len(rows) and (marker := _OPTION.match(rows[at].text)):
        end = at + 1
        while end < len(rows) and rows[end].text.startswith(" "):
            end += 1
        options.append(_read_option(marker, rows[at:end], lines))
        at = end
    content = list(rows[at:])
    if shape is Shape.PROSE:
        argument, content = [], [*argument, *content]
    return Parts(tuple(rows[:at]), tuple(argument), tuple(options), tuple(content))


def _skip_argument(rows: Sequence[Row], at: int) -> int:
    while at < len(rows) and rows[at].text.strip() and not _OPTION.match(rows[at].text):
        at += 1
    return at


def _read_option(marker: re.Match[str], rows: Sequence[Row], lines: RestLines) -> Option:
    name = marker.group().rstrip()[1:-1].strip().lower()
    behind = Row(rows[0].number, rows[0].text[marker.end() :])
    value = lines.gather([behind, *rows[1:]])
    after = lines.offset(behind)
    return Option(name, value, value.span if value else Span(after, after))
