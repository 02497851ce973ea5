"""Inline markup of reStructuredText, found with its places and in linear time.

docutils' own inline parser searches to the paragraph's end for every start-string, which a hostile
paragraph makes quadratic; this one follows the same rules ("Inline markup recognition rules" of
the reStructuredText specification) and remembers an end-string that it did not find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec
from docutils.utils import punctuation_chars as punctuation

InlineKind = Literal["strong", "emphasis", "literal", "target", "substitution", "role", "reference"]


class Inline(msgspec.Struct, frozen=True):
    """Hold one piece of inline markup: offsets of the whole and of what stands between its marks.

    ``role`` is the name of a role in lower case. Where ``closed`` is false the end-string is missing
    (told of roles only): the piece runs to the end of the text, and others may follow inside it.
    """

    kind: InlineKind
    start: int
    end: int
    inner_start: int
    inner_end: int
    role: str | None = None
    closed: bool = True


_NAME = r"(?:(?!_)\w)+(?:[-._+:](?:(?!_)\w)+)*"
_BEFORE = re.compile(rf"[\s{punctuation.openers}{punctuation.delimiters}]")
_AFTER = rf"(?=$|[\s\x00{punctuation.closing_delimiters}{punctuation.delimiters}{punctuation.closers}])"

_START = re.compile(r"\*\*|\*|``|_`|`|\|(?!\|)")
_ROLE_BEFORE = re.compile(rf":(?P<name>{_NAME}):\Z")
_LONGEST_ROLE = 60

_KINDS: dict[str, InlineKind] = {
    "**": "strong",
    "*": "emphasis",
    "``": "literal",
    "_`": "target",
    "|": "substitution",
    "`": "role",
}
_ENDS = {
    "**": re.compile(rf"(?<![\s\x00])\*\*{_AFTER}"),
    "*": re.compile(rf"(?<![\s\x00])\*{_AFTER}"),
    "``": re.compile(rf"(?<!\s)``{_AFTER}"),
    "_`": re.compile(rf"(?<![\s\x00])`{_AFTER}"),
    "|": re.compile(rf"(?<![\s\x00])\|_{{0,2}}{_AFTER}"),
    "`": re.compile(rf"(?<!(?<!\x00)[\s\x00])`(?P<role>:{_NAME}:)?(?P<reference>__?)?{_AFTER}"),
}

_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
_SIMPLE_REFERENCE = re.compile(rf"(?<=\w)__?{_AFTER}")
_FOOTNOTE_REFERENCE = re.compile(rf"\ ?\[(?:\d{{1,9}}|\#?[\w.+:-]{{0,60}}|\*)\]_{_AFTER}")
_EMBEDDED_TARGET = re.compile(r"(?:^|[ \n])<(?P<target>[^<>]+)>$")


def find_inline(text: str) -> Iterator[Inline]:
    """Give the inline markup of a paragraph, in order; reST does not nest it."""
    escaped = _hide_escapes(text)
    missing: set[str] = set()
    at = 0
    while match := _START.search(escaped, at):
        found = _read_markup(escaped, match, at, missing)
        if found is None:
            at = match.end()
        else:
            yield found
            at = found.end if found.closed else found.inner_start


def _read_markup(text: str, match: re.Match[str], at: int, missing: set[str]) -> Inline | None:
    """Read the markup that a start-string opens; ``at`` is where the last piece ended."""
    mark = match.group()
    role = _role_before(text, match.start(), at) if mark == "`" else None
    start = match.start() - (len(role) + 2 if role else 0)
    inner = match.end()
    if not _may_start(text, start, inner, at, quoted=role is None):
        return None
    end = None if mark in missing else _ENDS[mark].search(text, inner)
    if end is None:
        missing.add(mark)
        if role:
            return Inline("role", start, len(text), inner, len(text), role.lower(), closed=False)
        return None
    if end.start() == inner:
        return None
    kind = _KINDS[mark]
    if mark == "`":
        suffix = end["role"]
        if end["reference"]:
            kind = "reference"
        elif suffix:
            role = suffix[1:-1]
    return Inline(kind, start, end.end(), inner, end.start(), role.lower() if role else None)


def _may_start(text: str, start: int, inner: int, at: int, *, quoted: bool) -> bool:
    """Tell whether a start-string may stand here: rules 1, 3 and 5 of the specification."""
    if inner >= len(text) or text[inner].isspace():
        return False
    if start <= at:
        return True
    before = text[start - 1]
    if not _BEFORE.match(before):
        return False
    return not (quoted and punctuation.match_chars(before, text[inner]))


def _role_before(text: str, backquote: int, at: int) -> str | None:
    """Give the name of the role that is written right before a backquote."""
    if backquote <= at or text[backquote - 1] != ":":
        return None
    window = text[max(at, backquote - _LONGEST_ROLE) : backquote]
    base = backquote - len(window)
    for match in re.finditer(":", window):
        start = base + match.start()
        named = _ROLE_BEFORE.match(window, match.start())
        if named and (start <= at or _BEFORE.match(text[start - 1])):
            return named["name"]
    return None


def _hide_escapes(text: str) -> str:
    """Replace every escaping backslash by NUL, docutils' sign for it; the length stays the same."""
    return _ESCAPE.sub("\x00\\1", text.replace("\x00", "\ufffd"))


def read_words(text: str) -> str:
    """Give a text as a reader sees it: without inline markup, escapes resolved, on one line.

    Blanks stay as they are, so that a text without markup is the source's own.
    """
    words: list[str] = []
    at = 0
    for piece in find_inline(text):
        if not piece.closed:
            continue
        words += [_plain(text[at : piece.start]), _inside(text, piece)]
        at = piece.end
    words.append(_plain(text[at:]))
    return "".join(words).replace("\n", " ")


def read_target(text: str, piece: Inline) -> str | None:
    """Give the address in a link such as ```words <her.rst>`_``, ``None`` where a piece has none."""
    if piece.kind != "reference":
        return None
    match = _EMBEDDED_TARGET.search(text[piece.inner_start : piece.inner_end])
    # "Whitespace is removed from the address", and an underscore at its end makes it a name.
    return "".join(match["target"].split()) if match and not match["target"].endswith("_") else None


def _inside(text: str, piece: Inline) -> str:
    inside = text[piece.inner_start : piece.inner_end]
    if piece.kind == "literal":
        return inside
    if piece.kind in ("reference", "role"):
        inside = _EMBEDDED_TARGET.sub("", inside) or inside
    return _unescape(_hide_escapes(inside))


def _plain(text: str) -> str:
    escaped = _hide_escapes(text)
    return _unescape(_SIMPLE_REFERENCE.sub("", _FOOTNOTE_REFERENCE.sub("", escaped)))


def _unescape(escaped: str) -> str:
    return re.sub("\x00[ \n]", "", escaped).replace("\x00", "")
