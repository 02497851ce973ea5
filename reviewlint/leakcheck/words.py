"""Texts as runs of words: what is compared, whatever markup and line ends stand between."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from reviewlint.regex import compile_later

Words = tuple[str, ...]

RUN = 6
"""So many words in a row are no accident: two texts that share them share their source."""

BREAK = "\x00"
"""Stands between blocks, so that the end of one and the beginning of the next are no run."""

# An underscore is markup as often as not.
_WORD = compile_later(r"[^\W_]+|\x00")
# What stands in a source and not in what is made of it: tags, where links lead, the names of roles
# and of footnotes, bare addresses.
_MARKUP = compile_later(
    r"</?[A-Za-z][^<>]*>|\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)|\{[\w:.-]+\}(?=`)|(?<![\w:]):[\w:.-]+:(?=`)"
    r"|\[\^[^\[\]\n]*\]|\[#[^\[\]\n]*\]_|https?://[^\s<>()\]]+"
)
_BLANK_LINE = compile_later(r"\r\n?[ \t>]*\r\n?|\n[ \t>]*\n")


def read_words(text: str) -> list[str]:
    """Give the words of a text, letters and digits only, case and ways of composing letters aside."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _WORD.findall(text.casefold())


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


def list_runs(words: Sequence[str], length: int = RUN) -> Iterator[Words]:
    """Give every run of so many words, by the place of its first."""
    return zip(*(words[start:] for start in range(length)), strict=False)


def list_told(words: Sequence[str]) -> Iterator[Words]:
    """Give every run of six words within a block: what must not be told elsewhere."""
    return (run for run in list_runs(words) if BREAK not in run)
