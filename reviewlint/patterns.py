"""Search a text for many patterns at once, in time that grows with the text and nothing else.

Patterns are RE2's: no lookaround and no back-references, so that no rule pack can hang a check.
RE2's own ``\\w``, ``\\s`` and ``\\b`` know English letters and plain spaces only; here ``\\w`` and
``\\s`` mean what they mean in any language, and ``word`` takes the place of ``\\b``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any

import msgspec
import re2

from reviewlint.regex import compile_later

_MOST_MEMORY = 64 << 20
"""RE2's own bound of 8 MB is reached by twenty patterns that use Unicode letter classes."""

_GROUP = compile_later(r"\\([1-8])")
# Letters, digits and combining marks of all scripts, by blocks: RE2 takes 1.4 ms to build `\pL`
# wherever it occurs, and 0.02 ms for these. What little punctuation other scripts keep among their
# letters counts as letters.
_WORD_MEMBERS = (
    r"0-9A-Za-z_\x{aa}\x{b5}\x{ba}\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{1fff}\x{2c00}-\x{2dff}"
    r"\x{3041}-\x{d7ff}\x{f900}-\x{fd3d}\x{fd50}-\x{fdff}\x{fe20}-\x{fe2f}\x{fe70}-\x{fefc}"
    r"\x{ff10}-\x{ff19}\x{ff21}-\x{ff3a}\x{ff41}-\x{ff5a}\x{ff66}-\x{ffdc}"
    r"\x{10000}-\x{1efff}\x{20000}-\x{3ffff}"
)
_CLASSES = {"w": _WORD_MEMBERS, "s": r"\s\pZ"}
_ESCAPE = compile_later(r"\\.", re.DOTALL)
_MAYBE = frozenset("?*{")
"""What stands before one of these may be left out."""
_LINE_ENDS = {r"\A": "^", r"\z": "$"}
_NOTHING = "(?:)"
_WORD_START = "(?:^|[^0-9A-Za-z_])"
_SHORT = 80
"""Code points of a text that is asked of a set at once."""
_MOST_PIECES = 8
"""So many places of a text are cut out of it at most: each search may go on to its end."""
_OWN_ESCAPE = compile_later(r"\\[wWsSbB]")
# Patterns are read token by token: there are hundreds to make ready, and a check of one file waits for it.
# A bracket right behind the one that opens a class is a member.
_OUTSIDE = compile_later(r"\\.|\[\^?\]?", re.DOTALL)
_IN_CLASS = compile_later(r"\\.|\[(?=:).*?:\]|\]", re.DOTALL)
_STRUCTURE = compile_later(r"\\.|\[\^?\]?[^\]]*\]?|[()|]", re.DOTALL)


class Pattern(msgspec.Struct, frozen=True):
    """Hold one pattern and how it is meant.

    ``word`` wants the match to begin and end where words do, ``whole`` wants it to be all of the
    text but the white space around it.
    """

    text: str
    word: bool = False
    ignore_case: bool = False
    whole: bool = False


class PatternSet:
    """Search for all of ``patterns`` in one pass; what is needed for that is made when first needed."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)

    @cached_property
    def _written(self) -> tuple[tuple[str, str], ...]:
        return tuple((pattern.text, _translate(pattern)) for pattern in self.patterns)

    @cached_property
    def _bounded(self) -> tuple[bool, ...]:
        # "die" is in every audience: a filter that knew nothing of words would let most texts through.
        return tuple([pattern.word and _begins_with_letter(pattern.text) for pattern in self.patterns])

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
    def _line_unions(self) -> list[tuple[int, Any]]:
        # Texts joined by newlines each begin and end a line; a text of several lines has more lines
        # than ends, so that what is anchored may be let through, and never lost.
        return self._build(lambda of: _compile_union(_anchor_at_lines(self._join(of))))

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
                    raise _refuse(self._written[of.start][0], "it is too large") from None
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
        for index in among:
            pattern = self.patterns[index]
            # Groups cost RE2 a second look at each match, and only where white space may stand around it
            # its place is not that of all that was found.
            regex = _compile(*self._written[index], groups=pattern.whole)
            for match in regex.finditer(text):
                start, end = match.span(1 if pattern.whole else 0)
                if start < end and (not pattern.word or _is_word(text, start, end)):
                    yield index, start, end

    def may_occur(self, texts: Iterable[str]) -> bool:
        """Tell whether any pattern may match in any of the texts, in one pass over all of them.

        Where it may not, ``find`` gives nothing for any of them.
        """
        joined = "\n".join(texts).encode()
        return any(union.search(joined) for _, union in self._line_unions)

    def substitute(self, index: int, matched: str, template: str) -> str:
        """Write ``template`` for what pattern ``index`` matched, ``\\1`` being its first group."""
        # Group 1 is the whole match, see _translate.
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
        # A set tells patterns apart all the way, and what it has not met in one state it has to work out
        # for each: of prose that takes it fifty times as long as to look at it. Where a pattern may begin
        # is told without one, and it is asked of these places alone.
        pieces = self._cut_matching(text) if len(text) > _SHORT else None
        if pieces is None:
            return sorted(_ask(self._filters, text))
        return sorted({index for piece in pieces for index in _ask(self._starts, piece)})

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


def loosen(pattern: Pattern) -> Pattern:
    """Give a pattern that occurs in any text out of which one that ``pattern`` matches was cut."""
    if r"\Q" in pattern.text:
        return Pattern(_NOTHING)
    pieces: list[str] = []
    for piece, in_class in _split(pattern.text):
        if in_class or piece[0] == "[":
            pieces.append(piece)
        elif piece[0] == "\\":
            pieces.append(_NOTHING if piece in _LINE_ENDS else piece)
        else:
            # Where the piece begins and ends, the whole text need not.
            pieces.append(piece.replace("^", _NOTHING).replace("$", _NOTHING))
    return Pattern("".join(pieces), ignore_case=pattern.ignore_case)


def quote(text: str) -> str:
    """Give the pattern that matches ``text`` itself."""
    quoted: str = re2.escape(text)
    return quoted


def is_word_character(character: str) -> bool:
    """Tell whether a character belongs to a word: a letter, a digit, ``_`` or a combining mark."""
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` cuts no word in two at either end."""
    if start and is_word_character(text[start]) and is_word_character(text[start - 1]):
        return False
    return end == len(text) or not (is_word_character(text[end - 1]) and is_word_character(text[end]))


def _refuse(pattern: str, why: str) -> ValueError:
    return ValueError(f"the pattern {pattern!r} cannot be used: {why}")


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
        raise _refuse(
            text,
            f"{message} (patterns are RE2's: no lookaround, no back-references, no repeats over 1000)",
        ) from None


def _ask(sets: Iterable[tuple[int, Any]], text: str | bytes) -> Iterator[int]:
    for offset, one in sets:
        for index in one.Match(text) or ():
            yield offset + index


def _compile_union(expression: str) -> Any:
    """Make what finds the first place where an expression matches, and the longest match there."""
    options = _options()
    options.longest_match = True
    # With groups, RE2 would look at all of the match a second time.
    options.never_capture = True
    return re2.compile(expression, options)


def _begins_with_letter(text: str) -> bool:
    """Tell whether all that a pattern matches begins with an English letter, as far as is plain to see."""
    # Of each group that is open, and of the pattern: whether nothing is matched where it begins.
    begins = [True]
    nothing_yet = True
    at = 0
    while at < len(text):
        if nothing_yet and text.startswith("(?:", at):
            begins.append(True)
            at += 3
            continue
        if nothing_yet:
            if not (text[at].isascii() and text[at].isalpha()) or text[at + 1 : at + 2] in _MAYBE:
                return False
            nothing_yet = False
        token = _STRUCTURE.search(text, at)
        if token is None:
            break
        sign, at = token[0], token.end()
        if sign == "(":
            begins.append(False)
        elif sign == ")" and len(begins) > 1:
            if begins.pop() and text[at : at + 1] in _MAYBE:
                return False
        elif sign == "|":
            nothing_yet = begins[-1]
    return not nothing_yet


def _translate(pattern: Pattern) -> str:
    """Write a pattern for RE2, its match in group 1."""
    expression = f"({_widen_classes(pattern.text)})"
    if pattern.whole:
        expression = rf"\A[\s\pZ]*{expression}[\s\pZ]*\z"
    return f"(?i:{expression})" if pattern.ignore_case else expression


def _anchor_at_lines(expression: str) -> str:
    """Let ``^``, ``$``, ``\\A`` and ``\\z`` of an expression mean the ends of any line."""
    if any(end in expression for end in _LINE_ENDS):
        expression = _ESCAPE.sub(lambda escape: _LINE_ENDS.get(escape[0], escape[0]), expression)
    return f"(?m:{expression})"


def _widen_classes(text: str) -> str:
    """Make ``\\w``, ``\\W``, ``\\s`` and ``\\S`` speak of every language's letters and spaces."""
    if not _OWN_ESCAPE.search(text):
        return text
    return "".join(
        [
            _widen_escape(text, piece[1], in_class) if piece[0] == "\\" and len(piece) > 1 else piece
            for piece, in_class in _split(text)
        ]
    )


def _split(text: str) -> Iterator[tuple[str, bool]]:
    """Give the escapes of a pattern, its brackets and what stands between; and which are in a class."""
    at = 0
    in_class = False
    while token := (_IN_CLASS if in_class else _OUTSIDE).search(text, at):
        if at < token.start():
            yield text[at : token.start()], in_class
        at = token.end()
        sign = token[0]
        yield sign, in_class
        if sign[0] == "[":
            in_class = True
        elif sign == "]":
            in_class = False
    if at < len(text):
        yield text[at:], in_class


def _widen_escape(text: str, letter: str, in_class: bool) -> str:
    if letter in "bB" and not in_class:
        raise _refuse(
            text, f"\\{letter} knows English letters only; say `word: true` beside the pattern instead"
        )
    members = _CLASSES.get(letter.lower())
    if members is None:
        return "\\" + letter
    if letter.islower():
        return members if in_class else f"[{members}]"
    if in_class:
        raise _refuse(
            text,
            f"\\{letter} cannot stand inside brackets; write the bracket with [^ … ] and the small letter",
        )
    return f"[^{members}]"
