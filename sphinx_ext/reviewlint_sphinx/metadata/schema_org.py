"""A review as JSON-LD: what https://developers.google.com/search/docs/appearance/structured-data/review-snippet
asks for, in the words of https://schema.org/Review.

The text of a review is never in it: readers of JSON-LD hide nothing.
"""  # noqa: D205 - the address does not fit in one line

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from reviewlint.record import Rating, ReviewRecord
from reviewlint_sphinx.metadata.language import read_tag

# What sites call the kind of a work, by the type and by the property that names who made it.
_TYPES: Mapping[tuple[str, str, str], tuple[str, ...]] = {
    ("Movie", "director", "Person"): ("film", "movie", "cinema", "película", "pelicula", "documentary"),
    ("Book", "author", "Person"): ("book", "novel", "comic", "libro", "livre", "buch", "graphic novel"),
    ("VideoGame", "creator", "Organization"): ("game", "video game", "videogame", "juego", "jeu", "spiel"),
    ("MusicAlbum", "byArtist", "MusicGroup"): ("album", "music", "record", "ep", "disco", "música"),
    ("TVSeries", "creator", "Person"): ("series", "tv series", "tv", "show", "tv show", "serie", "série"),
}
_BY_MEDIUM = {name: kind for kind, names in _TYPES.items() for name in names}
_ANY = ("CreativeWork", "creator", "Person")
# Folders are named in the plural.
_BY_FOLDER = {**_BY_MEDIUM, **{f"{name}s": kind for name, kind in _BY_MEDIUM.items()}}

# What ends a script element, or a line of JavaScript, wherever it stands.
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


class Place(msgspec.Struct, frozen=True):
    """Say where a review is published; addresses that are not known are empty."""

    site: str
    address: str = ""
    image: str = ""
    language: str = ""


def describe_review(record: ReviewRecord, place: Place) -> dict[str, Any]:
    """Give a review as schema.org has it; without what is not known."""
    site = {"@type": "Organization", "name": place.site} if place.site else None
    reviewers: list[Any] = [{"@type": "Person", "name": name} for name in record.reviewers]
    return _drop_empty(
        {
            "@context": "https://schema.org",
            "@type": "Review",
            "name": record.title,
            "url": place.address,
            "inLanguage": read_tag(record.language) or read_tag(place.language),
            "datePublished": record.date,
            "dateModified": record.updated,
            # The work's author is never taken for the reviewer; a review that is not signed is the site's.
            "author": reviewers or site,
            "publisher": site,
            "description": record.summary,
            "keywords": list(record.tags),
            "image": place.image,
            "reviewRating": _describe_rating(record.rating),
            "itemReviewed": _describe_work(record, place.image),
        }
    )


def write_script(data: Mapping[str, Any]) -> str:
    """Write JSON-LD for a page; no text in it can end the element."""
    json = msgspec.json.encode(data).decode().translate(_UNSAFE)
    return f'<script type="application/ld+json">{json}</script>\n'


def _describe_rating(rating: Rating | None) -> dict[str, Any] | None:
    """Give a rating whose scale is known; another would be taken for one of five."""
    if rating is None or rating.value is None or rating.best is None:
        return None
    # Without a worst one, 1 is meant: https://schema.org/worstRating.
    usual = 1.0 if rating.value >= 1 else 0.0
    worst = usual if rating.worst is None else rating.worst
    return {
        "@type": "Rating",
        "ratingValue": _plain(rating.value),
        "bestRating": _plain(rating.best),
        "worstRating": _plain(worst),
    }


def _describe_work(record: ReviewRecord, image: str) -> dict[str, Any]:
    work = record.work
    kind, made_by, maker = _find_type(record)
    dated = "dateCreated" if kind == "Movie" else "datePublished"
    return _drop_empty(
        {
            "@type": kind,
            "name": work.title or record.title,
            "image": image,
            dated: f"{work.year:04}" if work.year else None,
            made_by: [{"@type": maker, "name": name} for name in work.creators],
            "isPartOf": {"@type": "CreativeWorkSeries", "name": work.series} if work.series else None,
        }
    )


def _find_type(record: ReviewRecord) -> tuple[str, str, str]:
    """Give a work's type: as its medium has it, else as the nearest folder that is named for one."""
    if record.work.medium:
        return _BY_MEDIUM.get(record.work.medium.casefold().strip(), _ANY)
    folders = record.path.casefold().replace("-", " ").split("/")[-2::-1]
    return next((_BY_FOLDER[name] for name in folders if name in _BY_FOLDER), _ANY)


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else number


def _drop_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
