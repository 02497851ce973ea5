"""Text from reviews made fit for a terminal: nothing in it can act, hide or turn the line around."""

from __future__ import annotations

import unicodedata

from reviewlint.regex import compile_later

TAB = "→"
_JOINERS = "\u200c\u200d"  # they shape letters and emoji, and can do no more
_EMOJI_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_MARKS = frozenset({"Mn", "Me"})
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LAYOUT = compile_later(r"(\r?\n|\t)")
_LINE_END = compile_later(r"\s*[\r\n]\s*")


def make_visible(text: str) -> str:
    """Write out what would not show: a tab as an arrow, controls and direction marks as ‹U+202E›."""
    return text if text.isprintable() else "".join(map(show_char, text))


def make_line(text: str) -> str:
    """Make a text visible, on one line."""
    return make_visible(_LINE_END.sub(" ", text))


def make_lines(text: str) -> str:
    """Make a text visible, and leave its lines and tabs as they are."""
    pieces = _LAYOUT.split(text)
    pieces[::2] = map(make_visible, pieces[::2])
    return "".join(pieces)


def show_char(char: str) -> str:
    """Give what stands for one character."""
    if char == "\t":
        return TAB
    if char.isprintable() or char in _JOINERS or unicodedata.category(char) not in _INVISIBLE:
        return char
    return f"‹U+{ord(char):04X}›"


def measure(text: str) -> list[tuple[str, int]]:
    """Pair what stands for each character with the terminal cells that it takes.

    Marks take none, East Asian wide characters and emoji two; what a joiner or a skin tone adds to
    an emoji is drawn in the same cells.
    """
    if text.isascii() and text.isprintable():
        return [(char, 1) for char in text]
    cells: list[tuple[str, int]] = []
    for char in text:
        before, width_before = cells[-1] if cells else ("", 0)
        cells.append((show_char(char), _measure_char(char, before, width_before)))
    return cells


def _measure_char(char: str, before: str, width_before: int) -> int:
    shown, category = show_char(char), unicodedata.category(char)
    if len(shown) > 1:
        return len(shown)
    if char == _EMOJI_STYLE:
        return 1 if width_before == 1 else 0
    if category in _MARKS or char in _JOINERS:
        return 0
    if before == _EMOJI_JOINER and category == "So":
        return 0
    if width_before == 2 and char in _SKIN_TONES:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
