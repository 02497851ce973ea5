"""docutils' state machine for reStructuredText, made to fill an outline in place of a tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from docutils import nodes
from docutils.parsers.rst import states
from docutils.statemachine import StringList

from reviewlint.document.rest.lines import Row
from reviewlint.document.rest.outline import Container, RestOutline

DEEPEST = 40
"""Levels of blocks within blocks that are read; the parser recurses for each."""

StateClasses = tuple[type[states.RSTState], ...]
Match = re.Match[str]
Transition = tuple[list[str], str | None, list[str]]


class Machine(states.RSTStateMachine):
    """Read a whole text into an outline.

    ``spare`` are machines for nested blocks that are done: to make one costs more than to run it.
    """

    container: Container = "body"
    depth = 0

    def __init__(self, outline: RestOutline, state_classes: StateClasses) -> None:
        super().__init__(state_classes, "Body")
        self.outline = outline
        self.state_classes = state_classes
        self.spare: list[NestedMachine] = []

    def attach_observer(self, observer: object) -> None:
        """Do without: nobody asks the document for its current line."""


class NestedMachine(states.NestedStateMachine):
    """Read blocks within the blocks of another machine; ``container`` is what it is in."""

    container: Container = "body"
    depth = 0

    def __init__(self, root: Machine) -> None:
        super().__init__(root.state_classes, "Body")
        self.root = root
        self.outline = root.outline

    def attach_observer(self, observer: object) -> None:
        """Do without: nobody asks the document for its current line."""


class NoInline(states.Inliner):
    """Leave inline markup alone: it is found later, in what was noted."""

    def init_customizations(self, settings: object) -> None:
        """Build no patterns."""

    def parse(self, text: str, *_: object) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Give the text as it is."""
        return [nodes.Text(text)], []


class Reader(states.RSTState):
    """Share what the states need: the outline, the lines at hand, blocks within blocks."""

    state_machine: Machine | NestedMachine
    memo: Any

    @property
    def outline(self) -> RestOutline:
        """Give the outline that is being filled."""
        return self.state_machine.outline

    def row(self, index: int) -> Row:
        """Give a line of the block at hand by its index in it."""
        lines = as_list(self.state_machine.input_lines)
        return Row(lines.items[index][1], lines.data[index])

    def current(self) -> Row:
        """Give the line at hand."""
        return self.row(self.state_machine.line_offset)

    def peek(self) -> Row | None:
        """Give the line after the one at hand."""
        index = self.state_machine.line_offset + 1
        return self.row(index) if index < len(as_list(self.state_machine.input_lines)) else None

    def take_indented(self) -> list[Row]:
        """Take the indented block that begins on the line at hand."""
        block, *_ = self.state_machine.get_indented()
        return strip_rows(as_rows(block))

    def take_below(self, indent: int, *, until_blank: bool = False) -> list[Row]:
        """Take the line at hand from a column on, and the indented block that follows it."""
        block, *_ = self.state_machine.get_first_known_indented(
            indent, until_blank=until_blank, strip_top=False
        )
        return strip_rows(as_rows(block))

    def nest(self, rows: Sequence[Row], container: Container | None = None) -> None:
        """Read a block within this one, in the same container where none is given."""
        machine = self.state_machine
        inside = container or machine.container
        if not strip_rows(rows):
            return
        if machine.depth >= DEEPEST:
            self.outline.note_too_deep(rows, inside)
            return
        root = machine if isinstance(machine, Machine) else machine.root
        nested = root.spare.pop() if root.spare else NestedMachine(root)
        nested.container, nested.depth = inside, machine.depth + 1
        nested.run(as_lines(rows), 0, memo=self.memo, node=nodes.Element(), match_titles=True)
        root.spare.append(nested)


def as_list(lines: StringList | None) -> StringList:
    """Give the lines of a machine that runs."""
    if lines is None:
        raise RuntimeError("the state machine does not run")
    return lines


def as_lines(rows: Iterable[Row]) -> StringList:
    """Turn rows into the list of lines that docutils parses; each keeps its number."""
    pairs = list(rows)
    return StringList([row.text for row in pairs], items=[("", row.number) for row in pairs])


def as_rows(block: Any) -> list[Row]:
    """Turn a list of lines that docutils cut out back into rows."""
    return [Row(number, text) for (_, number), text in zip(block.items, block.data, strict=True)]


def strip_rows(rows: Sequence[Row]) -> list[Row]:
    """Drop the blank rows at the end."""
    end = len(rows)
    while end and not rows[end - 1].text.strip():
        end -= 1
    return list(rows[:end])
