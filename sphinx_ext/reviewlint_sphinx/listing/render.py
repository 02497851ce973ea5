"""Listings as HTML: each review is written once for all pages that reach it in the same way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from markupsafe import Markup

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.facets import Records
from reviewlint_sphinx.browse.paging import Sheet
from reviewlint_sphinx.listing.cards import find_root, make_card
from reviewlint_sphinx.listing.select import ListingSpec, group
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.view import Link

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from reviewlint_sphinx.templates import Templates


class Lister:
    """Write listings; it lives as long as one build, whose records do not change."""

    def __init__(self, templates: Templates) -> None:
        """Write HTML with these templates."""
        self._templates = templates
        self._written: dict[tuple[str, str, str], Markup] = {}

    def render(self, app: Sphinx, page: str, records: Records, spec: ListingSpec) -> str:
        """Write a listing for ``page``."""
        root = find_root(app, page)
        groups = group(records, spec.group_by) if spec.group_by else [("", records)]
        shown = [
            (name, [self.render_one(app, root, spec.style, *one) for one in members])
            for name, members in groups
        ]
        return self._templates.render(f"{spec.style}.html", groups=shown)

    def render_pager(
        self, app: Sphinx, page: str, sheet: Sheet[tuple[str, ReviewRecord]], name: Callable[[int], str]
    ) -> str:
        """Write the links from one page of a long listing to those beside it.

        ``name`` gives the name of the page of each number; 0 is the front.
        """

        def link(number: int, text: str) -> Link:
            return Link(text, app.builder.get_relative_uri(page, name(number)))

        links = []
        if sheet.newer is not None:
            links.append(("prev", link(sheet.newer, _("Newer reviews"))))
        if sheet.newer:
            links.append(("first", link(0, _("Newest reviews"))))
        if sheet.older is not None:
            links.append(("next", link(sheet.older, _("Older reviews"))))
        return self._templates.render("pager.html", links=links) if links else ""

    def render_one(self, app: Sphinx, root: str, style: str, docname: str, record: ReviewRecord) -> Markup:
        """Write one review, as pages link to it from which ``root`` leads to the site's root."""
        key = (root, style, docname)
        written = self._written.get(key)
        if written is None:
            card = make_card(app, root, docname, record, cover=style == "cards")
            written = Markup(self._templates.render(f"{_ITEMS[style]}.html", review=card))  # noqa: S704
            self._written[key] = written
        return written


_ITEMS = {"cards": "card", "list": "item", "table": "row"}
"""The template of one review in each style."""
