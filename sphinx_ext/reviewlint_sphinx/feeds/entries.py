"""What a feed says, whatever its format: plain values, and nothing that depends on the clock."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from html import escape

import msgspec

from reviewlint.document.model import Review
from reviewlint.public import public_blocks
from reviewlint.record import ReviewRecord
from reviewlint_sphinx.metadata.language import read_tag

ATOM_TYPE = "application/atom+xml"
JSON_TYPE = "application/feed+json"

_NO_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
"""Characters that XML 1.0 (2.2) has no place for, escaped or not."""


class Entry(msgspec.Struct, frozen=True):
    """Hold one review: addresses are absolute, dates moments in UTC, ``content`` HTML or empty."""

    id: str
    title: str
    url: str
    published: str
    updated: str
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    content: str = ""
    image: str = ""
    language: str = ""


class Feed(msgspec.Struct, frozen=True):
    """Hold a feed, newest entries first; ``home`` is the page that shows the same, ``author`` the site."""

    id: str
    title: str
    home: str
    author: str
    language: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> str:
        """Give the moment of the last change in it."""
        return max(entry.updated for entry in self.entries)


def make_id(address: str) -> str:
    """Give an identifier that stays the same as long as the address does, for good.

    Source: RFC 4122, 4.3, names that are addresses; RFC 4287, 4.2.6, what an identifier must be.
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, address).urn


def make_entry(
    record: ReviewRecord, base: str, docname: str, url: str, *, content: str = "", image: str = ""
) -> Entry:
    """Make an entry of a review, which must have a date.

    Its identifier depends on the site's address and the document's name alone, so that it stays
    whatever becomes of title, date, or the form of the site's addresses.
    """
    published = make_moment(record.date or "")
    return Entry(
        id=make_id(base + docname),
        title=clean(record.title),
        url=url,
        published=published,
        updated=max(published, make_moment(record.updated or record.date or "")),
        authors=tuple(map(clean, record.reviewers)),
        tags=tuple(map(clean, record.tags)),
        summary=clean(record.summary),
        content=content,
        image=image,
        language=read_tag(record.language),
    )


def make_moment(date: str) -> str:
    """Give the first moment of a day, month or year, as RFC 3339 writes it."""
    parts = [*date.split("-"), "01", "01"][:3]
    return f"{'-'.join(parts)}T00:00:00Z"


def write_content(review: Review, title: str) -> str:
    """Give the public text of a review as HTML: its headings and paragraphs."""
    return "\n".join(_write_blocks(review, title))


def _write_blocks(review: Review, title: str) -> Iterable[str]:
    for block in public_blocks(review):
        text = escape(clean(block.text), quote=False)
        if not block.level:
            yield f"<p>{text}</p>"
        elif block.level > 1 or block.text.casefold() != title.casefold():
            yield f"<h{block.level}>{text}</h{block.level}>"


def clean(text: str) -> str:
    """Leave out what no XML can hold."""
    return text.translate(_NO_XML)
