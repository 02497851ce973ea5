"""The pages that nobody wrote, made when Sphinx collects pages that no document holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.addresses import (
    GLANCE,
    has_pages,
    is_wanted,
    name_continued,
    name_glance,
    name_index,
    name_page,
)
from reviewlint_sphinx.browse.facets import FACETS, Entry, Records, gather
from reviewlint_sphinx.browse.glance import count_entries, make_chart
from reviewlint_sphinx.browse.paging import Sheet, paginate
from reviewlint_sphinx.browse.plan import PagePlan, list_shown
from reviewlint_sphinx.browse.wording import (
    count_reviews,
    title_continued,
    title_entry,
    title_glance,
    title_index,
)
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.listing.select import ListingSpec, select
from reviewlint_sphinx.view import Link

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from reviewlint_sphinx.listing.render import Lister
    from reviewlint_sphinx.templates import Templates

Page = tuple[str, dict[str, Any], str]
"""A page's name, its context and its template, as Sphinx wants them."""

Ways = Sequence[tuple[str, str]]
"""Titles and names of pages that lead on."""


class Browser:
    """Plan the pages that lead to reviews."""

    def __init__(self, lister: Lister, templates: Templates) -> None:
        """Write listings with ``lister``, all else with ``templates``."""
        self._lister = lister
        self._templates = templates

    def plan(self, app: Sphinx) -> Iterator[PagePlan]:
        """Plan the pages of every facet, that of charts, and the older pages of documents' listings."""
        records = reviews_of(app.env).sorted_records()
        if not (has_pages(app.builder) and records):
            return
        facets = {facet: gather(records, facet) for facet in FACETS if is_wanted(app.config, facet)}
        ways = _list_ways(app, [facet for facet, entries in facets.items() if entries])
        for facet, entries in facets.items():
            for entry in entries:
                yield from self._plan_entry(app, facet, entry, ways)
            if entries:
                yield self._plan_index(app, facet, entries, ways)
        if is_wanted(app.config, GLANCE):
            yield self._plan_glance(app, records, ways)
        yield from self._plan_continued(app, records, ways)

    def _plan_entry(self, app: Sphinx, facet: str, entry: Entry, ways: Ways) -> Iterator[PagePlan]:
        name = partial(name_page, app.config, facet, entry.slug)
        for sheet in paginate(entry.reviews, app.config.reviewlint_browse_size):
            title = title_entry(facet, entry.name, sheet.number)
            yield self._plan_sheet(app, title, sheet, name, ListingSpec(), ways)

    def _plan_continued(self, app: Sphinx, records: Records, ways: Ways) -> Iterator[PagePlan]:
        domain = reviews_of(app.env)
        for docname in sorted(domain.listings):
            for place, spec in enumerate(domain.listings[docname]):
                if not spec.paginate:
                    continue
                name = partial(name_continued, docname, place)
                for sheet in list(paginate(select(records, spec), spec.paginate))[1:]:
                    title = title_continued(app.env.titles[docname].astext(), sheet.number)
                    yield self._plan_sheet(app, title, sheet, name, spec, ways)

    def _plan_sheet(
        self,
        app: Sphinx,
        title: str,
        sheet: Sheet[tuple[str, ReviewRecord]],
        name: Callable[[int], str],
        spec: ListingSpec,
        ways: Ways,
    ) -> PagePlan:
        page = name(sheet.number)

        def write() -> str:
            return self._templates.render(
                "entry.html",
                title=title,
                listing=self._lister.render(app, page, sheet.items, spec),
                pager=self._lister.render_pager(app, page, sheet, name),
                ways=_link(app, page, ways),
            )

        shown = (title, list_shown(app, sheet.items), sheet.older, sheet.newer, spec, ways)
        return PagePlan(page, title, shown, write)

    def _plan_index(self, app: Sphinx, facet: str, entries: Sequence[Entry], ways: Ways) -> PagePlan:
        page, title = name_index(app.config, facet), title_index(facet)
        counted = [(entry.name, entry.slug, len(entry.reviews)) for entry in entries]

        def write() -> str:
            shown = [
                (Link(name, _find(app, page, name_page(app.config, facet, slug))), count)
                for name, slug, count in counted
            ]
            return self._templates.render(
                "entries.html", title=title, entries=shown, ways=_link(app, page, ways)
            )

        return PagePlan(page, title, (counted, ways), write)

    def _plan_glance(self, app: Sphinx, records: Records, ways: Ways) -> PagePlan:
        page, title, counted = name_glance(app.config), title_glance(), count_entries(records)

        def write() -> str:
            charts = [
                make_chart(
                    facet,
                    [(_link_value(app, page, facet, slug, name), count) for slug, name, count in values],
                )
                for facet, values in counted.items()
                if values
            ]
            return self._templates.render(
                "glance.html",
                title=title,
                total=count_reviews(len(records)),
                charts=charts,
                ways=_link(app, page, ways),
            )

        return PagePlan(page, title, (counted, len(records), ways), write)


def _list_ways(app: Sphinx, facets: Sequence[str]) -> Ways:
    ways = [(title_index(facet), name_index(app.config, facet)) for facet in facets]
    glance = [(title_glance(), name_glance(app.config))] if is_wanted(app.config, GLANCE) else []
    return [*glance, *ways]


def _link(app: Sphinx, page: str, ways: Ways) -> list[Link]:
    return [Link(title, _find(app, page, name)) for title, name in ways if name != page]


def _link_value(app: Sphinx, page: str, facet: str, slug: str, name: str) -> Link:
    wanted = is_wanted(app.config, facet)
    return Link(name, _find(app, page, name_page(app.config, facet, slug)) if wanted else "")


def _find(app: Sphinx, page: str, name: str) -> str:
    return app.builder.get_relative_uri(page, name)
