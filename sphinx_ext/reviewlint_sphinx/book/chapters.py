"""The chapters of a book: one a year, its reviews from the oldest to the newest."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.locale import _

UNDATED = "undated"
"""What the chapter of reviews without a date is called in addresses."""


class Chapter(msgspec.Struct, frozen=True):
    """Hold a year's reviews; ``docname`` is that of the page it gets, which nobody wrote.

    ``reviews`` are document names with titles.
    """

    docname: str
    title: str
    reviews: tuple[tuple[str, str], ...]


def list_chapters(
    records: Sequence[tuple[str, ReviewRecord]], folder: str, placed: Collection[str]
) -> tuple[Chapter, ...]:
    """Put reviews, which are given newest first, into chapters, the oldest year first.

    Those without a date come last. ``placed`` are the documents that the site's own tables of contents
    hold already; each document stands in a book once.
    """
    years: dict[str, list[tuple[str, str]]] = {}
    for docname, record in reversed(records):
        if docname not in placed:
            years.setdefault((record.date or "")[:4], []).append((docname, record.title))
    return tuple(
        Chapter(f"{folder}/{year or UNDATED}", year or _("Without a date"), tuple(years[year]))
        for year in sorted(years, key=lambda year: (not year, year))
    )
