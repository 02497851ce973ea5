"""What the scanners for spoiler markers give: whole spoilers, and markers without their other half."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from reviewlint.document.model import Spoiler, SpoilerDialect
from reviewlint.regex import compile_later, find_rare
from reviewlint.span import Span

NAMES = frozenset({"spoiler", "spoilers"})
FOLDED = frozenset({"collapse", "details", "dropdown", "toggle"})
"""Directives that fold their content away under their title, which may say that it is a spoiler."""


_NAMED = compile_later(r"\[/?spoiler|\{spoiler\}`", re.IGNORECASE)
_NAMES_BEGIN = frozenset("/sS\u017f")
"""What stands behind a bracket or brace that begins one of these; the last is a long s."""
_BARS = compile_later(r"\|\|")
_MARKED = compile_later(r"(?<=>)!|!<")


def may_hold_markers(text: str) -> bool:
    """Tell whether a text may hold a spoiler marker at all; most reviews hold none."""
    # One character is found many times faster than two.
    if ("|" in text and "||" in text) or next(find_rare(_MARKED, "!", text), None) is not None:
        return True
    return "poiler" in text or "SPOILER" in text


def find_hints(text: str) -> Sequence[int]:
    """Give the offsets at which a marker that is characters may begin, in order; nearly always none."""
    hints: list[int] = []
    if "|" in text:
        hints += find_rare(_BARS, "|", text)
    if "!" in text:
        for at in find_rare(_MARKED, "!", text):
            if at and text[at - 1] == ">":
                hints.append(at - 1)
            if text.startswith("<", at + 1):
                hints.append(at)
    named = _find_names(text)
    if named and (hints or "poiler" in text or "SPOILER" in text):
        hints += named
    hints.sort()
    return hints


def _find_names(text: str) -> list[int]:
    """Give the offsets of the markers that are names in brackets or braces."""
    found: list[int] = []
    for sign in "[{":
        at = text.find(sign)
        while at >= 0:
            # Most brackets begin a link: to look at what follows costs less than to match a pattern.
            if text[at + 1 : at + 2] in _NAMES_BEGIN and _NAMED.match(text, at):
                found.append(at)
            at = text.find(sign, at + 1)
    return found


class Half(msgspec.Struct, frozen=True, gc=False):
    """Hold a marker whose other half is missing.

    ``written`` is the marker as its writer knows it, ``partner`` what would complete it; ``opens``
    tells an opener from a closer.
    """

    dialect: SpoilerDialect
    span: Span
    written: str
    partner: str
    opens: bool = True
    form: Literal["inline", "block"] = "inline"
    label: str | None = None
    label_span: Span | None = None


class Found(msgspec.Struct, frozen=True):
    """Collect what a scanner finds."""

    spoilers: list[Spoiler] = []
    halves: list[Half] = []


def close_spoiler(half: Half, closer: Span, body: Span | None = None) -> Spoiler:
    """Complete an opener with its closer."""
    inside = body or Span(half.span.end, closer.start)
    return Spoiler(
        half.dialect,
        half.form,
        Span(half.span.start, closer.end),
        half.span,
        closer,
        inside,
        half.label,
        half.label_span,
    )


def trim_lines(text: str, span: Span) -> Span:
    """Leave out the line ending behind a block's opening line, and what precedes its closing line."""
    start, end = span.start, span.end
    after = start
    while after < end and text[after] in " \t":
        after += 1
    if text.startswith("\r\n", after):
        start = after + 2
    elif after < end and text[after] in "\r\n":
        start = after + 1
    before = end
    while before > start and text[before - 1] in " \t>":
        before -= 1
    if before > start and text[before - 1] in "\r\n":
        end = before - 1
        if end > start and text[end - 1 : end + 1] == "\r\n":
            end -= 1
    return Span(min(start, end), end)
