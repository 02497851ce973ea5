"""Explicit markup of reStructuredText, all that begins with two dots: directives and the rest."""

from __future__ import annotations

import re

from docutils.parsers.rst import states

from reviewlint.document.rest.directives import QUOTES, TABLES, Parts, Shape, divide, shape_of
from reviewlint.document.rest.lines import Passage, Row
from reviewlint.document.rest.machine import Match, Reader, Transition
from reviewlint.document.rest.outline import Comment, Container, DirectiveBlock
from reviewlint.span import Span

_PATTERNS = {method.__name__: pattern for method, pattern in states.Body.explicit.constructs}
_SUBSTITUTION = re.compile(
    rf"(?P<name>[^\s|](?:[^|]*[^\s|])?)\|[ ]+(?P<type>{states.Inliner.simplename})::( +|$)"
)


class ExplicitReader(Reader, states.Body):
    """Read explicit markup."""

    def explicit_markup(self, match: Match, context: list[str], next_state: str) -> Transition:
        """Tell a footnote, a target, a substitution, a directive, a comment apart: in that order."""
        line = match.string
        for name in ("footnote", "citation"):
            if found := _PATTERNS[name].match(line):
                self.nest(self.take_below(found.end()), "footnote")
                return [], next_state, []
        if found := _PATTERNS["hyperlink_target"].match(line):
            self._read_target(found.end())
        elif found := _PATTERNS["substitution_def"].match(line):
            self._read_substitution(match, found.end())
        elif found := _PATTERNS["directive"].match(line):
            self._read_directive(found[1], found.end())
        else:
            self._read_comment(match)
        return [], next_state, []

    def anonymous(self, match: Match, context: list[str] | None, next_state: str) -> Transition:
        """Read the target of an anonymous link."""
        self._read_target(match.end())
        return [], next_state, []

    def _read_target(self, indent: int) -> None:
        first = self.current()
        self.outline.note_aside([first, *self.take_below(indent, until_blank=True)[1:]])

    def _read_comment(self, match: Match) -> None:
        first = self.current()
        following = self.peek()
        lone = not first.text[match.end() :].strip() and (following is None or not following.text)
        # reStructuredText, Comments: two dots with a blank line below end there, so that what is
        # indented further down is a quotation.
        rows = [Row(first.number, first.text[match.end() :])] if lone else self.take_below(match.end())
        lines = self.outline.lines
        whole = [first, *rows[1:]]
        last = whole[-1]
        end = lines.offset(last, len(last.text.rstrip()))
        inside = Span(min(lines.offset(first, match.end()), end), end)
        self.outline.comments.append(Comment(Span(lines.offset(first), end), inside))
        self.outline.note_aside(whole)

    def _read_substitution(self, match: Match, indent: int) -> None:
        first = self.current()
        rows = self.take_below(indent)
        found = _SUBSTITUTION.match(rows[0].text) if rows else None
        if found is None:
            self.outline.note_aside([first, *rows[1:]])
            return
        name = Row(first.number, rows[0].text)
        passage = self.outline.lines.gather([name], drop=len(name.text) - found.end("name"))
        rest = Row(first.number, rows[0].text[found.end() :])
        self._note(found["type"], first, [rest, *rows[1:]], passage)

    def _read_directive(self, name: str, indent: int) -> None:
        first = self.current()
        self._note(name, first, self.take_below(indent))

    def _note(self, name: str, first: Row, rows: list[Row], substitution: Passage | None = None) -> None:
        """Note a directive; ``first`` is its marker's line, ``rows`` what follows the marker."""
        name = name.lower()
        shape = shape_of(name)
        lines = self.outline.lines
        parts = divide(rows, shape, lines)
        caption = self._read_content(name, shape, parts)
        whole = [first, *rows[1:]]
        start = lines.offset(first)
        head = [first, *parts.head[1:]]
        self.outline.note_directive(
            DirectiveBlock(
                name=name,
                shape=shape,
                span=Span(start, lines.offset(whole[-1], len(whole[-1].text.rstrip()))),
                head=Span(start, lines.offset(head[-1], len(head[-1].text.rstrip()))),
                argument=lines.gather(parts.argument),
                options=parts.options,
                content=lines.extent(parts.content),
                caption=caption,
                substitution=substitution,
            )
        )

    def _read_content(self, name: str, shape: Shape, parts: Parts) -> Passage | None:
        """Read what a directive holds; give a figure's caption."""
        notes = self.outline
        container = _container(name) or self.state_machine.container
        if shape in (Shape.TITLED, Shape.TABLE):
            notes.note_prose(parts.argument, container)
        if shape is Shape.RAW and any("html" in row.text.lower() for row in parts.argument):
            content = notes.lines.extent(parts.content)
            notes.raw += [content] if content else []
        elif shape in (Shape.LITERAL, Shape.RAW):
            notes.note_literal(parts.content)
        elif shape is Shape.TABLE:
            for row in parts.content:
                notes.note_prose([row], container)
        elif shape is Shape.FIGURE:
            return self._read_figure(parts)
        elif shape is not Shape.IMAGE:
            self.nest(parts.content, container)
        return None

    def _read_figure(self, parts: Parts) -> Passage | None:
        """Read a figure: its first paragraph is the caption, and no prose of the review's own."""
        content = self.outline.lines.extent(parts.content)
        before = len(self.outline.prose)
        self.nest(parts.content)
        prose = self.outline.prose[before : before + 1]
        if content is None or not prose or prose[0].passage.span.start != content.start:
            return None
        return self.outline.prose.pop(before).passage


def _container(name: str) -> Container | None:
    if name in QUOTES:
        return "quote"
    return "table" if name in TABLES else None
