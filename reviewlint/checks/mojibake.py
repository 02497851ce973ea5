"""``mojibake``: letters that were written as UTF-8 and read as something else, ``Ã©`` for ``é``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each
from reviewlint.diagnostics import Safety
from reviewlint.document.code import is_code
from reviewlint.document.model import Review
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"right", "text"})
PLACES = ("body",)

# What Windows-1252 shows for the bytes 0x80 to 0xBF, with which UTF-8 goes on inside a letter; five
# of them it leaves open, and programs show the control characters of that number.
_OPEN = "\x81\x8d\x8f\x90\x9d"
_TRAIL = bytes(code for code in range(0x80, 0xC0) if chr(code) not in _OPEN).decode("cp1252") + _OPEN
_PUNCTUATION = "…‘’“”•–—"
_LEADS = "ÂÃÄÅâð"
_BROKEN = compile_later(
    f"""
      [ÂÃÄÅ][{re.escape("".join(sorted(set(_TRAIL) - set(_PUNCTUATION))))}]  # é, ñ, œ, ł
    | [ÂÃÄÅ][{_PUNCTUATION}](?=[^\\W\\d_])     # MENÄ“ is a quotation, Ä“n is not
    | â[€‚„˜†ˆ™š›œž][{re.escape(_TRAIL)}]       # quotation marks, dashes, stars, arrows
    | ðŸ[{re.escape(_TRAIL)}]{{2}}              # emoji
    """,
    re.VERBOSE,
)


_LONGEST_WORD = 30
"""Code points of a word that a message shows before and behind what is broken in it, and of that."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to say: the letters show it."""


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    text = review.source.text
    if text.isascii() or not any(lead in text for lead in _LEADS):
        return
    for edits in _find_words(review, text):
        span = Span(edits[0][0].start, edits[-1][0].end)
        start, end = _word_around(text, span)
        right, at = "", start
        for broken, letter in edits:
            right += text[at : broken.start] + letter
            at = broken.end
        yield Hit(
            span,
            {"text": text[start:end], "right": right + text[at:end]},
            edits=tuple(edits),
            safety=Safety.SAFE,
            fix_message="write " + " ".join(letter for _, letter in edits),
        )


def _find_words(review: Review, text: str) -> Iterator[list[tuple[Span, str]]]:
    """Give the broken letters with what they should be, those of one word together."""
    word: list[tuple[Span, str]] = []
    for match in _BROKEN.finditer(text):
        right = _mend(match.group())
        span = Span(*match.span())
        if right is None or is_code(review, span):
            continue
        if word and not _is_one_word(text, word[0][0], word[-1][0], span):
            yield word
            word = []
        word.append((span, right))
    if word:
        yield word


def _is_one_word(text: str, first: Span, last: Span, span: Span) -> bool:
    near = span.end - first.start < _LONGEST_WORD
    return near and not any(one.isspace() for one in text[last.end : span.start])


def _mend(text: str) -> str | None:
    """Give the letter that was meant; ``None`` where the bytes make none."""
    raw = b"".join(one.encode("latin-1" if one in _OPEN else "cp1252") for one in text)
    try:
        right = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return right if right.isprintable() or right == "\xa0" else None


def _word_around(text: str, span: Span) -> tuple[int, int]:
    start, end = span.start, span.end
    while start > 0 and span.start - start < _LONGEST_WORD and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - span.end < _LONGEST_WORD and not text[end].isspace():
        end += 1
    return start, end


prepare = each(_find)
