"""A diff as ``git diff --unified=0 --text`` writes it, read for the lines that are new.

The format: "Generating patch text with -p" in git-diff(1); names in quotes: ``core.quotePath`` in
git-config(1).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from reviewlint.regex import compile_later

Lines = tuple[tuple[int, int], ...]
"""Ranges of 1-based lines, first and last, in order."""

EVERY: Lines = ((1, 2**31),)
"""All lines of a file that is new."""

_HUNK = compile_later(r"@@ -\d+(?:,(?P<old>\d+))? \+(?P<start>\d+)(?:,(?P<new>\d+))? @@")
_ESCAPE = compile_later(r"\\(?:(?P<octal>[0-7]{3})|(?P<letter>.))")
_LETTERS = {"a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_HEADER = b"diff --git "


def read_hunks(diff: bytes) -> Mapping[str, Lines]:
    """Give the new and altered lines of each file in a diff, by its new name.

    Where lines are gone, the ones above and below the gap count as altered. Lines end at ``\\n``
    only, as for git.
    """
    changed: dict[str, list[tuple[int, int]]] = {}
    name = ""
    lines = iter(diff.split(b"\n"))
    for line in lines:
        if line.startswith(_HEADER):
            name = _read_name(line.removeprefix(_HEADER))
            changed.setdefault(name, [])
        elif line.startswith((b"rename to ", b"copy to ")):
            del changed[name]
            name = _unquote(line.partition(b" to ")[2])
            changed[name] = []
        elif match := _HUNK.match(line.decode("ascii", "replace")):
            new = int(match["new"] or 1)
            _skip_body(lines, int(match["old"] or 1), new)
            start = int(match["start"])
            changed[name].append((start, start + new - 1) if new else (max(start, 1), start + 1))
    return {name: tuple(ranges) for name, ranges in changed.items()}


def _skip_body(lines: Iterator[bytes], old: int, new: int) -> None:
    """Go past the lines of a hunk: what they hold may look like anything."""
    while old or new:
        line = next(lines)
        old -= line.startswith(b"-")
        new -= line.startswith(b"+")


def _read_name(pair: bytes) -> str:
    """Read ``a/NAME b/NAME``, where both are the same: a header says so where they are not."""
    old = pair[: len(pair) // 2]
    quoted = old.startswith(b'"')
    return _unquote(b'"' + old[3:] if quoted else old[2:])


def _unquote(name: bytes) -> str:
    """Read a name, which stands in quotes where it holds what would disturb the line it is in."""
    if not name.startswith(b'"'):
        return os.fsdecode(name)
    text = name[1:-1].decode("latin-1")
    plain = _ESCAPE.sub(
        lambda match: chr(
            int(match["octal"], 8) if match["octal"] else _LETTERS.get(match["letter"], ord(match["letter"]))
        ),
        text,
    )
    return os.fsdecode(plain.encode("latin-1"))
