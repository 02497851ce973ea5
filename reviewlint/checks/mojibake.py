"""``mojibake``: letters that were written as UTF-8 and read as something else, ``Ã©`` for ``é``."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.code import is_code
from reviewlint.document.misread import find_misread
from reviewlint.document.model import Review
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"right", "text"})
PLACES = ("body",)

_LONGEST_WORD = 30
"""Code points of a word that a message shows before and behind what is broken in it."""
_LONGEST_RUN = 160
"""Code points of broken letters that one finding speaks of."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to say: the letters show it."""


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    text = review.source.text
    for edits in _find_words(review, text):
        span = Span(edits[0][0].start, edits[-1][0].end)
        start, end = _word_around(text, span)
        right, at = "", start
        for broken, letter in edits:
            right += text[at : broken.start] + letter
            at = broken.end
        yield Hit(
            span,
            {"text": shorten(text[start:end]), "right": shorten(right + text[at:end])},
            edits=tuple(edits),
            safety=Safety.SAFE,
            fix_message="write " + shorten(" ".join(letter for _, letter in edits)),
        )


def _find_words(review: Review, text: str) -> Iterator[list[tuple[Span, str]]]:
    """Give the broken letters with what they should be, those that belong together."""
    word: list[tuple[Span, str]] = []
    for span, right in find_misread(text):
        if is_code(review, span):
            continue
        if word and not _belong_together(text, word[0][0], word[-1][0], span):
            yield word
            word = []
        word.append((span, right))
    if word:
        yield word


def _belong_together(text: str, first: Span, last: Span, span: Span) -> bool:
    """Tell whether broken letters are of one word, or of words with no sound one between them."""
    if span.end - first.start > _LONGEST_RUN:
        return False
    between = text[last.end : span.start]
    if not any(one.isspace() for one in between):
        return True
    return "\n" not in between and not any(one.isalnum() for one in between)


def _word_around(text: str, span: Span) -> tuple[int, int]:
    start, end = span.start, span.end
    while start > 0 and span.start - start < _LONGEST_WORD and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - span.end < _LONGEST_WORD and not text[end].isspace():
        end += 1
    return start, end


prepare = each(_find)
