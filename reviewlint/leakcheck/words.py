"""Texts as runs of words: what is compared, whatever markup and line ends stand between."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from html import unescape

from reviewlint.regex import compile_later

Words = tuple[str, ...]

RUN = 6
"""So many words in a row are no accident: two texts that share them share their source."""

BREAK = "\x00"
"""Stands between blocks, so that the end of one and the beginning of the next are no run."""

# An underscore is markup as often as not.
_WORD = compile_later(r"[^\W_]+|\x00")
# Most texts in English, and pages of them, have no others but ASCII's characters and these.
_MARKS = "’‘“”—–…·¶•©\u00a0"
_BETWEEN = {ord(char): " " for char in map(chr, range(1, 128)) if not char.isalnum()}
# What stands in a source and not in what is made of it: tags, where links lead, the names of roles
# and of footnotes, bare addresses. The first character of each is asked for again behind it: a pattern
# that begins with one of a few is looked for five times as fast as one that begins in many ways.
_MARKUP = compile_later(
    r"[<\]{:\[h](?:(?<=<)/?[A-Za-z][^<>]*>|(?<=\])\([^()\s]*(?:\s+\"[^\"\n]*\")?\)|(?<=\{)[\w:.-]+\}(?=`)"
    r"|(?<=:)(?<![\w:]:)[\w:.-]{1,99}:(?=`)|(?<=\[)\^[^\[\]\n]*\]|(?<=\[)#[^\[\]\n]*\]_"
    r"|(?<=h)ttps?://[^\s<>()\]]+)"
)
_BLANK_LINE = compile_later(r"\r\n?[ \t>]*\r\n?|\n[ \t>]*\n")


def read_words(text: str) -> list[str]:
    """Give the words of a text, letters and digits only, case and ways of composing letters aside."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
        if not text.isascii():
            return _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    # The same, in a third of the time.
    return text.lower().translate(_BETWEEN).replace(BREAK, f" {BREAK} ").split()


def read_blocks(text: str) -> list[str]:
    """Give the words of a text in which a blank line ends a block."""
    return read_words(_BLANK_LINE.sub(BREAK, text))


def read_source(text: str) -> list[str]:
    """Give the words that a reader gets of a piece of Markdown or reStructuredText.

    It is read without the model, whose mistakes are to be found here: markup that is left in parts
    a run in two, which hides a leak only where the run is short.
    """
    return read_blocks(unescape(_MARKUP.sub(" ", text)))


def join_blocks(words: Iterable[str]) -> list[str]:
    """Leave out what stands between blocks."""
    return [word for word in words if word != BREAK]
