"""Search a text for many patterns at once, in time that grows with the text and nothing else.

Patterns are RE2's: no lookaround and no back-references, so that no rule pack can hang a check.
RE2's own ``\\w``, ``\\s`` and ``\\b`` know English letters and plain spaces only; here ``\\w`` and
``\\s`` mean what they mean in any language, and ``word`` takes the place of ``\\b``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
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
    def _filters(self) -> list[tuple[int, Any]]:
        return _build_filters(self._bounded)

    @cached_property
    def _bounded(self) -> tuple[tuple[str, str], ...]:
        # "die" is in every audience: a filter that knew nothing of words would let most texts through.
        return tuple(
            (
                text,
                rf"(?:^|[^0-9A-Za-z_]){written}" if pattern.word and _begins_with_letter(text) else written,
            )
            for pattern, (text, written) in zip(self.patterns, self._written, strict=True)
        )

    @cached_property
    def _line_filters(self) -> list[tuple[int, Any]]:
        # Texts joined by newlines each begin and end a line; a text of several lines has more lines
        # than ends, so that what is anchored may be let through, and never lost.
        return _build_filters([(text, _anchor_at_lines(written)) for text, written in self._bounded])

    def __reduce__(self) -> tuple[type[PatternSet], tuple[tuple[Pattern, ...]]]:
        return type(self), (self.patterns,)

    def find(self, text: str, among: Sequence[int] | None = None) -> Iterator[tuple[int, int, int]]:
        """Give the index of the pattern, the start and the end of each match, in code points.

        Pattern by pattern, from left to right; matches of nothing are left out. ``among`` are the
        patterns that may match, where ``list_matching`` told them before.
        """
        for index in self.list_matching(text) if among is None else among:
            pattern = self.patterns[index]
            for match in _compile(*self._written[index]).finditer(text):
                start, end = match.span(1)
                if start < end and (not pattern.word or _is_word(text, start, end)):
                    yield index, start, end

    def may_occur(self, texts: Iterable[str]) -> bool:
        """Tell whether any pattern may match in any of the texts, in one pass over all of them.

        Where it may not, ``find`` gives nothing for any of them.
        """
        joined = "\n".join(texts)
        return any(filter_.Match(joined) for _, filter_ in self._line_filters)

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
        return [
            offset + index for offset, filter_ in self._filters for index in sorted(filter_.Match(text) or ())
        ]


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
def _compile(text: str, expression: str) -> Any:
    try:
        return re2.compile(expression, _options())
    except re2.error as error:
        reason = error.args[0]
        message = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise _refuse(
            text,
            f"{message} (patterns are RE2's: no lookaround, no back-references, no repeats over 1000)",
        ) from None


def _build_filters(written: Sequence[tuple[str, str]], offset: int = 0) -> list[tuple[int, Any]]:
    """Make the sets that say which patterns occur at all; halved as long as one is too large.

    ``written`` pairs each pattern's text with its expression.
    """
    if not written:
        return []
    filter_ = re2.Set.SearchSet(_options())
    try:
        for _, expression in written:
            filter_.Add(expression)
        filter_.Compile()
    except re2.error:
        if len(written) == 1:
            _compile(*written[0])
            raise _refuse(written[0][0], "it is too large") from None
        middle = len(written) // 2
        return [*_build_filters(written[:middle], offset), *_build_filters(written[middle:], offset + middle)]
    return [(offset, filter_)]


def _begins_with_letter(text: str) -> bool:
    """Tell whether all that a pattern matches begins with an English letter, as far as is plain to see."""
    begin = 3 if text.startswith("(?:") else 0
    starts, depth = [begin], 0
    for token in _STRUCTURE.finditer(text, begin):
        sign, end = token[0], token.end()
        if sign == "(":
            depth += 1
        elif sign == ")":
            if depth == 0 and text[end : end + 1] in _MAYBE:
                return False
            depth = max(depth - 1, 0)
        elif sign == "|" and depth == 0:
            starts.append(end)
    firsts = [(text[at : at + 1], text[at + 1 : at + 2]) for at in starts]
    return all(first.isascii() and first.isalpha() and after not in _MAYBE for first, after in firsts)


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
