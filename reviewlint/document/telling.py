"""Where a review gives away what should be hidden, as far as its words show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from reviewlint.document.cues import Cue
from reviewlint.document.model import Paragraph, Review
from reviewlint.document.ranges import Cover
from reviewlint.document.scopes import Part, hidden_spans, outside_spoilers
from reviewlint.document.sections import LONGEST_TITLE, Sections, find_sections
from reviewlint.document.sentences import split_sentences
from reviewlint.document.weighing import Scales
from reviewlint.span import Span

_PEOPLE = ("creators", "author", "reviewer")
"""Roles whose names are nobody in the story."""
_APART = 2
"""Paragraphs of which the one is at most so much further than the other are one passage."""


class Told(msgspec.Struct, frozen=True, order=True):
    """Hold what a heading or a sentence gives away.

    ``section`` is its number, 0 before the first heading, ``piece`` that of its piece of prose;
    ``words`` are what it was seen by.
    """

    section: int
    piece: int
    words: tuple[Span, ...]


class Clues(msgspec.Struct, frozen=True):
    """Hold what one look at a review found: its sections, those whose headings tell, signs in order."""

    sections: Sections
    headings: tuple[int, ...]
    signs: tuple[Cue, ...]


def find_clues(review: Review, scales: Scales, among: Sequence[int] | None = None) -> Clues | None:
    """Look for signs, and for headings that tell; most reviews have neither.

    ``among`` are the patterns of signs that may match in the body, where that is known.
    """
    base = review.body.start
    signs = [
        msgspec.structs.replace(cue, start=base + cue.start, end=base + cue.end)
        for cue in scales.signs.find(review.source.slice(review.body), among)
    ]
    lines = [heading.text for heading in review.headings]
    lines += [one.text for one in review.paragraphs if len(one.text) <= LONGEST_TITLE]
    headed = lines and any(scales.headings.find("\n".join(lines)))
    if not signs and not headed:
        return None
    sections = find_sections(review)
    headings = _find_headings(review, scales, sections) if headed else ()
    return Clues(sections, tuple(headings), tuple(sorted(signs)))


def weigh_clues(review: Review, scales: Scales, clues: Clues, late: int) -> Iterator[list[Told]]:
    """Give what tells, together where it stands in one section, or without headings in one passage.

    ``late`` weighs for a sentence in the second half of the text.
    """
    people = {
        word.casefold() for role in _PEOPLE for text, _ in review.texts_of(role) for word in text.split()
    }
    scales = msgspec.structs.replace(scales, nobody=scales.nobody | people)
    pieces = sorted(outside_spoilers(review), key=lambda piece: piece.span)
    told = [
        *_judge_headings(review, scales, pieces, clues),
        *_judge_pieces(review, scales, pieces, clues, late),
    ]
    yield from _put_together(sorted(told), by_section=bool(clues.sections.titles))


def _find_headings(review: Review, scales: Scales, sections: Sections) -> Iterator[int]:
    for number, title in enumerate(sections.titles, 1):
        if any(scales.headings.find(review.source.slice(title))):
            yield number


def _judge_headings(review: Review, scales: Scales, pieces: Sequence[Part], clues: Clues) -> Iterator[Told]:
    """Give the headings below which something stands in the open and is not hedged."""
    hidden = Cover(hidden_spans(review))
    for number in clues.headings:
        title = clues.sections.titles[number - 1]
        end = clues.sections.end(number, review.body.end)
        first = bisect_right(pieces, title.end, key=lambda piece: piece.span.start)
        after = bisect_right(pieces, end - 1, key=lambda piece: piece.span.start)
        prose = " ".join(piece.text for piece in pieces[first:after])
        if hidden.find(title.start) or not any(map(str.isalnum, prose)):
            continue
        if not scales.is_hedged(f"{review.source.slice(title)}\n{prose}"):
            yield Told(number, first, (title,))


def _judge_pieces(
    review: Review, scales: Scales, pieces: Sequence[Part], clues: Clues, late: int
) -> Iterator[Told]:
    """Give the sentences that tell, of those that hold a sign and are neither quoted nor code."""
    literal = Cover(review.literal)
    starts = [piece.span.start for piece in pieces]
    middle = (review.body.start + review.body.end) // 2
    for number, found in groupby(clues.signs, key=lambda cue: bisect_right(starts, cue.start) - 1):
        piece = pieces[max(number, 0)] if pieces else None
        if number < 0 or piece is None or _is_quoted(piece):
            continue
        signs = [cue for cue in found if cue.end <= piece.span.end and not literal.find(cue.start)]
        for words in _weigh_sentences(scales, piece, signs, late if piece.span.start > middle else 0):
            yield Told(clues.sections.number(words[0].start), number, words)


def _is_quoted(piece: Part) -> bool:
    return isinstance(piece.owner, Paragraph) and piece.owner.container == "quote"


def _weigh_sentences(
    scales: Scales, piece: Part, signs: Sequence[Cue], extra: int
) -> Iterator[tuple[Span, ...]]:
    """Give the words of each sentence of a piece that tells."""
    bounds = split_sentences(piece.text)
    starts = [piece.span.start + start for start, _ in bounds]
    for number, found in groupby(signs, key=lambda cue: bisect_right(starts, cue.start) - 1):
        start, end = bounds[number]
        base = starts[number]
        own = [msgspec.structs.replace(cue, start=cue.start - base, end=cue.end - base) for cue in found]
        words = scales.weigh(piece.text[start:end], own, extra)
        if words:
            yield tuple(Span(base + cue.start, base + cue.end) for cue in words)


def _put_together(told: Sequence[Told], *, by_section: bool) -> Iterator[list[Told]]:
    group: list[Told] = []
    for one in told:
        last = group[-1] if group else one
        if one.section != last.section or (not by_section and one.piece - last.piece > _APART):
            yield group
            group = []
        group.append(one)
    if group:
        yield group
