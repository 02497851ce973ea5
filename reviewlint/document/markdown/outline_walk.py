"""From events to an outline: one walk, without recursion, whatever nests in what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any, Literal

import msgspec

from reviewlint.document.markdown.code_points import make_locator
from reviewlint.document.markdown.events import read_events
from reviewlint.document.markdown.masking import Masked
from reviewlint.document.markdown.outline import Fragment, Outline, Picture
from reviewlint.document.model import Heading, Link, Paragraph
from reviewlint.document.ranges import BLANK, trim
from reviewlint.regex import compile_later
from reviewlint.span import Span

# Kramdown and MyST write a heading's id and classes behind it; a title such as `{2013}` is text.
_ATTRIBUTES = compile_later(r"\{:?\s*[#.][\w-]+(?:\s+[#.][\w-]+)*\s*\}")
_SPACES = compile_later(r"\s+")
_ROLE = "{spoiler}"


def read_outline(text: str, masked: Masked, hints: Sequence[int] = ()) -> Outline:
    """Parse a copy and walk over its events.

    ``hints`` are the offsets at which spoiler markers may begin, in order: visible words are kept
    where there are any.

    Most events are words and line breaks of plain paragraphs, whose text is the source's own: they
    are passed over before anything is worked out about them.
    """
    piece = masked.copy[masked.body :]
    locate = make_locator(piece, masked.body)
    walk = _Walk(text, masked.copy, hints)
    handler: _Handler | None
    # An event is a name, or a map of one name to its details: `in` asks both.
    for event, place in read_events(piece):
        if "Text" in event:
            if walk.in_code or not (walk.watching or walk.visible):
                continue
            handler, details = _Walk.take_text, event["Text"]
        elif "End" in event:
            details = event["End"]
            end_block = _ENDS.get(details if isinstance(details, str) else next(iter(details)))
            if end_block is not None and place["start"] < place["end"]:
                end_block(walk)
            continue
        elif "Start" in event:
            name = details = event["Start"]
            if not isinstance(details, str):
                ((name, details),) = details.items()
            handler = _STARTS.get(name)
        elif isinstance(event, str):
            if not walk.watching and event != "Rule":
                continue
            handler, details = _INLINES.get(event), None
        else:
            ((name, details),) = event.items()
            handler = _INLINES.get(name)
        if handler is None:
            continue
        start, end = place["start"], place["end"]
        if start < end:
            handler(walk, details, locate(start), locate(end))
    walk.flush()
    return walk.out


class _Walk:
    """Hold the state of one walk: what is open, and what was found so far."""

    def __init__(self, text: str, copy: str, hints: Sequence[int]) -> None:
        self.text = text
        self.copy = copy
        self.hints = hints
        self.visible = bool(hints)
        self.out = Outline()
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
        if self.watching:
            self.watch(start, end)

    def take_break(self, _details: object, start: int, end: int) -> None:
        if self.watching:
            self.watch(start, end)
        if self.words is not None:
            self.words.append(" ")

    def take_code(self, words: str, start: int, end: int) -> None:
        if self.watching:
            self.watch(start, end)
        self.out.code.append(Span(start, end))
        if self.words is not None:
            # A line ending in code is a space; of a return and a line feed the parser makes two.
            self.words.append(_SPACES.sub(" ", words))
        if self.copy.endswith(_ROLE, 0, start) and not self.copy.endswith("\\" + _ROLE, 0, start):
            self.out.roles.append(Span(start, end))

    def take_html(self, _details: object, start: int, end: int) -> None:
        if self.watching:
            self.watch(start, end)
        self.out.fragments.append(Fragment(Span(start, end), False, self.quote_depth > 0))

    def take_text(self, words: str, start: int, end: int) -> None:
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
        if self.first < 0:
            self.first = start
        self.last = max(self.last, end)
        if self.image_depth:
            self.image_end = max(self.image_end, end)

    def flush(self) -> None:
        """End the words of a tight list item, if there are any."""
        if self.first >= 0:
            self.add_paragraph(self.first, self.last)
            self.first = self.last = -1

    def add_paragraph(self, start: int, end: int) -> None:
        piece = self.text[start:end]
        text = piece.strip(BLANK)
        if text:
            start += len(piece) - len(piece.lstrip(BLANK))
            self.out.paragraphs.append(Paragraph(text, Span(start, start + len(text)), self.containers[-1]))

    def start_block(self, _details: object, start: int, end: int) -> None:
        if self.first >= 0:
            self.flush()
        self.out.blocks.append(Span(start, end))

    def start_prose(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.add_paragraph(start, end)
        self.watching = False
        if self.hints:
            # A marker may begin with the mark of the quote before the words.
            at = bisect_left(self.hints, start - len(">!"))
            self.visible = at < len(self.hints) and self.hints[at] < end

    def end_prose(self) -> None:
        self.watching = True
        self.visible = bool(self.hints)
        self.first = self.last = -1

    def start_heading(self, details: Any, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.heading = int(details["level"][1:]), trim(self.text, Span(start, end))
        self.words = []

    def end_heading(self) -> None:
        level, span = self.heading
        words = Span(self.first, self.last) if self.first >= 0 else Span(span.end, span.end)
        text, words = _cut_attributes("".join(self.words or ()).strip(), trim(self.text, words), self.text)
        # An ATX heading is one line (CommonMark 0.31.2, 4.2), a setext heading never is (4.3).
        setext = "\n" in self.copy[span.start : span.end]
        self.out.headings.append(Heading(level, text, span, words, "setext" if setext else "atx"))
        self.words = None
        self.first = self.last = -1

    def start_quote(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.containers.append("quote")
        self.quote_depth += 1
        if self.copy.startswith(">!", start) and not (self.out.quotes and start < self.out.quotes[-1].end):
            self.out.quotes.append(Span(start, end))

    def start_item(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.containers.append("list")

    def start_footnote(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.containers.append("footnote")

    def start_table(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        self.containers.append("table")
        self.out.tables.append(Span(start, end))

    def end_container(self) -> None:
        self.flush()
        if self.containers.pop() == "quote":
            self.quote_depth -= 1

    def start_code(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        # Its indentation belongs to it: no line of code begins with prose.
        while start and self.copy[start - 1] in " \t":
            start -= 1
        self.out.code.append(Span(start, end))
        self.in_code = True

    def start_html(self, details: object, start: int, end: int) -> None:
        self.start_block(details, start, end)
        # Its pieces leave out carriage returns and the marks of a quote: the block has it all.
        self.out.fragments.append(Fragment(Span(start, end), True, self.quote_depth > 0))
        self.in_code = True

    def end_literal(self) -> None:
        self.in_code = False

    def start_link(self, details: Any, start: int, end: int) -> None:
        end = self.find_end(details, end)
        if self.watching:
            self.watch(start, end)
        self.out.links.append(Link(Span(start, end), details["dest_url"]))

    def find_end(self, details: Any, end: int) -> int:
        """Give the end of a link or image: the parser leaves out the brackets of ``![a][]``."""
        collapsed = details["link_type"] == "Collapsed" and self.copy.startswith("[]", end)
        return end + 2 if collapsed else end

    def start_image(self, details: Any, start: int, end: int) -> None:
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
        self.image_depth -= 1
        if self.image_depth or self.picture is None:
            return
        alt = "".join(self.words or ())
        self.out.pictures.append(msgspec.structs.replace(self.picture, alt=alt, words_end=self.image_end))
        self.watching, self.first, self.last, self.words = self.before_image
        if self.words is not None:
            self.words.append(alt)


_Handler = Callable[[_Walk, Any, int, int], None]
_STARTS: dict[str, _Handler] = {
    "Paragraph": _Walk.start_prose,
    "TableCell": _Walk.start_prose,
    "Heading": _Walk.start_heading,
    "BlockQuote": _Walk.start_quote,
    "Item": _Walk.start_item,
    "List": _Walk.start_block,
    "FootnoteDefinition": _Walk.start_footnote,
    "CodeBlock": _Walk.start_code,
    "HtmlBlock": _Walk.start_html,
    "Table": _Walk.start_table,
    "Image": _Walk.start_image,
    "Link": _Walk.start_link,
    "Emphasis": _Walk.take_style,
    "Strong": _Walk.take_style,
    "Strikethrough": _Walk.take_style,
}
_ENDS: dict[str, Callable[[_Walk], None]] = {
    "Paragraph": _Walk.end_prose,
    "TableCell": _Walk.end_prose,
    "BlockQuote": _Walk.end_container,
    "Item": _Walk.end_container,
    "FootnoteDefinition": _Walk.end_container,
    "Table": _Walk.end_container,
    "CodeBlock": _Walk.end_literal,
    "HtmlBlock": _Walk.end_literal,
    "Heading": _Walk.end_heading,
    "Image": _Walk.end_image,
}
_INLINES: dict[str, _Handler] = {
    "Code": _Walk.take_code,
    "InlineHtml": _Walk.take_html,
    "FootnoteReference": _Walk.take_style,
    "SoftBreak": _Walk.take_break,
    "HardBreak": _Walk.take_break,
    "Rule": _Walk.start_block,
}


def _cut_attributes(text: str, span: Span, source: str) -> tuple[str, Span]:
    if not text.endswith("}"):
        return text, span
    words = source[span.start : span.end]
    at = words.rfind("{")
    attributes = words[at:] if at >= 0 else ""
    if not _ATTRIBUTES.fullmatch(attributes) or not text.endswith(attributes):
        return text, span
    return text.removesuffix(attributes).rstrip(), trim(source, Span(span.start, span.start + at))
