"""The reviews beside a review: before and after it by date, and those that have most in common with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.facets import Records
from reviewlint_sphinx.browse.slugs import make_slug

MOST = 4
"""So many related reviews are shown."""

_WINDOW = 6
"""Of those with something in common, so many on either side by date are weighed: else the work would
grow with the square of the archive."""

_WORK, _SERIES, _TAG = 100, 30, 5


class Beside(NamedTuple):
    """Name the documents of the reviews beside one; ``None`` at either end."""

    older: str | None
    newer: str | None
    related: tuple[str, ...]


def find_beside(records: Records) -> Mapping[str, Beside]:
    """Find for each review, newest first as given, what stands beside it.

    A shared work counts most, then a shared series, then tags, and among equals what is nearer in time.
    """
    places = {docname: place for place, (docname, _) in enumerate(records)}
    scores: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for weight, members in _gather(records):
        for place, one in enumerate(members):
            near = members[max(0, place - _WINDOW) : place + _WINDOW + 1]
            for other in near:
                if other != one:
                    scores[one][other] += weight
    found = {}
    for place, (docname, _) in enumerate(records):
        score = scores[docname]

        def rank(other: str, score: dict[str, int] = score, place: int = place) -> tuple[int, int, int]:
            return -score[other], abs(places[other] - place), places[other]

        found[docname] = Beside(
            older=records[place + 1][0] if place + 1 < len(records) else None,
            newer=records[place - 1][0] if place else None,
            related=tuple(sorted(score, key=rank)[:MOST]),
        )
    return found


def _gather(records: Records) -> Iterable[tuple[int, list[str]]]:
    """Give the reviews that share something, with what that counts."""
    groups: dict[tuple[int, str], list[str]] = defaultdict(list)
    for docname, record in records:
        for key in _list_shared(record):
            groups[key].append(docname)
    return ((weight, members) for (weight, _), members in groups.items() if len(members) > 1)


def _list_shared(record: ReviewRecord) -> Iterable[tuple[int, str]]:
    work = record.work
    # The remake of a film and the book of it are related, too.
    if work.title:
        yield _WORK, make_slug(work.title)
    if work.series:
        yield _SERIES, make_slug(work.series)
    for tag in {make_slug(tag) for tag in record.tags}:
        yield _TAG, tag
