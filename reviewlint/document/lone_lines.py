"""Lines that are a paragraph by themselves: what became of headings and pictures in captured text."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reviewlint.document.model import Paragraph, Review
from reviewlint.span import Span

_LONGEST = 100
"""Code points of a line that may be a heading or a picture's name."""

_LEAST_PROSE = 60
"""Code points from which on a paragraph is prose."""

_SENTENCE_ENDS = ".!?…:"
_CLOSING = "\"'”’»)*_"


class LoneLine(msgspec.Struct, frozen=True):
    """Hold a line alone: its place, its words, whether prose stands before and behind it.

    ``begun`` says that prose stands anywhere before it; what comes first is a page's head. ``index``
    is that of its paragraph.
    """

    text: str
    span: Span
    after_prose: bool
    before_prose: bool
    begun: bool
    index: int


def find_lone_lines(review: Review) -> Iterator[LoneLine]:
    """Give each short line of the body that is a paragraph by itself, in the order of the text."""
    paragraphs = review.paragraphs
    begun = False
    for index, paragraph in enumerate(paragraphs):
        before = paragraphs[index - 1] if index else None
        after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        text = paragraph.text.strip()
        if _is_short(paragraph, text):
            start = paragraph.span.start + paragraph.text.index(text)
            span = Span(start, start + len(text))
            yield LoneLine(text, span, is_prose(before), is_prose(after), begun, index)
        begun = begun or is_prose(paragraph)


def _is_short(paragraph: Paragraph, text: str) -> bool:
    return paragraph.container == "body" and 0 < len(text) <= _LONGEST and "\n" not in text


def is_prose(paragraph: Paragraph | None) -> bool:
    """Tell whether a paragraph is running text: long enough, and a sentence at its end."""
    if paragraph is None or len(paragraph.text) < _LEAST_PROSE:
        return False
    return paragraph.text.rstrip().rstrip(_CLOSING)[-1:] in tuple(_SENTENCE_ENDS)
