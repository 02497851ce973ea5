"""Sections: the stretches of a review that belong together.

They begin at headings, marked or not: a short line alone that is a question or whose words begin
with capitals stands for one in text that was copied without its markup.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from reviewlint.document.model import Paragraph, Review
from reviewlint.span import Span

LONGEST_TITLE = 80
"""Code points of a line that may be a heading without a mark."""
_SHORT_WORD = 3
"""Letters of the words (of, the, and) that title case leaves small."""


class Sections(msgspec.Struct, frozen=True):
    """Hold where sections begin: ``titles`` are the spans of their headings' words, in order."""

    titles: tuple[Span, ...]

    def number(self, offset: int) -> int:
        """Give the section that an offset lies in: 0 before the first heading."""
        return bisect_right(self.titles, offset, key=lambda title: title.start)

    def end(self, number: int, last: int) -> int:
        """Give where a section ends; ``last`` where no other follows."""
        return self.titles[number].start if number < len(self.titles) else last


def find_sections(review: Review) -> Sections:
    """Find the headings of a review, marked or not."""
    titles = [heading.text_span for heading in review.headings]
    titles += [paragraph.span for paragraph in review.paragraphs if looks_like_title(paragraph)]
    return Sections(tuple(sorted(titles)))


def looks_like_title(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a short line that reads as a heading."""
    if paragraph.container != "body" or len(paragraph.text) > LONGEST_TITLE:
        return False
    text = paragraph.text.strip()
    if not text[:1].isupper() or "\n" in text or not (text[-1].isalnum() or text[-1] in "?!”’\"'"):
        return False
    return text[-1] == "?" or all(
        word[0].isupper() or not word[0].isalpha() for word in text.split() if len(word) > _SHORT_WORD
    )
