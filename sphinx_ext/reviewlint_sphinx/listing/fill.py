"""Listings and headers filled in, when all reviews are read and the builder is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util import logging

from reviewlint_sphinx.browse.tags import has_pages
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.header import facts
from reviewlint_sphinx.inline import parse_inline
from reviewlint_sphinx.listing.cards import make_card
from reviewlint_sphinx.listing.nodes import listing
from reviewlint_sphinx.listing.select import ListingSpec, Records, find_unknown, group, select
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.metadata.locations import locate_page
from reviewlint_sphinx.spoilers.nodes import find_spoilers
from reviewlint_sphinx.tree import replace_each

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from reviewlint_sphinx.templates import Templates

logger = logging.getLogger(__name__)


class Filler:
    """Fill what a document leaves open."""

    def __init__(self, templates: Templates) -> None:
        """Write HTML with these templates."""
        self._templates = templates

    def fill(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Fill the listings and the header of a resolved document."""
        for node in list(doctree.findall(listing)):
            self._fill_listing(app, node, docname)
        if has_pages(app.builder):
            for header in list(doctree.findall(facts)):
                self._fill_facts(app, doctree, header, docname)

    def render_listing(self, app: Sphinx, page: str, records: Records, spec: ListingSpec) -> str:
        """Write a listing as HTML, for ``page``."""
        groups = group(records, spec.group_by) if spec.group_by else [("", records)]
        cover = spec.style == "cards"
        shown = [
            (name, [make_card(app, page, docname, record, cover=cover) for docname, record in members])
            for name, members in groups
        ]
        return self._templates.render(f"{spec.style}.html", groups=shown)

    def _fill_listing(self, app: Sphinx, node: listing, docname: str) -> None:
        records = reviews_of(app.env).sorted_records()
        spec: ListingSpec = node["spec"]
        for problem in find_unknown(records, spec):
            logger.warning("%s", problem, location=node, type="reviewlint", subtype="listing")
        chosen = select(records, spec)
        if has_pages(app.builder):
            html = self.render_listing(app, docname, chosen, spec)
            replace_each([(node, [nodes.raw("", html, format="html", classes=node["classes"])])])
        else:
            node += _list_plainly(app, docname, chosen)

    def _fill_facts(self, app: Sphinx, doctree: nodes.document, node: facts, docname: str) -> None:
        record = reviews_of(app.env).records.get(docname)
        if record is None:
            return
        card = make_card(app, docname, docname, record, cover=False)
        paragraphs = node.findall(nodes.paragraph)
        excerpt = [paragraph for paragraph in paragraphs if "rl-excerpt" in paragraph["classes"]]
        html = self._templates.render("facts.html", review=card, url=locate_page(app, docname))
        parts: list[nodes.Node] = [nodes.raw("", html, format="html"), *excerpt]
        if len(list(find_spoilers(doctree))) > 1:
            parts.append(nodes.raw("", self._templates.render("reveal.html"), format="html"))
        replace_each([(node, parts)])


def _list_plainly(app: Sphinx, page: str, records: Records) -> list[nodes.Node]:
    """Write a listing as a list of links, or of titles where a builder has no page to link to."""
    if not records:
        return [nodes.paragraph("", _("No reviews."))]
    items = nodes.bullet_list()
    for docname, record in records:
        try:
            address = app.builder.get_relative_uri(page, docname)
            title: nodes.Element = nodes.reference("", record.title, internal=True, refuri=address)
        except NoUri:
            title = nodes.inline("", record.title)
        line = nodes.paragraph("", "", title)
        if record.summary:
            line += [nodes.Text(": "), *parse_inline(record.excerpt or "")] if record.excerpt else []
        items += nodes.list_item("", line)
    return [items]
