"""What reviews are browsed by, and the reviews under each value of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from reviewlint.record import Rating, ReviewRecord, Work
from reviewlint_sphinx.browse.slugs import make_slug
from reviewlint_sphinx.order import sort_key

Records = Sequence[tuple[str, ReviewRecord]]
"""Reviews with their document names, newest first."""


class Value(NamedTuple):
    """Name a value; those with one ``slug`` are the same, and ``rank`` puts them in order."""

    slug: str
    name: str
    rank: tuple[Any, ...]


class Entry(msgspec.Struct, frozen=True):
    """Hold a value, under its commonest spelling, and the reviews that have it, newest first."""

    name: str
    slug: str
    reviews: Records


def _name(text: str) -> Value:
    return Value(make_slug(text), text, sort_key(text))


def _read_year(record: ReviewRecord) -> Iterable[Value]:
    year = (record.date or "")[:4]
    return [Value(year, year, (-int(year),))] if year else []


def _read_work(record: ReviewRecord) -> Iterable[Value]:
    work = record.work
    return (
        [Value(slug_work(work), name_work(work), (*sort_key(work.title), work.year or 0))]
        if work.title
        else []
    )


def _read_medium(record: ReviewRecord) -> Iterable[Value]:
    return [_name(record.work.medium)] if record.work.medium else []


def _read_rating(record: ReviewRecord) -> Iterable[Value]:
    rating = record.rating
    if rating is None:
        return []
    slug = slug_rating(rating)
    if rating.value is None or rating.best is None:
        return [Value(slug, rating.text, (1, 0.0, sort_key(rating.text)))]
    share = rating.value / rating.best if rating.best else 0.0
    return [Value(slug, f"{rating.value:g}/{rating.best:g}", (0, -share, (slug, "")))]


FACETS: dict[str, Callable[[ReviewRecord], Iterable[Value]]] = {
    "tag": lambda record: map(_name, record.tags),
    "year": _read_year,
    "reviewer": lambda record: map(_name, record.reviewers),
    "work": _read_work,
    "medium": _read_medium,
    "rating": _read_rating,
}
"""What a review has of each thing that it can be found by."""


def slug_work(work: Work) -> str:
    """Give a work's slug: a title alone may name a book, a film and its remake.

    The underscores keep "Dune 1984" apart from a "Dune" of 1984.
    """
    parts = [make_slug(work.title or ""), str(work.year or ""), make_slug(work.medium) if work.medium else ""]
    return "_".join(parts).rstrip("_")


def name_work(work: Work) -> str:
    """Name a work so that it is told from its namesakes."""
    told = ", ".join(filter(None, (work.medium, str(work.year or ""))))
    return f"{work.title} ({told})" if told else work.title or ""


def slug_rating(rating: Rating) -> str:
    """Give a rating's slug, such as ``4-5-of-5``."""
    if rating.value is None or rating.best is None:
        return make_slug(rating.text)
    return f"{rating.value:g}-of-{rating.best:g}".replace(".", "-")


def gather(records: Records, facet: str) -> list[Entry]:
    """Give all values that reviews have of a facet, in order, whatever the site's language."""
    read = FACETS[facet]
    reviews: dict[str, list[tuple[str, ReviewRecord]]] = {}
    spellings: dict[str, Counter[Value]] = {}
    for one in records:
        for value in read(one[1]):
            spellings.setdefault(value.slug, Counter())[value] += 1
            carried = reviews.setdefault(value.slug, [])
            if not carried or carried[-1] is not one:
                carried.append(one)
    chosen = sorted(
        (_commonest(spellings[slug]) for slug in reviews), key=lambda value: (value.rank, value.slug)
    )
    return [Entry(value.name, value.slug, reviews[value.slug]) for value in chosen]


def _commonest(spellings: Counter[Value]) -> Value:
    return min(spellings, key=lambda value: (-spellings[value], value.name))
