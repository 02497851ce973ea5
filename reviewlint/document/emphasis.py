"""Marks of emphasis that have no partner in their paragraph.

Marks are paired as CommonMark says (section 6.2): what begins emphasis has a word right behind it,
what ends it has one right before it, and an underscore inside a word is neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from reviewlint.regex import compile_later

_MARKS = compile_later(r"\*+|_+")
_BACKSLASH = compile_later(r"\\_(?=[^\W_])")
# Where a mark is no emphasis: addresses, code, tags, shortcodes, escapes.
_ELSEWHERE = compile_later(
    r"\]\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)|\]\[[^\]\n]*+\]|`[^`]*+`|<[^<>]*+>|\{%[^%]*+%\}|\{\{[^{}]*+\}\}"
    r"|\bhttps?://\S++|\bwww\.\S++|\\(?:[^\w\s]|_)|:[\w-]++:"
)
_FILLER = "\ufffc"

_LONGEST = 3
"""Marks in a row: four and more are a line to fill in, or stars."""


class Mark(msgspec.Struct, frozen=True):
    """Hold the marks in a row at an offset: ``***``; ``opens`` and ``closes`` say what they may do."""

    start: int
    text: str
    opens: bool
    closes: bool


def find_unpaired(text: str) -> list[Mark]:
    """Give the marks of a paragraph that begin or end emphasis without a partner, in their order."""
    clean = _ELSEWHERE.sub(lambda match: _FILLER * len(match.group()), text)
    opened: list[Mark] = []
    waiting = Counter[str]()
    left: list[Mark] = []

    def take_back(at: int) -> Mark:
        """Forget what opened behind ``at``, and give what opened there."""
        for mark in opened[at:]:
            waiting[mark.text[0]] -= 1
        # What opened in between and did not close is no emphasis.
        left.extend(opened[at + 1 :])
        opener = opened[at]
        del opened[at:]
        return opener

    def add(mark: Mark) -> None:
        opened.append(mark)
        waiting[mark.text[0]] += 1

    for mark in _find_marks(clean):
        character, rest = mark.text[0], mark.text
        while mark.closes and rest and waiting[character]:
            at = len(opened) - 1
            while opened[at].text[0] != character:
                at -= 1
            opener = take_back(at)
            used = min(len(rest), len(opener.text))
            rest = rest[used:]
            if opener.text[used:]:
                add(msgspec.structs.replace(opener, text=opener.text[used:]))
        if rest and rest != mark.text:
            left.append(msgspec.structs.replace(mark, text=rest))
        elif rest and mark.opens:
            add(mark)
        elif rest:
            left.append(mark)
    return sorted([*left, *opened], key=lambda mark: mark.start)


def find_escaped(text: str) -> Iterator[int]:
    """Give the offsets of escaped underscores that stand as if they began italics, without an end.

    Programs that turn web pages into Markdown escape an underscore that they find no partner for.
    """
    for match in _BACKSLASH.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not (before.isalnum() or before in ("_", "\\")) and "_" not in text[match.end() :]:
            yield match.start()


def _find_marks(text: str) -> Iterator[Mark]:
    for match in _MARKS.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if len(match.group()) > _LONGEST:
            continue
        left = not _is_space(after) and (after.isalnum() or not before.isalnum())
        right = not _is_space(before) and (before.isalnum() or not after.isalnum())
        if match.group()[0] == "_":
            # Inside a word an underscore is a letter.
            left, right = left and not before.isalnum(), right and not after.isalnum()
        if left or right:
            yield Mark(start, match.group(), left, right)


def _is_space(character: str) -> bool:
    """Tell whether nothing is beside a mark: white space, or the paragraph's end."""
    return not character or character.isspace()
