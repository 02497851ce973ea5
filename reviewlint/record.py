"""A review reduced to what the archive shows of it: plain values, and its public text."""

from __future__ import annotations

import datetime
import posixpath
import re

import msgspec

from reviewlint.document.dates import read_date
from reviewlint.document.model import Field, Review, Value
from reviewlint.document.plain import plain_line
from reviewlint.document.rating import Rating, read_rating
from reviewlint.document.spoilers.level import SpoilerLevel, read_declared_level
from reviewlint.document.state import is_draft
from reviewlint.public import hide_marked, public_headings, public_text, shorten, summarise

__all__ = ["SUMMARY_LENGTH", "Cover", "Rating", "ReviewRecord", "Work", "make_record", "public_text"]

SUMMARY_LENGTH = 200
"""A summary has at most this many characters."""


class Work(msgspec.Struct, frozen=True):
    """Name what is reviewed; ``medium`` is as the site writes it, else what its field says."""

    title: str | None = None
    medium: str | None = None
    year: int | None = None
    creators: tuple[str, ...] = ()
    series: str | None = None


class Cover(msgspec.Struct, frozen=True):
    """Hold a review's picture; ``source`` is the address as written."""

    source: str
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    decorative: bool = False


class ReviewRecord(msgspec.Struct, frozen=True):
    """Hold what is shown of a review outside its own text, and nothing that a spoiler hides.

    Dates are ISO 8601 texts, possibly of a year or a month only. ``excerpt`` is Markdown as
    written; ``summary`` is plain text: the excerpt, else the beginning of the public text.
    ``embargo`` is the ISO text that the review must not be seen before, or what was written where
    that cannot be read.
    """

    path: str
    title: str
    work: Work = Work()
    rating: Rating | None = None
    reviewers: tuple[str, ...] = ()
    date: str | None = None
    updated: str | None = None
    tags: tuple[str, ...] = ()
    excerpt: str | None = None
    summary: str = ""
    cover: Cover | None = None
    spoilers: SpoilerLevel = "unstated"
    language: str | None = None
    slug: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    withdrawn: bool = False
    embargo: str | None = None

    def is_public(self, now: datetime.datetime) -> bool:
        """Tell whether readers may see this at ``now`` (with a time zone)."""
        return not (self.draft or self.withdrawn or _is_embargoed(self.embargo, now))


def make_record(review: Review, path: str) -> ReviewRecord:
    """Reduce a review to its record; ``path`` has forward slashes."""
    work = _read_work(review)
    excerpt = hide_marked(review.text_of("excerpt") or "") or None
    return ReviewRecord(
        path=path,
        title=_read_title(review) or work.title or _stem(path),
        work=work,
        rating=_read_rating(review),
        reviewers=_texts(review, "reviewer", split=False),
        date=_read_date(review, "date"),
        updated=_read_date(review, "updated"),
        tags=_texts(review, "tags"),
        excerpt=excerpt,
        summary=_read_summary(review, excerpt),
        cover=_read_cover(review),
        spoilers=_read_spoiler_level(review),
        language=review.text_of("language"),
        slug=(review.text_of("slug") or _stem(path)).strip("/").rpartition("/")[2],
        aliases=_texts(review, "aliases", split=False),
        draft=is_draft(review) or _is_unreadable(review),
        withdrawn=_is_set(review.fields.get("withdrawn")),
        embargo=_read_embargo(review),
    )


def _read_summary(review: Review, excerpt: str | None) -> str:
    if excerpt:
        return shorten(plain_line(excerpt), SUMMARY_LENGTH)
    return summarise(review, SUMMARY_LENGTH)


def _read_title(review: Review) -> str | None:
    title = review.text_of("title")
    if title:
        return " ".join(hide_marked(title).split())
    for heading in public_headings(review):
        if heading.level == 1 and heading.text.strip():
            return " ".join(heading.text.split())
    return None


def _stem(path: str) -> str:
    folder, name = posixpath.split(path)
    stem = name.rpartition(".")[0] or name
    return posixpath.basename(folder) if stem == "index" and folder else stem


# The fields that name a work by what it is; `work` and `item` say nothing of it.
_MEDIA = {"movie": "film", "film": "film", "book": "book", "game": "game", "album": "album"}


_MAKERS = ("creators", "creator", "author", "authors", "director", "directors", "artist", "developer")
"""What sites call, within the work, who made it."""


def _read_work(review: Review) -> Work:
    field = review.fields.get("work")
    parts: dict[str, Value] = {}
    title = review.text_of("work")
    medium = None
    if field is not None:
        medium = next((_MEDIA[name] for name in field.name.split(".") if name in _MEDIA), None)
        parts = {entry.key: entry.value for entry in field.value.entries}
        title = title or _text_in(parts, "title", "name")
    return Work(
        title=title,
        medium=review.text_of("medium") or _text_in(parts, "medium", "type") or medium,
        year=_read_year(review.text_of("year") or _text_in(parts, "year", "released", "published")),
        creators=_texts(review, "creators") or next(filter(None, map(_split, map(parts.get, _MAKERS))), ()),
        series=review.text_of("series") or _text_in(parts, "series"),
    )


def _text_in(parts: dict[str, Value], *names: str) -> str | None:
    for name in names:
        value = parts.get(name)
        if value is not None and value.kind not in ("list", "map", "null") and value.text.strip():
            return value.text.strip()
    return None


def _read_year(text: str | None) -> int | None:
    match = re.match(r"\d{4}(?!\d)", text or "")
    return int(match.group()) if match else None


def _read_rating(review: Review) -> Rating | None:
    field = review.fields.get("rating")
    return read_rating(field.value) if field else None


def _texts(review: Review, role: str, *, split: bool = True) -> tuple[str, ...]:
    field = review.fields.get(role)
    return _split(field.value, split=split) if field else ()


def _split(value: Value | None, *, split: bool = True) -> tuple[str, ...]:
    """Give the texts of a list, or of a text with commas; the same text, case aside, once."""
    if value is None or value.kind in ("map", "null"):
        return ()
    if value.kind == "list":
        texts = [item.text for item in value.items if item.kind not in ("list", "map", "null")]
    else:
        texts = value.text.split(",") if split else [value.text]
    found: dict[str, str] = {}
    for text in texts:
        words = " ".join(text.split())
        if words:
            found.setdefault(words.casefold(), words)
    return tuple(found.values())


def _read_date(review: Review, role: str) -> str | None:
    """Give a date as an ISO text: a whole one, or a year and a month, or a year."""
    field = review.fields.get(role)
    if field is None:
        return None
    value = field.value.items[-1] if field.value.items else field.value
    written = read_date(value.text, {})
    if written is None or not (written.certain and written.exists):
        return None
    return written.text.removesuffix(written.time)


def _read_cover(review: Review) -> Cover | None:
    for image in review.images:
        if image.cover and image.source.strip():
            alt, caption, credit = map(_hide, (image.alt, image.caption, image.credit))
            return Cover(image.source.strip(), alt, caption, credit, image.decorative)
    return None


def _hide(text: str | None) -> str | None:
    return None if text is None else hide_marked(text)


def _read_spoiler_level(review: Review) -> SpoilerLevel:
    level = read_declared_level(review)
    return "some" if review.spoilers and level in ("unstated", "none") else level


_OFF = frozenset({"", "false", "no", "off", "0", "null", "~"})


def _is_set(field: Field | None) -> bool:
    return field is not None and field.value.text.strip().casefold() not in _OFF


def _is_unreadable(review: Review) -> bool:
    """Tell whether what could say "draft" cannot be read."""
    return any(
        problem.blocks and problem.rule.startswith(("front-matter-", "file-")) for problem in review.problems
    )


def _read_embargo(review: Review) -> str | None:
    field = review.fields.get("embargo")
    if field is None or field.value.kind == "null" or not field.value.text.strip():
        return None
    data = field.value.data
    if isinstance(data, datetime.date):
        return data.isoformat()
    return field.value.text.strip()


def _is_embargoed(embargo: str | None, now: datetime.datetime) -> bool:
    """Tell whether a date still lies ahead; one that cannot be read, or has no time zone, does."""
    if embargo is None:
        return False
    try:
        if len(embargo) == len("2026-01-31"):
            return datetime.date.fromisoformat(embargo) > now.date()
        until = datetime.datetime.fromisoformat(embargo)
    except ValueError:
        return True
    return until.tzinfo is None or until > now
