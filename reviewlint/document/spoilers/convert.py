"""Convert spoilers from one dialect to another, and read the result to be sure of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from reviewlint.document.fields import Roles
from reviewlint.document.model import Review, Spoiler, SpoilerDialect
from reviewlint.document.read import read_review
from reviewlint.document.source import SourceText
from reviewlint.document.spoilers.passages import DEEPEST, Passage, PassageReader, measure_nesting
from reviewlint.document.spoilers.write import write_spoiler
from reviewlint.regex import compile_later
from reviewlint.span import Span

_SUFFIXES: Mapping[str, str] = {"markdown": ".md", "mdx": ".mdx", "rest": ".rst"}
_MARKS = compile_later(r"^[ \t]*(?:>!?[ \t]?)+", re.MULTILINE)
_FARTHEST = 3
"""Blanks before a block of Markdown; with more it would be code where no list is around it."""


class Told(msgspec.Struct, frozen=True):
    """Hold what a review tells its readers, whatever dialect hides parts of it.

    ``spoilers`` are (form, label, words), ``paragraphs`` the words of each without spoiler markers.
    """

    spoilers: tuple[tuple[str, str | None, tuple[str, ...]], ...]
    paragraphs: tuple[tuple[str, ...], ...]
    headings: tuple[tuple[int, str], ...]
    images: tuple[tuple[str, str | None, str | None], ...]
    broken: tuple[str, ...]


def convert_spoilers(
    review: Review, wanted: Iterable[tuple[Spoiler, Sequence[SpoilerDialect]]], roles: Roles
) -> dict[Span, str]:
    """Give what to write in the place of spoilers, by their spans.

    Each of ``wanted`` goes into the first of its dialects that can say it; one inside another that
    is converted is left for another time. Where the review then would not read as the same, nothing
    is converted.
    """
    reader = PassageReader(review)
    edits: dict[Span, str] = {}
    end = 0
    for spoiler, dialects in wanted:
        passage = reader.read(spoiler) if spoiler.span.start >= end else None
        if passage is None:
            continue
        written = next(filter(None, (convert_passage(passage, one) for one in dialects)), None)
        if written is not None:
            edits[spoiler.span] = written
            end = spoiler.span.end
    if not edits:
        return edits
    source = review.source
    after = read_review(SourceText(_apply(source.text, edits), source.path), roles)
    return edits if tell(after) == tell(review) else {}


def convert_passage(passage: Passage, dialect: SpoilerDialect) -> str | None:
    """Give a spoiler as another dialect writes it; ``None`` where that would not read as the same."""
    written = write_spoiler(passage, dialect)
    if written is None:
        return None
    passage = _move_left(passage)
    again = write_spoiler(passage, dialect)
    if again is None:
        return None
    after = _read(passage, again)
    if not after.spoilers or after.spoilers[0].dialect != dialect:
        return None
    plain = "\n".join([passage.lines[0], *(passage.prefix + line for line in passage.lines[1:])])
    before = _read(passage, plain)
    start = len(_frame(passage)[0])
    hidden = next(_cut_out(before.source.text, [Span(start, start + len(plain))], _list_markers(before)))
    told = tell(before)
    wanted = (passage.form, passage.label, hidden)
    return (
        written if tell(after) == msgspec.structs.replace(told, spoilers=(wanted, *told.spoilers)) else None
    )


def _apply(text: str, edits: Mapping[Span, str]) -> str:
    pieces: list[str] = []
    at = 0
    for span, written in edits.items():
        pieces += (text[at : span.start], written)
        at = span.end
    return "".join([*pieces, text[at:]])


def tell(review: Review) -> Told:
    """Give what a review tells, to compare it with its converted form."""
    text = review.source.text
    markers = sorted(span for one in review.spoilers for span in (one.opener, one.closer) if span is not None)
    paragraphs = _cut_out(text, (one.span for one in review.paragraphs), markers)
    titles = _cut_out(text, (one.text_span for one in review.headings), markers)
    bodies = [
        (one.body if depth < DEEPEST else Span(one.body.start, one.body.start))
        for one, depth in measure_nesting(review.spoilers)
    ]
    return Told(
        tuple(
            (one.form, one.label, words)
            for one, words in zip(review.spoilers, _cut_out(text, bodies, markers), strict=True)
        ),
        tuple(filter(None, paragraphs)),
        tuple((one.level, " ".join(words)) for one, words in zip(review.headings, titles, strict=True)),
        tuple((one.source, one.alt, one.caption) for one in review.images),
        tuple(problem.rule for problem in review.problems),
    )


def _list_markers(review: Review) -> list[Span]:
    return sorted(span for one in review.spoilers for span in (one.opener, one.closer) if span is not None)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_MARKS.sub("", text).split())


def _cut_out(text: str, spans: Iterable[Span], markers: Sequence[Span]) -> Iterator[tuple[str, ...]]:
    """Give the words at each span without the markers in it; the markers are sorted."""
    starts = [marker.start for marker in markers]
    for span in spans:
        pieces: list[str] = []
        # A further paragraph of a quote that is a spoiler begins within its `>!`.
        begin = span.start + (text[span.start - 1 : span.start + 1] == ">!")
        at = max(bisect_left(starts, begin) - 1, 0)
        while at < len(markers) and markers[at].start < span.end:
            marker = markers[at]
            if marker.end > begin:
                pieces.append(text[begin : max(marker.start, begin)])
                begin = marker.end
            at += 1
        pieces.append(text[begin : span.end])
        yield _words("".join(pieces))


def _move_left(passage: Passage) -> Passage:
    """Take off the indentation that a list far outside gives a block."""
    if passage.form == "inline" or passage.syntax == "rest":
        return passage
    blanks = len(passage.first) - len(passage.first.lstrip(" "))
    if blanks <= _FARTHEST:
        return passage
    return msgspec.structs.replace(passage, first=passage.first[blanks:], prefix=passage.prefix[blanks:])


def _frame(passage: Passage) -> tuple[str, str]:
    """Give what stands around a passage in a small review: the like of what does in its own."""
    if passage.form == "block":
        return f"x\n\n{passage.first}", "\n\nx\n"
    before, after = passage.around
    quoted = passage.prefix if ">" in passage.prefix else ""
    if before:
        before = "x" + before
    elif not passage.opens:
        before = "x\n" + quoted
    after += "x" if after else ""
    if passage.container == "table":
        return f"x\n\n| a | b |\n|---|---|\n| {before}", f"{after} | x |\n"
    if passage.container == "html":
        return f"x\n\n<p>{before}", f"{after}</p>\n"
    if passage.container == "heading" and passage.syntax != "rest":
        return f"x\n\n# {before}", f"{after}\n"
    return f"x\n\n{quoted}{before}", f"{after}\n"


def _read(passage: Passage, written: str) -> Review:
    before, after = _frame(passage)
    return read_review(SourceText(before + written + after, "x" + _SUFFIXES[passage.syntax]), Roles())
