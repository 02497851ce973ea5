"""``stray-line``: a line that a list of phrases gives away as no part of the review.

The list says how a phrase must stand in its line: ``whole``, ``start`` or ``anywhere``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.capture import Furniture, Piece, compile_furniture, find_furniture
from reviewlint.document.model import Review
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"phrase", "text"})
VOCABULARIES = {"list": "furniture"}
PLACES = ("line",)

_MARKS = " \t*+>#-"
"""What makes a line an item of a list, a quotation or a heading."""

_LONGEST_ECHO = 100
"""Code points of a line that may be a page's title."""

_MOST_SHOWN = 50
"""Characters of a line that a message shows."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which list; ``captured`` speaks only where the text was captured from a web page."""

    list: str
    captured: bool = False


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Remember where each list is; most reviews were not captured and ask for none."""

    @cache
    def compile_list(name: str) -> Furniture:
        return compile_furniture(settings.vocabularies.get(name, {}))

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            if params.captured and not context.captured:
                continue
            pieces = list(find_furniture(review, compile_list(params.list)))
            if pieces:
                for hit in _report(review, pieces, _find_echoes(review, pieces)):
                    yield index, hit

    return run


def _find_echoes(review: Review, pieces: Sequence[Piece]) -> list[Piece]:
    """Give the lines right beside a piece that stand elsewhere again: the title in a bar of links."""
    source = review.source
    taken = {source.position(piece.line.start)[0] for piece in pieces}
    first = source.position(review.body.start)[0]
    beside = {}
    for number in sorted({number + step for number in taken for step in (-1, 1)} - taken):
        if first <= number <= len(source.line_starts):
            span = source.line_span(number)
            text = source.slice(span).strip()
            if len(text) <= _LONGEST_ECHO and text[:1].isalnum():
                beside[span] = text
    if not beside:
        return []
    said = Counter(line.strip() for line in source.slice(review.body).splitlines())
    return [Piece(span, text) for span, text in beside.items() if said[text] > 1]


def _report(review: Review, pieces: Sequence[Piece], echoes: Sequence[Piece]) -> Iterator[Hit]:
    listed = sorted([*pieces, *echoes], key=lambda piece: piece.line)
    cuts = _find_cuts(review, listed)
    _join_echoes(cuts, {piece.line.start for piece in echoes})
    for piece, cut in zip(listed, cuts, strict=True):
        text = review.source.slice(piece.line)
        words = text.lstrip(_MARKS)
        span = Span(piece.line.start + len(text) - len(words), piece.line.start + len(text.rstrip()))
        yield Hit(
            span,
            {"phrase": piece.phrase, "text": shorten(words, _MOST_SHOWN)},
            edits=((cut, ""),),
            safety=Safety.UNSAFE,
            fix_message="take the line out",
        )


def _join_echoes(cuts: list[Span], echoes: Collection[int]) -> None:
    """Let an echo go with the line beside it: without that line nothing would give it away."""
    for index, cut in enumerate(cuts):
        if cut.start not in echoes:
            continue
        beside = (at for at in (index - 1, index + 1) if 0 <= at < len(cuts))
        other = next((at for at in beside if cut.start == cuts[at].end or cuts[at].start == cut.end), None)
        if other is None:
            continue
        both = sorted((cut, cuts[other]))
        cuts[index] = cuts[other] = Span(both[0].start, both[1].end)


def _find_cuts(review: Review, pieces: Sequence[Piece]) -> list[Span]:
    """Give what goes with each piece: the end of its line, and the blank lines that would be too many."""
    source, top = review.source, review.body.start
    text, starts = source.text, source.line_starts
    cuts: list[Span] = []
    clear = False
    for piece in pieces:
        start = piece.line.start
        number = source.position(start)[0]
        if not (cuts and cuts[-1].end == start):
            # Below a blank line or at the top; what follows a piece at once is as the piece itself.
            clear = start <= top or not source.slice(source.line_span(number - 1)).strip()
        end = starts[number] if number < len(starts) else len(text)
        while clear and number < len(starts) and not source.slice(source.line_span(number + 1)).strip():
            number += 1
            end = starts[number] if number < len(starts) else len(text)
        cuts.append(Span(start, end))
    return _reach_back(text, top, cuts)


def _reach_back(text: str, top: int, cuts: list[Span]) -> list[Span]:
    """Let the pieces that end a text take the blank lines before them along."""
    last = len(text)
    for index in range(len(cuts) - 1, -1, -1):
        if cuts[index].end != last:
            break
        last = cuts[index].start
        if index == 0 or cuts[index - 1].end != last:
            kept = text[top:last].rstrip()
            start = top + len(kept)
            # The end of the last line that stays is kept as it is.
            line_end = text.find("\n", start, last)
            cuts[index] = Span(line_end + 1 if kept and line_end >= 0 else start, cuts[index].end)
    return cuts
