"""From the parser's events to an outline: one walk, without recursion, whatever nests in what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reviewlint.document.markdown.code_points import make_locator
from reviewlint.document.markdown.events import read_events
from reviewlint.document.markdown.outline_builder import OutlineBuilder

_Handler = Callable[[OutlineBuilder, Any, int, int], None]
_STARTS: dict[str, _Handler] = {
    "Paragraph": OutlineBuilder.start_prose,
    "TableCell": OutlineBuilder.start_prose,
    "Heading": OutlineBuilder.start_heading,
    "BlockQuote": OutlineBuilder.start_quote,
    "Item": OutlineBuilder.start_item,
    "List": OutlineBuilder.start_block,
    "FootnoteDefinition": OutlineBuilder.start_footnote,
    "CodeBlock": OutlineBuilder.start_code,
    "HtmlBlock": OutlineBuilder.start_html,
    "Table": OutlineBuilder.start_table,
    "Image": OutlineBuilder.start_image,
    "Link": OutlineBuilder.start_link,
    "Emphasis": OutlineBuilder.take_style,
    "Strong": OutlineBuilder.take_style,
    "Strikethrough": OutlineBuilder.take_style,
}
_ENDS: dict[str, Callable[[OutlineBuilder], None]] = {
    "Paragraph": OutlineBuilder.end_prose,
    "TableCell": OutlineBuilder.end_prose,
    "BlockQuote": OutlineBuilder.end_container,
    "Item": OutlineBuilder.end_container,
    "FootnoteDefinition": OutlineBuilder.end_container,
    "Table": OutlineBuilder.end_container,
    "CodeBlock": OutlineBuilder.end_literal,
    "HtmlBlock": OutlineBuilder.end_literal,
    "Heading": OutlineBuilder.end_heading,
    "Image": OutlineBuilder.end_image,
}
_INLINES: dict[str, _Handler] = {
    "Code": OutlineBuilder.take_code,
    "InlineHtml": OutlineBuilder.take_html,
    "FootnoteReference": OutlineBuilder.take_style,
    "SoftBreak": OutlineBuilder.take_break,
    "HardBreak": OutlineBuilder.take_break,
    "Rule": OutlineBuilder.start_block,
}


def walk(builder: OutlineBuilder, start: int, end: int) -> None:
    """Parse a copy from one offset to another, and walk over the events.

    Most events are words and line breaks of plain paragraphs, whose text is the source's own: they
    are passed over before anything is worked out about them.
    """
    piece = builder.copy[start:end]
    locate = make_locator(piece, start)
    handler: _Handler | None
    # An event is a name, or a map of one name to its details: `in` asks both.
    for event, place in read_events(piece):
        if "Text" in event:
            if builder.in_code or not (builder.watching or builder.visible):
                continue
            handler, details = OutlineBuilder.take_text, event["Text"]
        elif "End" in event:
            details = event["End"]
            end_block = _ENDS.get(details if isinstance(details, str) else next(iter(details)))
            if end_block is not None and place["start"] < place["end"]:
                end_block(builder)
            continue
        elif "Start" in event:
            name = details = event["Start"]
            if not isinstance(details, str):
                ((name, details),) = details.items()
            handler = _STARTS.get(name)
        elif isinstance(event, str):
            if not builder.watching and event != "Rule":
                continue
            handler, details = _INLINES.get(event), None
        else:
            ((name, details),) = event.items()
            handler = _INLINES.get(name)
        if handler is None:
            continue
        first, last = place["start"], place["end"]
        if first < last:
            handler(builder, details, locate(first), locate(last))
    builder.flush()
