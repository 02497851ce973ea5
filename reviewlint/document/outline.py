"""The outline of a Markdown text: one walk over its events, without recursion."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

import msgspec

from reviewlint.document.events import split_event
from reviewlint.document.masking import Masked
from reviewlint.document.model import Heading, Paragraph
from reviewlint.document.ranges import trim
from reviewlint.span import Span

# Kramdown and MyST write a heading's id and classes behind it; a title such as `{2013}` is text.
_ATTRIBUTES = re.compile(r"\{:?\s*[#.][\w-]+(?:\s+[#.][\w-]+)*\s*\}")
_ROLE = "{spoiler}"
_STYLES = frozenset({"Emphasis", "Strong", "Strikethrough"})


class Picture(msgspec.Struct, frozen=True):
    """Hold a Markdown image as the parser sees it; ``words_end`` is where the last word of its alt ends."""

    span: Span
    kind: str
    target: str
    title: str
    label: str
    alt: str
    words_end: int


class Fragment(msgspec.Struct, frozen=True):
    """Hold a piece of HTML: a whole block, or one inline tag or comment."""

    span: Span
    block: bool
    quoted: bool


class Outline(msgspec.Struct, frozen=True):
    """Hold what one walk over a text's events finds, in the order of the source.

    ``blocks`` are all blocks, outer ones first; ``visible`` the stretches of words that stand in
    the source as a reader sees them; ``quotes`` the outermost block quotes that begin with ``>!``;
    ``roles`` the code spans behind ``{spoiler}``.
    """

    headings: Sequence[Heading]
    paragraphs: Sequence[Paragraph]
    pictures: Sequence[Picture]
    fragments: Sequence[Fragment]
    code: Sequence[Span]
    links: Sequence[Span]
    tables: Sequence[Span]
    quotes: Sequence[Span]
    roles: Sequence[Span]
    blocks: Sequence[Span]
    visible: Sequence[Span]


def read_outline(text: str, masked: Masked, *, visible: bool) -> Outline:
    """Walk over the events of a text; ``visible`` asks for the stretches of visible words too."""
    walk = _Walk(text, masked.copy, visible=visible)
    for event, start, end in masked.events:
        if isinstance(event, str):
            walk.take_inline(event, "", start, end)
            continue
        ((name, details),) = event.items()
        if name == "Text":
            # Most words of a review stand in plain paragraphs, whose text is the source's own.
            if walk.watching or visible:
                walk.take_text(details, start, end)
        elif name == "Start":
            walk.take_start(details, start, end)
        elif name == "End":
            walk.take_end(details, start, end)
        else:
            walk.take_inline(name, details, start, end)
    return walk.finish()


class _Walk:
    """Hold the state of one walk: what is open, and what was found so far."""

    def __init__(self, text: str, copy: str, *, visible: bool) -> None:
        self.text = text
        self.copy = copy
        self.visible = visible
        self.headings: list[Heading] = []
        self.paragraphs: list[Paragraph] = []
        self.pictures: list[Picture] = []
        self.fragments: list[Fragment] = []
        self.code: list[Span] = []
        self.links: list[Span] = []
        self.tables: list[Span] = []
        self.quotes: list[Span] = []
        self.roles: list[Span] = []
        self.blocks: list[Span] = []
        self.stretches: list[Span] = []
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
        # The words of the heading or image that is open.
        self.words: list[str] | None = None
        self.starts: dict[str, Callable[[Any, int, int], None]] = {
            "Paragraph": self.start_prose,
            "TableCell": self.start_prose,
            "Heading": self.start_heading,
            "BlockQuote": self.start_quote,
            "Item": self.start_item,
            "List": self.start_block,
            "FootnoteDefinition": self.start_footnote,
            "CodeBlock": self.start_code,
            "HtmlBlock": self.start_html,
            "Table": self.start_table,
            "Image": self.start_image,
            "Link": self.start_link,
        }
        self.ends: dict[str, Callable[[Any, int, int], None]] = {
            "Paragraph": self.end_prose,
            "TableCell": self.end_prose,
            "BlockQuote": self.end_container,
            "Item": self.end_container,
            "FootnoteDefinition": self.end_container,
            "Table": self.end_container,
            "CodeBlock": self.end_literal,
            "HtmlBlock": self.end_literal,
            "Heading": self.end_heading,
            "Image": self.end_image,
        }

    def finish(self) -> Outline:
        self.flush()
        return Outline(
            self.headings,
            self.paragraphs,
            self.pictures,
            self.fragments,
            self.code,
            self.links,
            self.tables,
            self.quotes,
            self.roles,
            self.blocks,
            self.stretches,
        )

    def take_start(self, details: Any, start: int, end: int) -> None:
        name, rest = split_event(details)
        if name in _STYLES:
            if self.watching:
                self.watch(start, end)
        elif name in self.starts:
            self.starts[name](rest, start, end)

    def take_end(self, details: Any, start: int, end: int) -> None:
        name, rest = split_event(details)
        if name in self.ends:
            self.ends[name](rest, start, end)

    def take_inline(self, name: str, details: str, start: int, end: int) -> None:
        if self.in_code:
            return
        if name == "Rule":
            self.start_block(None, start, end)
            return
        if name == "TaskListMarker":
            return
        if self.watching:
            self.watch(start, end)
        if name == "Code":
            self.code.append(Span(start, end))
            if self.words is not None:
                self.words.append(details)
            if self.copy.endswith(_ROLE, 0, start) and not self.copy.endswith("\\" + _ROLE, 0, start):
                self.roles.append(Span(start, end))
        elif name == "InlineHtml":
            self.fragments.append(Fragment(Span(start, end), False, self.quote_depth > 0))
        elif self.words is not None and name != "FootnoteReference":
            self.words.append(" ")

    def take_text(self, words: str, start: int, end: int) -> None:
        if self.in_code:
            return
        if self.watching:
            self.watch(start, end)
        if self.words is not None:
            # Words come from the text; an entity's are not what stands there.
            self.words.append(self.text[start:end] if self.copy[start:end] == words else words)
        if self.visible and not self.image_depth and self.copy[start:end] == words:
            # A quote's own `>` opens a spoiler where `!` follows it at once.
            marked = self.quote_depth and words[:1] == "!" and self.copy[start - 1] == ">"
            self.stretches.append(Span(start - 1 if marked else start, end))

    def watch(self, start: int, end: int) -> None:
        if self.first < 0:
            self.first = start
        self.last = max(self.last, end)
        if self.image_depth:
            self.image_end = max(self.image_end, end)

    def flush(self) -> None:
        """End the words of a tight list item."""
        if self.first >= 0:
            self.add_paragraph(self.first, self.last)
            self.first = self.last = -1

    def add_paragraph(self, start: int, end: int) -> None:
        span = trim(self.text, Span(start, end))
        if span.start < span.end:
            text = self.text[span.start : span.end]
            self.paragraphs.append(Paragraph(text, span, self.containers[-1]))

    def start_block(self, _details: object, start: int, end: int) -> None:
        self.flush()
        self.blocks.append(Span(start, end))

    def start_prose(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.watching = False

    def end_prose(self, _details: object, start: int, end: int) -> None:
        self.add_paragraph(start, end)
        self.watching = True
        self.first = self.last = -1

    def start_heading(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.words = []

    def end_heading(self, level: str, start: int, end: int) -> None:
        span = trim(self.text, Span(start, end))
        words = Span(self.first, self.last) if self.first >= 0 else Span(span.end, span.end)
        text, words = _cut_attributes("".join(self.words or ()).strip(), trim(self.text, words), self.text)
        # An ATX heading is one line (CommonMark 0.31.2, 4.2), a setext heading never is (4.3).
        setext = "\n" in self.copy[span.start : span.end]
        self.headings.append(Heading(int(level[1:]), text, span, words, "setext" if setext else "atx"))
        self.words = None
        self.first = self.last = -1

    def start_quote(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.containers.append("quote")
        self.quote_depth += 1
        if self.copy.startswith(">!", start) and not (self.quotes and start < self.quotes[-1].end):
            self.quotes.append(Span(start, end))

    def start_item(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.containers.append("list")

    def start_footnote(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.containers.append("footnote")

    def start_table(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.containers.append("table")
        self.tables.append(Span(start, end))

    def end_container(self, _details: object, _start: int, _end: int) -> None:
        self.flush()
        if self.containers.pop() == "quote":
            self.quote_depth -= 1

    def start_code(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        # Its indentation belongs to it: no line of code begins with prose.
        while start and self.copy[start - 1] in " \t":
            start -= 1
        self.code.append(Span(start, end))
        self.in_code = True

    def start_html(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        # Its pieces leave out carriage returns and the marks of a quote: the block has it all.
        self.fragments.append(Fragment(Span(start, end), True, self.quote_depth > 0))
        self.in_code = True

    def end_literal(self, _details: object, _start: int, _end: int) -> None:
        self.in_code = False

    def start_link(self, _details: object, start: int, end: int) -> None:
        if self.watching:
            self.watch(start, end)
        self.links.append(Span(start, end))

    def start_image(self, details: Any, start: int, end: int) -> None:
        if self.watching:
            self.watch(start, end)
        self.image_depth += 1
        if self.image_depth > 1:
            # An image in an image's alt is only its words (CommonMark 0.31.2, 6.4).
            return
        kind = str(details["link_type"])
        # The parser leaves out the brackets of `![a][]`.
        whole = end + 2 if kind == "Collapsed" and self.copy.startswith("[]", end) else end
        target, title, label = details["dest_url"], details["title"], details["id"]
        self.picture = Picture(Span(start, whole), kind, target, title, label, "", start + 2)
        self.before_image = (self.watching, self.first, self.last, self.words)
        self.watching, self.words = True, []
        self.image_end = start + 2

    def end_image(self, _details: object, _start: int, _end: int) -> None:
        self.image_depth -= 1
        if self.image_depth or self.picture is None:
            return
        alt = "".join(self.words or ())
        self.pictures.append(msgspec.structs.replace(self.picture, alt=alt, words_end=self.image_end))
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
