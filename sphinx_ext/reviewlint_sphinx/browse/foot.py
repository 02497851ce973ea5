"""The foot of a review's page: what is related to it, what stands before and after it, where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from docutils import nodes

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.addresses import is_wanted, name_page
from reviewlint_sphinx.browse.facets import FACETS
from reviewlint_sphinx.browse.related import Beside, find_beside
from reviewlint_sphinx.browse.wording import title_entry
from reviewlint_sphinx.domain import ReviewsDomain, reviews_of
from reviewlint_sphinx.listing.cards import find_root
from reviewlint_sphinx.view import Link

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from reviewlint_sphinx.listing.render import Lister
    from reviewlint_sphinx.templates import Templates

# Tags have links of their own in the head.
_WAYS = ("work", "reviewer", "medium", "year", "rating")


class Footer:
    """Write the feet of pages; it lives as long as one build, from when all reviews are read."""

    def __init__(self, lister: Lister, templates: Templates) -> None:
        """Write reviews with ``lister``, all else with ``templates``."""
        self._lister = lister
        self._templates = templates
        self._beside: Mapping[str, Beside] | None = None

    def describe(self, app: Sphinx, docname: str) -> object:
        """Give what a review's foot depends on, as plain values."""
        domain = reviews_of(app.env)
        beside = self._find_beside(domain)[docname]
        shown = [_tell(domain, name) for name in beside.related]
        ends = [_tell(domain, name) for name in (beside.older, beside.newer) if name]
        return shown, ends

    def render(self, app: Sphinx, docname: str) -> nodes.Node:
        """Write a review's foot as HTML."""
        domain = reviews_of(app.env)
        beside = self._find_beside(domain)[docname]
        root = find_root(app, docname)

        def link(name: str | None) -> Link | None:
            return Link(domain.records[name].title, root + app.builder.get_target_uri(name)) if name else None

        html = self._templates.render(
            "foot.html",
            related=[
                self._lister.render_one(app, root, "list", name, domain.records[name])
                for name in beside.related
            ],
            older=link(beside.older),
            newer=link(beside.newer),
            ways=_list_ways(app, root, domain.records[docname]),
        )
        return nodes.raw("", html, format="html", classes=["no-search"])

    def _find_beside(self, domain: ReviewsDomain) -> Mapping[str, Beside]:
        if self._beside is None:
            self._beside = find_beside(domain.sorted_records())
        return self._beside


def _tell(domain: ReviewsDomain, docname: str) -> object:
    record = domain.records[docname]
    return docname, record.title, record.rating, record.date, record.language


def _list_ways(app: Sphinx, root: str, record: ReviewRecord) -> list[Link]:
    return [
        Link(
            title_entry(facet, value.name),
            root + app.builder.get_target_uri(name_page(app.config, facet, value.slug)),
        )
        for facet in _WAYS
        if is_wanted(app.config, facet)
        for value in FACETS[facet](record)
    ]
