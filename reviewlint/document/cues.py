"""Word lists of patterns by language and group, made ready to search for.

A list maps a language to groups of RE2 patterns, whole words in any case. To keep them readable, a
space stands for any white space and marks of emphasis, ``'`` for a straight or a curly apostrophe,
and ``<work>`` for the piece of pattern that the group ``terms`` has under that name; a term may use
those above it. The group ``heading`` holds patterns of whole headings.

Of ``front~middle`` and ``front~middle~behind`` only the middle is searched for, and the others are
looked at where it was found. Names belong there, which begin in every line, and long lists of verbs: a
search that follows each of them takes four times as long, and ten times as long to prepare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from reviewlint.pattern_text import Pattern
from reviewlint.patterns import PatternSet, is_word_character
from reviewlint.regex import compile_later

TERMS = "terms"
HEADING = "heading"

_TERM = compile_later(r"(?<!P)<([a-z]+)>")
_SPACE = r"(?:[ \t\r\n*_]+)"
# A heading's part before or behind a colon or dash, with the marks of Markdown around it.
_FROM_LINE_START = r"(?m:^|[:–—]\s)[ \t#*_¿¡“«]*"
_PART = "~"
_LONGEST_SIDE = 100
"""Code points in front of a match, and behind it, in which its other parts are looked for."""
_TO_LINE_END = r"[ \t\r*_#.!?]*(?m:$|\s?[:–—])"


class Cue(msgspec.Struct, frozen=True, order=True):
    """Hold where a pattern of ``group`` matched: code points of the text searched.

    ``named`` says that the pattern holds one of the terms that stand for a name.
    """

    start: int
    end: int
    group: str
    named: bool = False


class Cues:
    """Search for the patterns of some ``groups``; those with one of ``name_terms`` are about names."""

    def __init__(self, groups: Mapping[str, Any], name_terms: Sequence[str] = ()) -> None:
        marks = tuple(f"<{name}>" for name in name_terms)
        terms = _expand_terms(groups.get(TERMS, {}))
        listed = [(group, str(text)) for group, texts in groups.items() if group != TERMS for text in texts]
        self._groups = [(group, any(mark in text for mark in marks)) for group, text in listed]
        parts = [split_cue(_expand(text, terms)) for _, text in listed]
        self._fronts = [_compile_side(rf"(?:{front})\z") if front else None for front, _, _ in parts]
        self._backs = [_compile_side(rf"\A(?:{back})", word=True) if back else None for _, _, back in parts]
        self.patterns = PatternSet(
            [_write(group, middle) for (group, _), (_, middle, _) in zip(listed, parts, strict=True)]
        )

    def find(self, text: str, among: Sequence[int] | None = None) -> Iterator[Cue]:
        """Give each match, pattern by pattern: of those ``among``, where it is known which may match."""
        for index, start, end in self.patterns.find(text, among):
            begin, stop = self._find_front(index, text, start), self._find_back(index, text, end)
            if begin is not None and stop is not None:
                yield Cue(begin, stop, *self._groups[index])

    def _find_front(self, index: int, text: str, start: int) -> int | None:
        """Give where a match begins, its front included; None where that is not there."""
        front = self._fronts[index]
        if front is None:
            return start
        base = max(start - _LONGEST_SIDE, 0)
        for _, begin, _ in front.find(text[base:start]):
            if not base + begin or not is_word_character(text[base + begin - 1]):
                return base + begin
        return None

    def _find_back(self, index: int, text: str, end: int) -> int | None:
        """Give where a match ends, what is behind it included; None where that is not there."""
        back = self._backs[index]
        if back is None:
            return end
        return next((end + stop for _, _, stop in back.find(text[end : end + _LONGEST_SIDE])), None)


def choose_groups(words: Any, language: str, wanted: Sequence[str], plain: str) -> dict[str, Any]:
    """Give the ``wanted`` groups of a language's list, with what a site added for any language.

    Patterns that a site gave without a group belong to ``plain``.
    """
    by_language = words if isinstance(words, Mapping) else {"": words or ()}
    chosen: dict[str, Any] = {}
    for key in (language, "") if language else ("",):
        groups = by_language.get(key, {})
        for name, texts in (groups if isinstance(groups, Mapping) else {"": groups}).items():
            group = name or plain
            if isinstance(texts, Mapping):
                chosen[group] = {**chosen.get(group, {}), **texts}
            elif group in wanted:
                chosen[group] = [*chosen.get(group, ()), *map(str, texts)]
    return chosen


def _expand_terms(terms: Any) -> dict[str, str]:
    expanded: dict[str, str] = {}
    for name, text in dict(terms).items():
        expanded[name] = _expand(str(text), expanded)
    return expanded


def _expand(text: str, terms: Mapping[str, str]) -> str:
    return _TERM.sub(lambda match: terms.get(match[1], match[0]), text)


def split_cue(text: str) -> tuple[str, str, str]:
    """Give the front, the middle and what is behind; empty where a pattern has only the middle."""
    front, _, rest = text.rpartition(_PART)
    first, mark, middle = front.rpartition(_PART)
    return (first, middle, rest) if mark else (front, rest, "")


def _compile_side(text: str, *, word: bool = False) -> PatternSet:
    return PatternSet([Pattern(_respell(text), word, ignore_case=True)])


def _respell(text: str) -> str:
    return text.replace(" ", _SPACE).replace("'", "['’]")


def _write(group: str, text: str) -> Pattern:
    text = _respell(text)
    if group == HEADING:
        text = f"{_FROM_LINE_START}(?:{text}){_TO_LINE_END}"
    return Pattern(text, word=True, ignore_case=True)
