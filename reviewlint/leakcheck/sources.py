"""Reviews as this check reads them: the words in the open, and those that are hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

import msgspec

from reviewlint.document.model import Review
from reviewlint.document.scopes import hidden_spans
from reviewlint.leakcheck.footnotes import find_hidden_footnotes
from reviewlint.leakcheck.words import BREAK, read_source
from reviewlint.record import ReviewRecord
from reviewlint.span import Span


class Hidden(msgspec.Struct, frozen=True):
    """Hold what one spoiler hides, or a footnote that only spoilers cite, and the line it begins on."""

    words: tuple[str, ...]
    line: int


class Source(msgspec.Struct, frozen=True):
    """Hold a review.

    ``path`` is how messages name it; ``address`` its path from the source folder, without suffix, as
    Sphinx names documents; ``hidden`` is what :func:`read_hidden` gives; ``read`` gives the review, of
    which most is asked only where something was found; ``withheld`` says why readers must not see it
    ("a draft"), and is empty where they may.
    """

    path: str
    address: str
    record: ReviewRecord
    hidden: tuple[Hidden, ...]
    read: Callable[[], Review]
    withheld: str = ""


def make_source(path: str, address: str, review: Review, record: ReviewRecord, withheld: str = "") -> Source:
    """Make a source of a review that was read."""
    return Source(path, address, record, read_hidden(review), lambda: review, withheld)


def read_hidden(review: Review) -> tuple[Hidden, ...]:
    """Give all that a review hides."""
    if not review.spoilers:
        return ()
    spans = [*(spoiler.body for spoiler in review.spoilers), *_find_footnotes(review)]
    return tuple(
        Hidden(tuple(read_source(review.source.slice(span))), review.source.position(span.start)[0])
        for span in spans
    )


def read_open(source: Source) -> list[str]:
    """Give the words of a review that nothing hides: of its text, and of the fields that are shown."""
    review = source.read()
    pieces = list(_list_fields(source.record))
    pieces += [spoiler.label for spoiler in review.spoilers if spoiler.label]
    at = review.body.start
    for span in sorted([*hidden_spans(review), *_find_footnotes(review)]):
        if span.start > at:
            pieces.append(review.source.slice(Span(at, span.start)))
        at = max(at, span.end)
    pieces.append(review.source.text[at : review.body.end])
    return read_source(BREAK.join(pieces))


def read_fields(record: ReviewRecord) -> list[str]:
    """Give the words of the fields that are shown, with which what :func:`read_open` gives begins."""
    return read_source(BREAK.join(_list_fields(record)))


def _find_footnotes(review: Review) -> list[Span]:
    return find_hidden_footnotes(review.source.text, hidden_spans(review))


def _list_fields(record: ReviewRecord) -> Iterator[str]:
    work, cover = record.work, record.cover
    fields = [record.title, record.summary, record.excerpt, work.title, work.series, work.medium]
    if cover is not None:
        fields += [cover.alt, cover.caption, cover.credit]
    return filter(None, chain(fields, work.creators, record.reviewers, record.tags))
