"""What reading the inside of a metadata block gives, in whatever form it is written."""

from __future__ import annotations

import msgspec

from reviewlint.diagnostics import Safety
from reviewlint.document.model import Problem, Suppression, Value
from reviewlint.span import Span


class Metadata(msgspec.Struct, frozen=True):
    """Hold the values of a block; ``root`` is ``None`` where nothing could be read.

    ``complete`` is false where a syntax error hides some of the names.
    """

    root: Value | None
    complete: bool = True
    problems: tuple[Problem, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


def report_syntax(
    span: Span, cause: str, advice: str, edits: tuple[tuple[Span, str], ...] = (), fix_message: str = ""
) -> Problem:
    """Report an error that keeps a block from being read; ``edits`` are proven to mend it."""
    safety = Safety.SAFE if edits else None
    values = {"cause": cause, "advice": advice}
    return Problem("front-matter-syntax", span, values, edits, safety, fix_message, blocks=True)


def report_excess(span: Span, reason: str) -> Problem:
    """Report a block over the limits of size, nesting or aliases."""
    return Problem("front-matter-too-complex", span, {"reason": reason}, blocks=True)


def make_map(span: Span) -> Value:
    """Give the map of a block that holds nothing."""
    return Value("map", span, "", {}, "block")
