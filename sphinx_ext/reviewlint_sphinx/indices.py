"""Sphinx's own indices of reviews: by tag, year, reviewer, work and rating, for ``:ref:`` and for print."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from sphinx.domains import Index, IndexEntry

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.facets import Entry, Records, gather
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.order import sort_key

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

Content = list[tuple[str, list[IndexEntry]]]

# What Sphinx calls an entry by itself, one with others below it, and one of those.
_ALONE, _ABOVE, _BELOW = 0, 1, 2


class _FacetIndex(Index):
    """List reviews under the values of a facet, which are sorted under their first letters."""

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Content, bool]:
        """Give the index; of some documents only, where a book holds no others."""
        # The domain imports the indices that it has.
        records = cast("dict[str, ReviewRecord]", self.domain.data["records"])
        wanted = records.keys() if docnames is None else records.keys() & set(docnames)
        ordered = sorted(wanted, key=lambda name: (sort_key(records[name].title), name))
        entries = gather([(name, records[name]) for name in ordered], self.name)
        return self.arrange(entries), True

    def arrange(self, entries: list[Entry]) -> Content:
        """Put the values under letters, and the reviews under the values."""
        content: dict[str, list[IndexEntry]] = {}
        for entry in entries:
            letter = sort_key(entry.name)[0].lstrip("0")[:1].upper() or "0"
            listed = content.setdefault(letter, [])
            listed.append(IndexEntry(entry.name, _ABOVE, "", "", "", "", ""))
            listed += _list_reviews(entry.reviews, _BELOW)
        return list(content.items())


class _ValueIndex(_FacetIndex):
    """List reviews under values that are short and few, and stand in the place of letters."""

    def arrange(self, entries: list[Entry]) -> Content:
        """Put the reviews under the values."""
        return [(entry.name, _list_reviews(entry.reviews, _ALONE)) for entry in entries]


class TagIndex(_FacetIndex):
    """List reviews by tag."""

    name = "tag"
    localname = _("Reviews by tag")


class YearIndex(_ValueIndex):
    """List reviews by the year that they are of."""

    name = "year"
    localname = _("Reviews by year")


class ReviewerIndex(_FacetIndex):
    """List reviews by who wrote them."""

    name = "reviewer"
    localname = _("Reviews by reviewer")


class WorkIndex(_FacetIndex):
    """List reviews by what they are of."""

    name = "work"
    localname = _("Reviews by work")


class RatingIndex(_ValueIndex):
    """List reviews by rating, the best first."""

    name = "rating"
    localname = _("Reviews by rating")


INDICES: list[type[Index]] = [TagIndex, YearIndex, ReviewerIndex, WorkIndex, RatingIndex]


def say_title(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say an index's title outright; connected to ``html-page-context``.

    Until then it is a text to be translated later, which a builder of JSON cannot write.
    """
    if "indextitle" in context:
        context["indextitle"] = str(context["indextitle"])


def _list_reviews(reviews: Records, kind: int) -> list[IndexEntry]:
    return [
        IndexEntry(record.title, kind, docname, "", record.date or "", "", "") for docname, record in reviews
    ]
