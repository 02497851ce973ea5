"""Words without which a pattern matches nowhere, told without making it ready.

RE2 takes longer to make the patterns of all rules ready than to look through a hundred reviews for them.
Of one review most can be ruled out by words that it does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from reviewlint.regex import compile_later

Group = tuple[str, ...]
"""Words in small letters, of which a text has to hold one."""

Needed = tuple[Group, ...]
"""Groups, of each of which a text has to hold a word."""

# Read in few and large pieces, those first that are met most: a check of one review waits for it.
_TOKEN = compile_later(
    r"""
    ( [^\\\[()|*+?{.^$]+                                                    # letters and signs
    | \|
    | \(\?: [A-Za-z |]+ \)                                                  # a list of words
    | \(\?: \[ [^][\\]* (?: \\[^Q] [^][\\]* )* \] \+? \)                    # a class by itself
    | \)
    | \[ \^? \]? (?: [^][\\]+ | \\. | \[:\^?\w+:\] | \[ )* \]
    | \( (?: \? (?: P?<\w+> | [A-Za-z-]*: ) )?
    | \\ (?: [pPx]\{ [^}]* \} | [pP]. | x[0-9A-Fa-f]{2} | \d+ | . )
    | .
    )
    ( [*+?]\?? | \{\d+,?\d*\}\?? )?
    """,
    re.VERBOSE | re.DOTALL,
)

_BREAK = "\0"
"""Stands where what is not written out, or need not be there, ends a word."""

# Quoted signs, and flags for all that follows: a count behind those, `a(?i)*`, is of what stands before them.
_NOT_PLAIN = compile_later(r"\\Q|\(\?[A-Za-z-]+\)")
_NOT_ASCII = compile_later(r"[^\0-\x7f]")


def list_needed(pattern: str) -> Needed:
    """Give what a text needs in which an RE2 pattern matches, be it in capitals or not.

    Nothing is given where that is not plain to see.
    """
    return () if _NOT_PLAIN.search(pattern) else _Reader().read(pattern)


class _Reader:
    """Read one pattern; ``branches`` of the innermost open group were read, ``written`` is being read."""

    def __init__(self) -> None:
        self._outside: list[tuple[list[list[Group]], list[Group], str]] = []
        self._branches: list[list[Group]] = []
        self._groups: list[Group] = []
        self._written = ""

    def read(self, pattern: str) -> Needed:
        """Give what a pattern needs."""
        for token, times in _TOKEN.findall(pattern):
            optional = times != "" and times[0] != "+"
            sign = token[0]
            if sign not in _SIGNS:
                plain = token if token.isascii() else _NOT_ASCII.sub(_BREAK, token)
                self._written += (plain[:-1] if optional else plain) + _BREAK if times else plain
            elif sign == "|":
                self._end_branch()
            elif sign == ")":
                self._end_group(optional)
            elif sign == "(":
                self._begin_group(token, optional)
            elif sign == "\\" and not token[1].isalnum() and token.isascii() and not optional:
                self._written += token[1] + _BREAK if times else token[1]
            else:
                self._written += _BREAK
        self._end_branch()
        return tuple(sorted(_join(self._branches), key=_weigh, reverse=True))

    def _begin_group(self, token: str, optional: bool) -> None:
        self._written += _BREAK
        if token[-1] != ")":
            self._outside.append((self._branches, self._groups, self._written))
            self._branches, self._groups, self._written = [], [], ""
        elif not optional and token[3:4].isalpha():
            words = token[3:-1].lower().split("|")
            if min(map(len, words)) > 1:
                self._groups.append(tuple(words))

    def _end_branch(self) -> None:
        groups = self._groups
        if _BREAK in self._written:
            groups += [(word,) for word in self._written.lower().split(_BREAK) if _tells(word)]
        elif _tells(self._written):
            groups.append((self._written.lower(),))
        self._branches.append(groups)
        self._groups, self._written = [], ""

    def _end_group(self, optional: bool) -> None:
        self._end_branch()
        if self._outside:
            inside = _join(self._branches)
            self._branches, self._groups, self._written = self._outside.pop()
            if not optional:
                self._groups += inside


_SIGNS = frozenset("\\[()|*+?{.^$")


def list_likely(needed: Iterable[Needed], text: str) -> list[int]:
    """Give the indices of the patterns, told by what they need, that may match in a text."""
    # English letters are all that is looked for: those that RE2 takes for one of them, such as the long s,
    # become that. Many patterns need the same words.
    holds = cache(text.casefold().__contains__)
    return [index for index, groups in enumerate(needed) if all(any(map(holds, group)) for group in groups)]


def _join(branches: Sequence[list[Group]]) -> list[Group]:
    """Give what all branches together need: one word of each; nothing where one of them needs none."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    best = [groups[0] if len(groups) == 1 else max(groups, key=_weigh) for groups in branches]
    return [tuple(dict.fromkeys([word for group in best for word in group]))]


def _tells(word: str) -> bool:
    """Tell whether a word is missing in many texts: a single letter is not."""
    return len(word) > 1 or (word != "" and not word.isalnum() and not word.isspace())


def _weigh(group: Group) -> tuple[int, int]:
    """Give more for words that are missing in more texts, and for fewer of them."""
    return min(map(len, group)), -len(group)
