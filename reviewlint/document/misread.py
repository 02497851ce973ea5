"""Letters that were written as UTF-8 and read as something else, with what they should be.

Two code pages did most of it: Windows-1252, which makes ``Ã©`` of ``é``, and Windows-1251, which makes
``РџСЂРёРІРµС‚`` of ``Привет``. Their tables: https://encoding.spec.whatwg.org/#legacy-single-byte-encodings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewlint.regex import compile_later
from reviewlint.span import Span

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

# Windows-1251 leaves one of those bytes open.
_CYRILLIC_OPEN = "\x98"
_CYRILLIC_TRAIL = re.escape(
    bytes(code for code in range(0x80, 0xC0) if code != ord(_CYRILLIC_OPEN)).decode("cp1251") + _CYRILLIC_OPEN
)
# UTF-8 begins every letter of Russian with one of two bytes: every second letter is an Р or an С. Words
# are like that by chance for a letter or two (Різдво, «СІРІ»), not for three.
_CYRILLIC_SURE = compile_later(rf"(?:[РС][{_CYRILLIC_TRAIL}]){{3}}|вЂ[{_CYRILLIC_TRAIL}]")
# What else on such a line can only be the same: shorter words, quotation marks, dashes.
_CYRILLIC_BROKEN = compile_later(
    rf"(?<![^\W\d_])(?:[РС][{_CYRILLIC_TRAIL}])+(?![^\W\d_])|(?:[РС][{_CYRILLIC_TRAIL}]){{3,}}"
    rf"|вЂ[{_CYRILLIC_TRAIL}]|В[«»]"
)
_CYRILLIC_BLOCK = range(0x400, 0x460)
"""Letters that are in use today: Unicode's Cyrillic without the historic ones."""


def find_misread(text: str) -> Iterator[tuple[Span, str]]:
    """Give the places of letters that were read in the wrong encoding, with the letters that were meant.

    Only what can be nothing else is given; a place holds one letter or several in a row.
    """
    if text.isascii():
        return
    found: list[tuple[Span, str]] = []
    if any(lead in text for lead in _LEADS):
        found += _find_western(text)
    if ("Р" in text or "вЂ" in text) and _CYRILLIC_SURE.search(text):
        found += _find_cyrillic(text)
        found.sort()
    yield from found


def _find_western(text: str) -> Iterator[tuple[Span, str]]:
    for match in _BROKEN.finditer(text):
        right = _decode(match.group(), "cp1252", _OPEN)
        if right is not None and (right.isprintable() or right == "\xa0"):
            yield Span(*match.span()), right


def _find_cyrillic(text: str) -> Iterator[tuple[Span, str]]:
    for line in _find_sure_lines(text):
        for match in _CYRILLIC_BROKEN.finditer(text, line.start, line.end):
            right = _decode(match.group(), "cp1251", _CYRILLIC_OPEN)
            if right is not None and all(_is_of_use(one) for one in right):
                yield Span(*match.span()), right


def _is_of_use(letter: str) -> bool:
    return letter.isprintable() and (ord(letter) in _CYRILLIC_BLOCK or not letter.isalpha())


def _find_sure_lines(text: str) -> Iterator[Span]:
    """Give each line that was certainly misread, once."""
    end = 0
    while sure := _CYRILLIC_SURE.search(text, end):
        start = text.rfind("\n", 0, sure.start()) + 1
        end = text.find("\n", sure.end())
        end = end if end >= 0 else len(text)
        yield Span(start, end)


def _decode(text: str, encoding: str, left_open: str) -> str | None:
    """Give the letters that were meant; ``None`` where the bytes make none."""
    raw = b"".join(one.encode("latin-1" if one in left_open else encoding) for one in text)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
