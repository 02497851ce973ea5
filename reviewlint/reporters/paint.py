"""Colours for terminals that want them."""

from __future__ import annotations

from collections.abc import Iterator

from reviewlint.regex import compile_later
from reviewlint.reporters.visible import make_visible

_CODES = {"strong": "1", "gutter": "36", "error": "1;31", "warning": "1;33", "info": "1;34"}
_CODES |= {"-": "31", "+": "32", "@": "36"}
_LINE = compile_later(r"[^\n]+")


def paint(text: str, part: str, *, color: bool) -> str:
    """Colour text by the part it plays, if colour is wanted."""
    return f"\x1b[{_CODES[part]}m{text}\x1b[0m" if color and part in _CODES else text


def paint_diff(diff: str, *, color: bool) -> Iterator[str]:
    """Give the lines of a unified diff as a terminal may show them."""
    for number, match in enumerate(_LINE.finditer(diff)):
        # In the two lines of the header a tab says where the name ends.
        line = make_visible(match.group().removesuffix("\r" if number > 1 else "\t"))
        yield paint(line, line[0], color=color) + "\n"
