"""Search a text for many patterns at once, in time that grows with the text and nothing else.

Patterns are RE2's: no lookaround and no back-references, so that no rule pack can hang a check.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any

import re2

from reviewlint.needed_words import Needed, list_likely, list_needed
from reviewlint.pattern_text import Pattern, anchor_at_lines, begins_with_letter, refuse, translate
from reviewlint.regex import compile_later

_MOST_MEMORY = 64 << 20
"""RE2's own bound of 8 MB is reached by twenty patterns that use Unicode letter classes."""

_GROUP = compile_later(r"\\([1-8])")
_WORD_START = "(?:^|[^0-9A-Za-z_])"
_SHORT = 80
"""Code points of a text that is asked of a set at once."""
_MOST_PIECES = 8
"""So many places of a text are cut out of it at most: each search may go on to its end."""


FEW = 4
"""So many times a set is asked before all of its patterns are made ready: one review does without."""


class PatternSet:
    """Search for all of ``patterns`` in one pass; what is needed for that is made when first needed."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._asked = 0

    @cached_property
    def _written(self) -> tuple[tuple[str, str], ...]:
        return tuple((pattern.text, translate(pattern)) for pattern in self.patterns)

    @cached_property
    def _needed(self) -> tuple[Needed, ...]:
        return tuple([list_needed(pattern.text) for pattern in self.patterns])

    @cached_property
    def _bounded(self) -> tuple[bool, ...]:
        # "die" is in every audience: a filter that knew nothing of words would let most texts through.
        return tuple([pattern.word and begins_with_letter(pattern.text) for pattern in self.patterns])

    @cached_property
    def _filters(self) -> list[tuple[int, Any]]:
        return self._build(lambda of: self._make_set(of, re2.Set.SearchSet))

    @cached_property
    def _starts(self) -> list[tuple[int, Any]]:
        return self._build(lambda of: self._make_set(of, re2.Set.MatchSet))

    @cached_property
    def _unions(self) -> list[tuple[int, Any]]:
        return self._build(lambda of: _compile_union(self._join(of)))

    @cached_property
    def _line_tests(self) -> list[tuple[int, Any]]:
        # Texts joined by newlines each begin and end a line; a text of several lines has more lines
        # than ends, so that what is anchored may be let through, and never lost.
        return self._build(lambda of: _compile_test(anchor_at_lines(self._join(of))))

    def _make_set(self, indices: range, make: Callable[[Any], Any]) -> Any:
        """Make what tells which of some patterns match."""
        made = make(_options())
        for index in indices:
            written = self._written[index][1]
            made.Add(f"{_WORD_START}{written}" if self._bounded[index] else written)
        made.Compile()
        return made

    def _join(self, indices: range) -> str:
        """Write some patterns as one, the start of a word once for all that want one.

        For each byte that it has not met in a state, RE2 walks through all that may begin there.
        """
        inside = "|".join([self._written[index][1] for index in indices if self._bounded[index]])
        free = [self._written[index][1] for index in indices if not self._bounded[index]]
        return "|".join([f"{_WORD_START}(?:{inside})", *free] if inside else free)

    def _build(self, compile_some: Callable[[range], Any]) -> list[tuple[int, Any]]:
        """Make what searches for all patterns, each with its first; halved as long as one is too large."""
        built = []
        waiting = [range(len(self.patterns))] if self.patterns else []
        while waiting:
            of = waiting.pop()
            try:
                built.append((of.start, compile_some(of)))
            except re2.error:
                if len(of) == 1:
                    _compile(*self._written[of.start])
                    raise refuse(self._written[of.start][0], "it is too large") from None
                waiting += [of[len(of) // 2 :], of[: len(of) // 2]]
        return built

    def __reduce__(self) -> tuple[type[PatternSet], tuple[tuple[Pattern, ...]]]:
        return type(self), (self.patterns,)

    def find(self, text: str, among: Sequence[int] | None = None) -> Iterator[tuple[int, int, int]]:
        """Give the index of the pattern, the start and the end of each match, in code points.

        Pattern by pattern, from left to right; matches of nothing are left out. ``among`` are the
        patterns that may match, where ``list_matching`` told them before.
        """
        if among is None:
            # To ask whether one pattern matches takes as long as to look for it.
            among = self.list_matching(text) if len(self.patterns) > 1 else range(len(self.patterns))
        # Of a text RE2 gives its offsets in code points, which takes it longer than to find what is there.
        encoded = text.encode()
        is_plain = len(encoded) == len(text)
        for index in among:
            pattern = self.patterns[index]
            # Groups cost RE2 a second look at each match, and only where white space may stand around it
            # its place is not that of all that was found.
            regex = _compile(*self._written[index], groups=pattern.whole)
            known, points = 0, 0
            for match in regex.finditer(encoded):
                start, end = match.span(1 if pattern.whole else 0)
                if start == end:
                    continue
                if not is_plain:
                    points += _count_points(encoded[known:start])
                    known, start, end = start, points, points + _count_points(encoded[start:end])
                if not pattern.word or _is_word(text, start, end):
                    yield index, start, end

    def may_occur(self, texts: Iterable[str]) -> bool:
        """Tell whether any pattern may match in any of the texts, in one pass over all of them.

        Where it may not, ``find`` gives nothing for any of them.
        """
        joined = "\n".join(texts)
        if self._is_new():
            return bool(list_likely(self._needed, joined))
        encoded = joined.encode()
        return any(test.Match(encoded) for _, test in self._line_tests)

    def substitute(self, index: int, matched: str, template: str) -> str:
        """Write ``template`` for what pattern ``index`` matched, ``\\1`` being its first group."""
        # Group 1 is the whole match, see translate.
        shifted = _GROUP.sub(lambda group: f"\\{int(group[1]) + 1}", template)
        regex = _compile(*self._written[index])
        written: str = regex.sub(shifted, matched, 1)
        return written

    def validate(self) -> None:
        """Raise ValueError, naming the pattern, if one cannot be used."""
        for text, expression in self._written:
            _compile(text, expression)

    def list_matching(self, text: str) -> list[int]:
        """Give the indices of the patterns that may match anywhere in a text, in their order."""
        if self._is_new():
            return list_likely(self._needed, text)
        # A set tells patterns apart all the way, and what it has not met in one state it has to work out
        # for each: of prose that takes it fifty times as long as to look at it. Where a pattern may begin
        # is told without one, and it is asked of these places alone.
        pieces = self._cut_matching(text) if len(text) > _SHORT else None
        if pieces is None:
            return sorted(_ask(self._filters, text))
        return sorted({index for piece in pieces for index in _ask(self._starts, piece)})

    def _is_new(self) -> bool:
        """Tell whether this was asked so few times that making everything ready has not paid yet."""
        self._asked += 1
        return self._asked <= FEW

    def _cut_matching(self, text: str) -> Sequence[bytes] | None:
        """Cut out all that patterns match, each from its start; None where they match in many places."""
        pieces: list[bytes] = []
        encoded = text.encode()
        for _, union in self._unions:
            at = 0
            while match := union.search(encoded, at):
                if len(pieces) == _MOST_PIECES:
                    return None
                start, end = match.span()
                pieces.append(encoded[start:end])
                at = start + 1
        return pieces


def compile_patterns(
    patterns: Sequence[str], *, word: bool = False, ignore_case: bool = False, whole: bool = False
) -> PatternSet:
    """Make a set of patterns that are all meant alike."""
    return PatternSet([Pattern(text, word, ignore_case, whole) for text in patterns])


def validate_patterns(patterns: Iterable[str]) -> None:
    """Raise ValueError, naming the pattern, if one cannot be used."""
    compile_patterns(tuple(patterns)).validate()


def quote(text: str) -> str:
    """Give the pattern that matches ``text`` itself."""
    quoted: str = re2.escape(text)
    return quoted


def is_word_character(character: str) -> bool:
    """Tell whether a character belongs to a word: a letter, a digit, ``_`` or a combining mark."""
    if character.isascii():
        return character.isalnum() or character == "_"
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _count_points(encoded: bytes) -> int:
    """Count the code points of a piece of a text."""
    return len(encoded.decode())


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` cuts no word in two at either end."""
    if start and is_word_character(text[start]) and is_word_character(text[start - 1]):
        return False
    return end == len(text) or not (is_word_character(text[end - 1]) and is_word_character(text[end]))


def _options() -> Any:
    options = re2.Options()
    options.max_mem = _MOST_MEMORY
    options.log_errors = False
    return options


@cache
def _compile(text: str, expression: str, *, groups: bool = True) -> Any:
    options = _options()
    options.never_capture = not groups
    try:
        return re2.compile(expression, options)
    except re2.error as error:
        reason = error.args[0]
        message = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise refuse(
            text,
            f"{message} (patterns are RE2's: no lookaround, no back-references, no repeats over 1000)",
        ) from None


def _ask(sets: Iterable[tuple[int, Any]], text: str | bytes) -> Iterator[int]:
    for offset, one in sets:
        for index in one.Match(text) or ():
            yield offset + index


def _compile_test(expression: str) -> Any:
    """Make what tells whether an expression matches, and not where: half the work in a short text."""
    made = re2.Set.SearchSet(_options())
    made.Add(expression)
    made.Compile()
    return made


def _compile_union(expression: str) -> Any:
    """Make what finds the first place where an expression matches, and the longest match there."""
    options = _options()
    options.longest_match = True
    # With groups, RE2 would look at all of the match a second time.
    options.never_capture = True
    return re2.compile(expression, options)
