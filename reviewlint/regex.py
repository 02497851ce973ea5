"""Regular expressions that are compiled when they are first used.

Python compiles the patterns of a module anew at every start. A check of one file imports more than a
hundred of them and uses a third: compiling the others would take a fifth of its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast


def compile_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give what ``re.compile`` would, made at the first call of one of its methods."""
    return cast("re.Pattern[str]", _Later(pattern, flags))


def find_rare(pattern: re.Pattern[str], characters: str, text: str) -> Iterator[int]:
    """Give the offsets at which a pattern matches that begins with one of some rare characters.

    One character after the other, each from left to right. A pattern looks at every character of a
    text; what stands between two rare ones is skipped a hundred times faster.
    """
    for character in characters:
        at = text.find(character)
        while at >= 0:
            if pattern.match(text, at):
                yield at
            at = text.find(character, at + 1)


class _Later:
    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._written)
        # Kept in the instance, which becomes one of a class without this method: Python finds what it
        # looks for in such a one twice as fast.
        for offered in _OFFERED:
            self.__dict__[offered] = getattr(compiled, offered)
        self.__class__ = _Compiled  # type: ignore[assignment]
        return getattr(compiled, name)


class _Compiled:
    """What a pattern is once it is compiled: its methods are attributes of the instance."""


_OFFERED = (
    *("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"),
    *("flags", "groupindex", "groups", "pattern"),
)
