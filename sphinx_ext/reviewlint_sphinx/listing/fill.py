"""Listings and headers filled in, when all reviews are read and the builder is known."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util import logging

from reviewlint_sphinx.browse.addresses import has_pages, name_continued
from reviewlint_sphinx.browse.facets import Records
from reviewlint_sphinx.browse.paging import paginate
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.header import facts
from reviewlint_sphinx.inline import parse_inline
from reviewlint_sphinx.listing.cards import find_root, make_card
from reviewlint_sphinx.listing.nodes import listing
from reviewlint_sphinx.listing.select import ListingSpec, find_unknown, group, select
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.metadata.locations import locate_page
from reviewlint_sphinx.spoilers.nodes import find_spoilers
from reviewlint_sphinx.tree import find_nodes, replace_each

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from reviewlint_sphinx.browse.foot import Footer
    from reviewlint_sphinx.listing.render import Lister
    from reviewlint_sphinx.templates import Templates

logger = logging.getLogger(__name__)


class Filler:
    """Fill what a document leaves open."""

    def __init__(self, templates: Templates, lister: Lister, footer: Footer) -> None:
        """Write listings with ``lister``, feet with ``footer``, the rest with ``templates``."""
        self._templates = templates
        self._lister = lister
        self._footer = footer

    def fill(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Fill the listings, the header and the foot of a resolved document."""
        domain = reviews_of(app.env)
        # A builder of a single file gives one tree of many documents, under the first one's name.
        if docname in domain.listings or not has_pages(app.builder):
            for place, node in enumerate(find_nodes(doctree, listing)):
                self._fill_listing(app, node, docname, place)
        if docname in domain.records and has_pages(app.builder):
            for header in find_nodes(doctree, facts):
                self._fill_facts(app, doctree, header, docname)
            body: nodes.Element = next(doctree.findall(nodes.section), doctree)
            body += self._footer.render(app, docname)

    def _fill_listing(self, app: Sphinx, node: listing, docname: str, place: int) -> None:
        records = reviews_of(app.env).sorted_records()
        spec: ListingSpec = node["spec"]
        for problem in find_unknown(records, spec):
            logger.error("%s", problem, location=node, type="reviewlint", subtype="listing")
        chosen = select(records, spec)
        if not has_pages(app.builder):
            node += _list_plainly(app, docname, chosen, spec)
            return
        front = next(paginate(chosen, spec.paginate))
        name = partial(name_continued, docname, place)
        html = self._lister.render(app, docname, front.items, spec)
        html += self._lister.render_pager(app, docname, front, name)
        replace_each([(node, [nodes.raw("", html, format="html", classes=node["classes"])])])

    def _fill_facts(self, app: Sphinx, doctree: nodes.document, node: facts, docname: str) -> None:
        record = reviews_of(app.env).records[docname]
        card = make_card(app, find_root(app, docname), docname, record, cover=False)
        paragraphs = find_nodes(node, nodes.paragraph)
        excerpt = [paragraph for paragraph in paragraphs if "rl-excerpt" in paragraph["classes"]]
        html = self._templates.render("facts.html", review=card, url=locate_page(app, docname))
        parts: list[nodes.Node] = [nodes.raw("", html, format="html"), *excerpt]
        if len(find_spoilers(doctree)) > 1:
            parts.append(nodes.raw("", self._templates.render("reveal.html"), format="html"))
        replace_each([(node, parts)])


def _list_plainly(app: Sphinx, page: str, records: Records, spec: ListingSpec) -> list[nodes.Node]:
    """Write a listing as plain nodes, for builders without the pages and the styles of HTML."""
    if not records:
        return [nodes.paragraph("", _("No reviews."))]
    if not spec.group_by:
        return [_list_links(app, page, records)]
    found: list[nodes.Node] = []
    for name, members in group(records, spec.group_by):
        if name:
            found.append(nodes.paragraph("", "", nodes.strong("", name)))
        found.append(_list_links(app, page, members))
    return found


def _list_links(app: Sphinx, page: str, records: Records) -> nodes.bullet_list:
    """Write links, or titles where a builder has no page to link to."""
    items = nodes.bullet_list()
    for docname, record in records:
        try:
            address = app.builder.get_relative_uri(page, docname)
            title: nodes.Element = nodes.reference("", record.title, internal=True, refuri=address)
        except NoUri:
            title = nodes.inline("", record.title)
        line = nodes.paragraph("", "", title)
        if record.excerpt:
            line += [nodes.Text(": "), *parse_inline(record.excerpt)]
        items += nodes.list_item("", line)
    return items
