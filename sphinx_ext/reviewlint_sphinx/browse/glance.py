"""The archive at a glance: how many reviews of each year, rating, tag, medium and reviewer."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from reviewlint_sphinx.browse.facets import Entry, Records, gather
from reviewlint_sphinx.browse.wording import name_facet
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.view import Link

CHARTS = ("year", "rating", "medium", "tag", "reviewer")

_MOST = 20
"""A chart has at most so many bars."""

_IN_ORDER = frozenset({"year", "rating"})


class Bar(msgspec.Struct, frozen=True):
    """Hold one value; ``share`` is its length in percent of the longest."""

    link: Link
    count: int
    share: str


class Chart(msgspec.Struct, frozen=True):
    """Hold a chart that is also a table; ``column`` heads the values."""

    title: str
    column: str
    bars: tuple[Bar, ...]


def count_entries(records: Records) -> dict[str, list[tuple[str, str, int]]]:
    """Give slug, name and number of what each chart shows: all in order, or the most frequent."""
    return {facet: _count(gather(records, facet), in_order=facet in _IN_ORDER) for facet in CHARTS}


def _count(entries: Sequence[Entry], *, in_order: bool) -> list[tuple[str, str, int]]:
    counted = [(entry.slug, entry.name, len(entry.reviews)) for entry in entries]
    return counted if in_order else sorted(counted, key=lambda one: -one[2])[:_MOST]


def make_chart(facet: str, bars: Sequence[tuple[Link, int]]) -> Chart:
    """Make a chart; bars are as long as their numbers are large."""
    most = max(count for _link, count in bars)
    title = {
        "year": _("Reviews by year"),
        "rating": _("Reviews by rating"),
        "medium": _("Reviews by medium"),
        "tag": _("Reviews by tag"),
        "reviewer": _("Reviews by reviewer"),
    }[facet]
    drawn = (Bar(link, count, f"{100 * count / most:.1f}") for link, count in bars)
    return Chart(title, name_facet(facet), tuple(drawn))
