"""What stands in a reST text, noted block by block while docutils parses it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

import msgspec

from reviewlint.document.rest.directives import Option, Shape
from reviewlint.document.rest.lines import Passage, RestLines, Row
from reviewlint.span import Span

Container = Literal["body", "quote", "list", "table", "footnote"]


class Title(msgspec.Struct, frozen=True):
    """Hold a section title; ``span`` covers its lines above and below too."""

    level: int
    passage: Passage
    span: Span


class Prose(msgspec.Struct, frozen=True):
    """Hold a paragraph, or what is read like one."""

    passage: Passage
    container: Container


class DirectiveBlock(msgspec.Struct, frozen=True):
    """Hold a directive of any kind.

    ``head`` runs from the two dots to the last option, ``content`` from the first character below
    to the last. ``caption`` is a figure's; ``substitution`` the name that it is defined under.
    """

    name: str
    shape: Shape
    span: Span
    head: Span
    argument: Passage | None
    options: tuple[Option, ...]
    content: Span | None
    caption: Passage | None = None
    substitution: Passage | None = None

    def option(self, name: str) -> Option | None:
        """Give the first of its options that has this name."""
        return next((option for option in self.options if option.name == name), None)


class Comment(msgspec.Struct, frozen=True):
    """Hold a comment: ``inside`` is what stands behind the two dots."""

    span: Span
    inside: Span


class MetaField(msgspec.Struct, frozen=True):
    """Hold one field of the metadata: ``after`` is the offset right behind the second colon."""

    name_span: Span
    after: int
    value: Passage | None

    @property
    def span(self) -> Span:
        """Give the field from its first colon to the end of its value."""
        return Span(self.name_span.start - 1, self.value.span.end if self.value else self.after)


class RestOutline:
    """Take notes of all that docutils meets; ``lines`` say where it stands.

    ``raw`` are pieces of HTML, ``blocks`` the spans of whole blocks; ``too_deep`` is the first
    block that is nested deeper than is read.
    """

    def __init__(self, lines: RestLines, *, metadata: bool) -> None:
        self.lines = lines
        self.titles: list[Title] = []
        self.prose: list[Prose] = []
        self.directives: list[DirectiveBlock] = []
        self.comments: list[Comment] = []
        self.literal: list[Span] = []
        self.fields: list[MetaField] = []
        self.raw: list[Span] = []
        self.blocks: list[Span] = []
        self.too_deep: Span | None = None
        self._styles: list[object] = []
        self._lists: dict[tuple[str, int], int] = {}
        self._metadata = metadata

    @property
    def awaits_metadata(self) -> bool:
        """Tell whether only a document title and comments came yet (docutils: bibliographic fields)."""
        return self._metadata and len(self.titles) == len(self.blocks) <= 1

    def note_title(self, text: Row, underline: Row, overline: Row | None, style: object) -> None:
        """Note a section title; a style of underline that is new is one level further down."""
        passage = self.lines.gather([text])
        if passage is None:
            return
        if style not in self._styles:
            self._styles.append(style)
        start = self.lines.offset(overline) if overline else passage.span.start
        span = Span(start, self.lines.offset(underline, len(underline.text.rstrip())))
        self.titles.append(Title(self._styles.index(style) + 1, passage, span))
        self.blocks.append(span)

    def note_prose(self, rows: Sequence[Row], container: Container, drop: int = 0) -> None:
        """Note a paragraph without its last ``drop`` characters."""
        passage = self.lines.gather(rows, drop)
        if passage is not None:
            self.prose.append(Prose(passage, container))
            self.blocks.append(passage.span)

    def note_plain(self, rows: Iterable[Row], container: Container) -> None:
        """Note lines as paragraphs that blank lines part, whatever else they may be."""
        for filled, group in groupby(rows, key=lambda row: bool(row.text.strip())):
            if filled:
                self.note_prose(list(group), container)

    def note_literal(self, rows: Sequence[Row]) -> None:
        """Note lines that hold no prose."""
        spans = self.lines.cover(rows)
        self.literal += spans
        if spans:
            self.blocks.append(Span(spans[0].start, spans[-1].end))

    def note_aside(self, rows: Sequence[Row]) -> None:
        """Note lines that are neither prose nor a block that a reader sees: a comment, a target."""
        self.literal += self.lines.cover(rows)

    def note_directive(self, directive: DirectiveBlock) -> None:
        """Note a directive."""
        self.directives.append(directive)
        self.blocks.append(directive.span)

    def note_block(self, rows: Sequence[Row]) -> None:
        """Note that rows are one block, whatever blocks it holds."""
        span = self.lines.extent(rows)
        if span is not None:
            self.blocks.append(span)

    def note_item(self, kind: str, first: Row, rows: Sequence[Row]) -> None:
        """Note an item of a list, from its marker on; items that touch are one block."""
        span = self.lines.extent([first, *rows[1:]])
        if span is None:
            return
        column = self.lines.column(first)
        open_list = self._lists.get((kind, column))
        if open_list is not None and self.lines.is_blank(Span(self.blocks[open_list].end, span.start)):
            self.blocks[open_list] = Span(self.blocks[open_list].start, span.end)
            return
        self._lists[kind, column] = len(self.blocks)
        self.blocks.append(span)

    def note_too_deep(self, rows: Sequence[Row], container: Container) -> None:
        """Note a block that is nested too deeply to be understood; its words are kept."""
        self.note_plain(rows, container)
        self.too_deep = self.too_deep or self.lines.extent(rows)
