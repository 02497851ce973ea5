"""``stray-line``: a line that a list of phrases gives away as no part of the review.

The list says how a phrase must stand in its line: ``whole``, ``start`` or ``anywhere``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.capture import Piece, compile_furniture, find_furniture
from reviewlint.document.model import Review
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"phrase", "text"})

_MARKS = " \t*+>#-"
"""What makes a line an item of a list, a quotation or a heading."""

_MOST_SHOWN = 50
"""Characters of a line that a message shows."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which list; ``captured`` speaks only where the text was captured from a web page."""

    list: str
    captured: bool = False


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make each list ready to search for."""
    lists = [compile_furniture(settings.vocabularies.get(params.list, {})) for params in rules]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            if params.captured and not context.captured:
                continue
            for piece in find_furniture(review, lists[index]):
                yield index, _report(review, piece)

    return run


def _report(review: Review, piece: Piece) -> Hit:
    text = review.source.slice(piece.line)
    words = text.lstrip(_MARKS)
    span = Span(piece.line.start + len(text) - len(words), piece.line.start + len(text.rstrip()))
    return Hit(
        span,
        {"phrase": piece.phrase, "text": shorten(words, _MOST_SHOWN)},
        edits=((_with_newline(review, piece.line), ""),),
        safety=Safety.UNSAFE,
        fix_message="take the line out",
    )


def _with_newline(review: Review, line: Span) -> Span:
    """Give a line with its end, and with the blank line behind it where one stands before it too."""
    source = review.source
    number, _ = source.position(line.start)
    starts = source.line_starts

    def is_blank(wanted: int) -> bool:
        return wanted < 1 or (wanted <= len(starts) and not source.slice(source.line_span(wanted)).strip())

    last = number + 1 if number < len(starts) and is_blank(number - 1) and is_blank(number + 1) else number
    end = starts[last] if last < len(starts) else len(source.text)
    return Span(line.start, end)
