"""The pages by tag, made when Sphinx collects pages that no document holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reviewlint_sphinx.browse.tags import find_index, find_page, gather_tags, has_pages
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.listing.select import ListingSpec
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.view import Link

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from reviewlint_sphinx.listing.fill import Filler
    from reviewlint_sphinx.templates import Templates

Page = tuple[str, dict[str, Any], str]
"""A page's name, its context and its template, as Sphinx wants them."""


class Browser:
    """Make the pages that lead to reviews."""

    def __init__(self, filler: Filler, templates: Templates) -> None:
        """Write listings with ``filler``, all else with ``templates``."""
        self._filler = filler
        self._templates = templates

    def collect(self, app: Sphinx) -> Iterator[Page]:
        """Give a page for every tag and one that leads to them all."""
        if not has_pages(app.builder):
            return
        tags = gather_tags(reviews_of(app.env).sorted_records())
        if not tags:
            return
        index = find_index(app.config)
        for tag in tags:
            page = find_page(app.config, tag.name)
            title = _("Reviews tagged “%s”") % tag.name
            listing = self._filler.render_listing(app, page, tag.reviews, ListingSpec())
            up = Link(_("All tags"), app.builder.get_relative_uri(page, index))
            body = self._templates.render("tag.html", title=title, listing=listing, up=up)
            yield page, _context(title, body), "page.html"
        shown = []
        for tag in tags:
            address = app.builder.get_relative_uri(index, find_page(app.config, tag.name))
            shown.append((Link(tag.name, address), len(tag.reviews)))
        title = _("Tags")
        body = self._templates.render("tags.html", title=title, tags=shown)
        yield index, _context(title, body), "page.html"


def _context(title: str, body: str) -> dict[str, Any]:
    return {
        "title": title,
        "body": body,
        "parents": [],
        "metatags": "",
        "display_toc": False,
        "sourcename": "",
    }
