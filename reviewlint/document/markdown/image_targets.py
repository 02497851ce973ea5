"""Where a Markdown image keeps its address and title: the parser says what they are, not where."""

from __future__ import annotations

import re

import msgspec

from reviewlint.document.markdown.entities import resolve_entities
from reviewlint.regex import compile_later
from reviewlint.span import Span

_GAP = compile_later(r"[\s>]*+")
_POINTED = compile_later(r"<((?:[^<>\\\n]++|\\.)*+)>")
_BARE = compile_later(r"(?:[^\s\\()]++|\\[^\s])++")
_TITLE = compile_later(
    r"\"(?P<double>(?:[^\"\\]++|\\.)*+)\"|'(?P<single>(?:[^'\\]++|\\.)*+)'|\((?P<round>(?:[^()\\]++|\\.)*+)\)",
    re.DOTALL,
)
_LABEL = compile_later(r"[\s>]*+\[(?:[^\[\]\\]++|\\.)*+\]:", re.DOTALL)
_ESCAPE = compile_later(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")


class Target(msgspec.Struct, frozen=True):
    """Say where an address and a title stand; ``title`` is ``None`` where there is none."""

    address: Span
    title: Span | None


def read_target(copy: str, at: int, end: int) -> Target | None:
    """Read ``target "title"`` from ``at`` on, ``None`` where none stands there."""
    at = _skip(copy, at, end)
    pointed = _POINTED.match(copy, at, end)
    if pointed:
        address, at = Span(*pointed.span(1)), pointed.end()
    else:
        address = Span(at, _find_end(copy, at, end))
        at = address.end
    after = _skip(copy, at, end)
    title = _TITLE.match(copy, after, end) if after > at else None
    if title is None or title.lastgroup is None:
        return Target(address, None)
    return Target(address, Span(*title.span(title.lastgroup)))


def read_definition(copy: str, span: Span) -> Target | None:
    """Read where a reference definition keeps its address and title."""
    label = _LABEL.match(copy, span.start, span.end)
    return read_target(copy, label.end(), span.end) if label else None


def resolve(written: str) -> str:
    """Resolve backslash escapes and entities (CommonMark 0.31.2, 2.4 and 2.5)."""
    if "\\" not in written and "&" not in written:
        return written
    return _ESCAPE.sub(lambda match: match[1] or resolve_entities(match.group()), written)


def _skip(copy: str, at: int, end: int) -> int:
    gap = _GAP.match(copy, at, end)
    return gap.end() if gap else at


def _find_end(copy: str, at: int, end: int) -> int:
    """Give the end of an address without angle brackets: parentheses in it are balanced."""
    depth = 0
    while at < end:
        piece = _BARE.match(copy, at, end)
        if piece:
            at = piece.end()
        elif copy[at] == "(":
            depth, at = depth + 1, at + 1
        elif copy[at] == ")" and depth:
            depth, at = depth - 1, at + 1
        else:
            break
    return at
