"""Records in the words and signs that a page shows: what templates and plain nodes are made from."""

from __future__ import annotations

import datetime
from functools import lru_cache

import msgspec
from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from reviewlint.record import Rating, ReviewRecord
from reviewlint_sphinx.locale import _

MOST_STARS = 5


class RatingView(msgspec.Struct, frozen=True):
    """Show a rating: ``stars`` where it is one of few, ``text`` for the eye, ``spoken`` for the ear.

    ``value``, ``best`` and ``worst`` are for programs, and empty where they are not known.
    """

    stars: str
    text: str
    spoken: str
    value: str = ""
    best: str = ""
    worst: str = ""


class DateView(msgspec.Struct, frozen=True):
    """Show a date: ``iso`` for machines, ``text`` in the site's language."""

    iso: str
    text: str


class Link(msgspec.Struct, frozen=True):
    """Name a page; ``href`` is empty where there is none."""

    text: str
    href: str = ""


class Card(msgspec.Struct, frozen=True):
    """Show a review, in a listing or above its text."""

    title: str
    href: str
    language: str
    work: str
    year: str
    medium: str
    creators: tuple[str, ...]
    rating: RatingView | None
    reviewers: tuple[str, ...]
    date: DateView | None
    updated: DateView | None
    tags: tuple[Link, ...]
    summary: str
    spoilers: str
    cover: str = ""


def view_rating(rating: Rating | None) -> RatingView | None:
    """Show a rating as stars where it is out of five or fewer, else as it is written."""
    if rating is None:
        return None
    if rating.value is None or rating.best is None:
        return RatingView("", rating.text, _("Rating: %s") % rating.text)
    value, best = f"{rating.value:g}", f"{rating.best:g}"
    spoken = _("Rating: %(value)s out of %(best)s") % {"value": value, "best": best}
    stars = ""
    if rating.best <= MOST_STARS and rating.best == int(rating.best) and 0 <= rating.value <= rating.best:
        halves = round(rating.value * 2)
        stars = "★" * (halves // 2) + "½" * (halves % 2)
        stars += "☆" * (int(rating.best) - (halves + 1) // 2)
    worst = "" if rating.worst is None else f"{rating.worst:g}"
    return RatingView(stars, f"{value}/{best}", spoken, value, best, worst)


@lru_cache(maxsize=4096)  # a review's date is on its page, and on all that lead there
def view_date(date: str | None, language: str) -> DateView | None:
    """Show a date as far as it is known: the day, the month or the year."""
    if not date:
        return None
    year, *rest = (int(part) for part in date.split("-"))
    if not rest:
        return DateView(date, date)
    try:
        locale = Locale.parse(language or "en", sep="_")
    except (UnknownLocaleError, ValueError):
        return DateView(date, date)
    if len(rest) > 1:
        return DateView(date, format_date(datetime.date(year, *rest), "long", locale=locale))
    return DateView(date, format_skeleton("yMMMM", datetime.date(year, rest[0], 1), locale=locale))


def view_spoilers(record: ReviewRecord) -> str:
    """Say how much of the plot a review gives away; nothing where it does not say."""
    return {
        "unstated": "",
        "none": _("No spoilers"),
        "minor": _("Minor spoilers, hidden"),
        "some": _("Spoilers, hidden"),
        "major": _("Major spoilers, hidden"),
    }[record.spoilers]


def view_work(record: ReviewRecord) -> str:
    """Give the work's title where it says more than the review's own."""
    title = record.work.title or ""
    return "" if title.casefold() == record.title.casefold() else title
