"""The public text of a review: the one answer to what may be shown of it outside its spoilers."""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from reviewlint.document.model import Heading, Paragraph, Review
from reviewlint.document.plain import plain_text
from reviewlint.document.scopes import Part, hidden_spans, outside_spoilers
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDER = "(spoiler)"
"""What stands for hidden words where nothing can be hidden."""

# Which opening marker each closing one ends; bars and the role's backtick are told by what is open.
_MARKER = compile_later(
    r"(?P<reddit>>!)|(?P<end_reddit>!<)|(?P<bars>\|\|)|(?P<role>\{spoiler\}`)|(?P<end_role>`)"
    r"|(?P<bbcode>\[spoiler[^\[\]\n]{0,99}\])|(?P<end_bbcode>\[/spoiler\])"
    r"|(?P<element><spoiler[^<>\n]{0,99}>)|(?P<end_element></spoiler>)"
    r"|(?P<hugo>\{\{[<%]\s?spoiler[^{}\n]{0,99}\}\})|(?P<end_hugo>\{\{[<%]\s?/\s?spoiler\s?[>%]\}\})",
    re.IGNORECASE,
)


def hide_marked(text: str) -> str:
    """Put a placeholder for what spoiler markers enclose in a field, where nothing hides it."""
    opened: dict[str, int] = {}
    hidden: list[Span] = []
    for match in _MARKER.finditer(text):
        name = match.lastgroup or ""
        kind = name.removeprefix("end_")
        if kind in opened and (kind == "bars" or name != kind):
            hidden.append(Span(opened.pop(kind), match.end()))
        elif name == kind:
            opened.setdefault(kind, match.start())
    pieces: list[str] = []
    at = 0
    for span in sorted(hidden):
        if span.start >= at:
            pieces += (text[at : span.start], PLACEHOLDER)
        at = max(at, span.end)
    return "".join([*pieces, text[at:]])


def public_text(review: Review) -> str:
    """Give the words of a review that nothing hides: its headings and prose, a blank line between.

    Footnotes are left out, because one may be cited from inside a spoiler only.
    """
    pieces = [(part.span.start, part.text) for part in _public_prose(review)]
    pieces += [(heading.span.start, heading.text) for heading in public_headings(review)]
    texts = (plain_text(text) for _, text in sorted(pieces))
    return "\n\n".join(text for text in texts if text)


def public_headings(review: Review) -> Iterator[Heading]:
    """Give the headings that no spoiler touches."""
    hidden = _hidden(review)
    return (heading for heading in review.headings if not _is_hidden(hidden, heading.span))


class Block(NamedTuple):
    """Hold a heading's words, with its ``level``, or a paragraph's, whose level is 0."""

    level: int
    text: str


def public_blocks(review: Review) -> Iterator[Block]:
    """Give the public headings and paragraphs, in order; a placeholder stands for words cut out."""
    headings = ((one.span.start, Block(one.level, plain_text(one.text))) for one in public_headings(review))
    for _, block in heapq.merge(headings, _public_paragraphs(review), key=itemgetter(0)):
        if block.text:
            yield block


def summarise(review: Review, length: int) -> str:
    """Give the beginning of the public prose, at most ``length`` characters, cut between words."""
    texts: list[str] = []
    room = length
    for _, block in _public_paragraphs(review):
        if block.text:
            texts.append(block.text)
            room -= len(block.text) + 1
        if room < 0:
            break
    return shorten(" ".join(texts), length)


def shorten(text: str, length: int) -> str:
    """Cut a text between words so that it has at most ``length`` characters, an ellipsis included."""
    if len(text) <= length:
        return text
    cut = text[:length].rpartition(" ")[0] or text[: length - 1]
    return cut.rstrip(" ,;:.–—-") + "…"


def _public_prose(review: Review) -> Iterator[Part]:
    hidden = _hidden(review)
    for part in outside_spoilers(review):
        footnote = isinstance(part.owner, Paragraph) and part.owner.container == "footnote"
        if not footnote and not _is_hidden(hidden, part.span):
            yield part


def _public_paragraphs(review: Review) -> Iterator[tuple[int, Block]]:
    """Give each paragraph of which anything is public, with its place."""
    for _, group in groupby(_public_prose(review), key=lambda part: id(part.owner)):
        parts = list(group)
        owner = parts[0].owner
        whole = owner.span if isinstance(owner, Paragraph) else parts[0].span
        text = PLACEHOLDER.join(part.text for part in parts)
        if text.strip() and len(text) < whole.end - whole.start:
            text = PLACEHOLDER * (parts[0].span.start > whole.start) + text
            text += PLACEHOLDER * (parts[-1].span.end < whole.end)
        yield whole.start, Block(0, plain_text(text))


def _hidden(review: Review) -> list[Span]:
    """Give the spans that spoilers cover, sorted and merged; an unclosed one covers all that follows."""
    spans = hidden_spans(review)
    unclosed = min((one.span.start for one in review.spoilers if not one.closed), default=None)
    if unclosed is None:
        return spans
    before = [Span(one.start, min(one.end, unclosed)) for one in spans if one.start < unclosed]
    return [*before, Span(unclosed, max(len(review.source.text), unclosed + 1))]


def _is_hidden(hidden: list[Span], span: Span) -> bool:
    """Tell whether any of a span is covered."""
    at = bisect_left(hidden, span.end, key=lambda one: one.start) - 1
    return at >= 0 and hidden[at].end > span.start
