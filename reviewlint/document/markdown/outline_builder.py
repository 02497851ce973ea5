"""What a walk over a Markdown text's events gathers: the state of the walk, and its outline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from reviewlint.document.markdown.outline import Fragment, Outline, Picture
from reviewlint.document.model import Heading, Link, Paragraph
from reviewlint.document.ranges import BLANK, trim
from reviewlint.regex import compile_later
from reviewlint.span import Span

# Kramdown and MyST write a heading's id and classes behind it; a title such as `{2013}` is text.
_ATTRIBUTES = compile_later(r"\{:?\s*[#.][\w-]+(?:\s+[#.][\w-]+)*\s*\}")
_SPACES = compile_later(r"\s+")
ROLE = "{spoiler}"


class OutlineBuilder:
    """Hold the state of one walk: what is open, and what was found so far."""

    def __init__(self, text: str, copy: str, hints: Sequence[int], out: Outline | None = None) -> None:
        self.text = text
        self.copy = copy
        self.hints = hints
        self.visible = bool(hints)
        self.out = Outline() if out is None else out
        self.containers: list[Literal["body", "quote", "list", "table", "footnote"]] = ["body"]
        self.quote_depth = 0
        # The image that is open, how many are open inside it, where its last word ended.
        self.picture: Picture | None = None
        self.image_depth = 0
        self.image_end = -1
        self.before_image: tuple[bool, int, int, list[str] | None] = (True, -1, -1, None)
        self.in_code = False
        # The words of a tight list item stand in no paragraph: without one open, and in a heading,
        # `watching` notes where words begin and end.
        self.watching = True
        self.first = self.last = -1
        # The level of the heading that is open and its place.
        self.heading = (1, Span(0, 0))
        # The words of the heading or image that is open.
        self.words: list[str] | None = None

    def take_style(self, _details: object, start: int, end: int) -> None:
        """Take emphasis, or a footnote's number: markup that belongs to the words around it."""
        if self.watching:
            self.watch(start, end)

    def take_break(self, _details: object, start: int, end: int) -> None:
        """Take a line ending within words, which is a space."""
        if self.watching:
            self.watch(start, end)
        if self.words is not None:
            self.words.append(" ")

    def take_code(self, words: str, start: int, end: int) -> None:
        """Take a code span."""
        if self.watching:
            self.watch(start, end)
        self.out.code.append(Span(start, end))
        if self.words is not None:
            # A line ending in code is a space; of a return and a line feed the parser makes two.
            self.words.append(_SPACES.sub(" ", words))
        if self.copy.endswith(ROLE, 0, start) and not self.copy.endswith("\\" + ROLE, 0, start):
            self.out.roles.append(Span(start, end))

    def take_html(self, _details: object, start: int, end: int) -> None:
        """Take a single tag or comment among words."""
        if self.watching:
            self.watch(start, end)
        self.out.fragments.append(Fragment(Span(start, end), False, self.quote_depth > 0))

    def take_text(self, words: str, start: int, end: int) -> None:
        """Take a run of words."""
        if self.watching:
            self.watch(start, end)
        if self.words is not None:
            # Words come from the text; an entity's are not what stands there.
            self.words.append(self.text[start:end] if self.copy[start:end] == words else words)
        if self.visible and not self.image_depth and self.copy[start:end] == words:
            # A quote's own `>` opens a spoiler where `!` follows it at once.
            marked = self.quote_depth and words[:1] == "!" and self.copy[start - 1] == ">"
            self.out.visible.append(Span(start - 1 if marked else start, end))

    def watch(self, start: int, end: int) -> None:
        """Note that words, or markup of theirs, stand at a place."""
        if self.first < 0:
            self.first = start
        self.last = max(self.last, end)
        if self.image_depth:
            self.image_end = max(self.image_end, end)

    def flush(self) -> None:
        """End the words of a tight list item, if there are any."""
        if self.first >= 0:
            self.out.blocks.append(Span(self.first, self.last))
            self.add_paragraph(self.first, self.last)
            self.first = self.last = -1

    def add_paragraph(self, start: int, end: int) -> None:
        """Add the prose between two offsets, if there is any."""
        piece = self.text[start:end]
        text = piece.strip(BLANK)
        if text:
            start += len(piece) - len(piece.lstrip(BLANK))
            self.out.paragraphs.append(Paragraph(text, Span(start, start + len(text)), self.containers[-1]))

    def start_block(self, _details: object, start: int, end: int) -> None:
        """Begin a block; words that were not in one end here."""
        if self.first >= 0:
            self.flush()
        self.out.blocks.append(Span(start, end))

    def start_prose(self, details: object, start: int, end: int) -> None:
        """Begin a paragraph or a table's cell, whose place says all about it."""
        self.start_block(details, start, end)
        self.add_paragraph(start, end)
        self.watching = False
        self.visible = self.may_hide(start, end)

    def may_hide(self, start: int, end: int) -> bool:
        """Tell whether a spoiler marker may begin between two offsets."""
        if not self.hints:
            return False
        # A marker may begin with the mark of the quote before the words.
        at = bisect_left(self.hints, start - len(">!"))
        return at < len(self.hints) and self.hints[at] < end

    def end_prose(self) -> None:
        """End a paragraph or a table's cell."""
        self.watching = True
        self.visible = bool(self.hints)
        self.first = self.last = -1

    def start_heading(self, details: Any, start: int, end: int) -> None:
        """Begin a heading."""
        self.start_block(details, start, end)
        self.heading = int(details["level"][1:]), trim(self.text, Span(start, end))
        self.words = []

    def end_heading(self) -> None:
        """End a heading: all of its words have come."""
        level, span = self.heading
        words = Span(self.first, self.last) if self.first >= 0 else Span(span.end, span.end)
        text, words = _cut_attributes("".join(self.words or ()).strip(), trim(self.text, words), self.text)
        # An ATX heading is one line (CommonMark 0.31.2, 4.2), a setext heading never is (4.3).
        setext = "\n" in self.copy[span.start : span.end]
        marker: Literal["atx", "setext"] = "setext" if setext else "atx"
        self.out.headings.append(Heading(level, text, span, words, marker, self.quote_depth > 0))
        self.words = None
        self.first = self.last = -1

    def start_quote(self, details: object, start: int, end: int) -> None:
        """Begin a block quote."""
        self.start_block(details, start, end)
        self.containers.append("quote")
        self.quote_depth += 1
        if self.copy.startswith(">!", start) and not (self.out.quotes and start < self.out.quotes[-1].end):
            self.out.quotes.append(Span(start, end))

    def start_item(self, details: object, start: int, end: int) -> None:
        """Begin an item of a list."""
        self.start_block(details, start, end)
        self.containers.append("list")

    def start_footnote(self, details: object, start: int, end: int) -> None:
        """Begin what a footnote says."""
        self.start_block(details, start, end)
        self.containers.append("footnote")

    def start_table(self, details: object, start: int, end: int) -> None:
        """Begin a table."""
        self.start_block(details, start, end)
        self.containers.append("table")
        self.out.tables.append(Span(start, end))

    def end_container(self) -> None:
        """End what holds other blocks."""
        self.flush()
        if self.containers.pop() == "quote":
            self.quote_depth -= 1

    def start_code(self, details: object, start: int, end: int) -> None:
        """Begin a block of code."""
        self.start_block(details, start, end)
        # Its indentation belongs to it: no line of code begins with prose.
        while start and self.copy[start - 1] in " \t":
            start -= 1
        self.out.code.append(Span(start, end))
        self.in_code = True

    def start_html(self, details: object, start: int, end: int) -> None:
        """Begin a block of HTML."""
        self.start_block(details, start, end)
        # Its pieces leave out carriage returns and the marks of a quote: the block has it all.
        self.out.fragments.append(Fragment(Span(start, end), True, self.quote_depth > 0))
        self.in_code = True

    def end_literal(self) -> None:
        """End a block of code or HTML."""
        self.in_code = False

    def start_link(self, details: Any, start: int, end: int) -> None:
        """Take a link; its words come after it."""
        end = self.find_end(details, end)
        if self.watching:
            self.watch(start, end)
        self.out.links.append(Link(Span(start, end), details["dest_url"]))

    def find_end(self, details: Any, end: int) -> int:
        """Give the end of a link or image: the parser leaves out the brackets of ``![a][]``."""
        collapsed = details["link_type"] == "Collapsed" and self.copy.startswith("[]", end)
        return end + 2 if collapsed else end

    def start_image(self, details: Any, start: int, end: int) -> None:
        """Begin an image: the words that follow are its alt text."""
        end = self.find_end(details, end)
        if self.watching:
            self.watch(start, end)
        self.image_depth += 1
        if self.image_depth > 1:
            # An image in an image's alt is only its words (CommonMark 0.31.2, 6.4).
            return
        kind, target = details["link_type"], details["dest_url"]
        title, label = details["title"], details["id"]
        self.picture = Picture(Span(start, end), kind, target, title, label, "", start + 2)
        self.before_image = (self.watching, self.first, self.last, self.words)
        self.watching, self.words = True, []
        self.image_end = start + 2

    def end_image(self) -> None:
        """End an image."""
        self.image_depth -= 1
        if self.image_depth or self.picture is None:
            return
        alt = "".join(self.words or ())
        self.out.pictures.append(msgspec.structs.replace(self.picture, alt=alt, words_end=self.image_end))
        self.watching, self.first, self.last, self.words = self.before_image
        if self.words is not None:
            self.words.append(alt)


def _cut_attributes(text: str, span: Span, source: str) -> tuple[str, Span]:
    if not text.endswith("}"):
        return text, span
    words = source[span.start : span.end]
    at = words.rfind("{")
    attributes = words[at:] if at >= 0 else ""
    if not _ATTRIBUTES.fullmatch(attributes) or not text.endswith(attributes):
        return text, span
    return text.removesuffix(attributes).rstrip(), trim(source, Span(span.start, span.start + at))
