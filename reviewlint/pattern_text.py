"""How patterns are written: as rules write them, and as RE2 is to read them.

RE2's own ``\\w``, ``\\s`` and ``\\b`` know English letters and plain spaces only; here ``\\w`` and
``\\s`` mean what they mean in any language, and ``word`` takes the place of ``\\b``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from reviewlint.regex import compile_later

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
_OWN_ESCAPE = compile_later(r"\\[wWsSbBC]")
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


def begins_with_letter(text: str) -> bool:
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


def translate(pattern: Pattern) -> str:
    """Write a pattern for RE2, its match in group 1."""
    expression = f"({_widen_classes(pattern.text)})"
    if pattern.whole:
        expression = rf"\A[\s\pZ]*{expression}[\s\pZ]*\z"
    return f"(?i:{expression})" if pattern.ignore_case else expression


def anchor_at_lines(expression: str) -> str:
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
        raise refuse(
            text, f"\\{letter} knows English letters only; say `word: true` beside the pattern instead"
        )
    if letter == "C":
        raise refuse(text, r"\C is a byte, which is no whole character of most languages; write . instead")
    members = _CLASSES.get(letter.lower())
    if members is None:
        return "\\" + letter
    if letter.islower():
        return members if in_class else f"[{members}]"
    if in_class:
        raise refuse(
            text,
            f"\\{letter} cannot stand inside brackets; write the bracket with [^ … ] and the small letter",
        )
    return f"[^{members}]"


def refuse(pattern: str, why: str) -> ValueError:
    """Give the error that names a pattern and says why it cannot be used."""
    return ValueError(f"the pattern {pattern!r} cannot be used: {why}")
