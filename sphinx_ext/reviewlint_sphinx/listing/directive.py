"""The ``reviews`` directive: a listing of reviews in any document, in any builder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.listing.nodes import listing
from reviewlint_sphinx.listing.select import ListingSpec, parse_count, parse_field, parse_style, parse_where

logger = logging.getLogger(__name__)


_OPTIONS: Mapping[str, Callable[[str], Any]] = {
    "where": parse_where,
    "sort": parse_field,
    "limit": parse_count,
    "style": parse_style,
    "group-by": parse_field,
    "paginate": parse_count,
}


class ReviewsDirective(SphinxDirective):
    """List the reviews that meet ``:where:``, in the order of ``:sort:``."""

    # MyST passes over an option that it cannot read, and would list what nobody asked for.
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = dict.fromkeys(_OPTIONS, directives.unchanged)

    def run(self) -> list[nodes.Node]:
        """Leave a node that is filled when all reviews are read; nothing where an option is wrong."""
        given: dict[str, Any] = {}
        for name, text in self.options.items():
            try:
                given[name.replace("-", "_")] = _OPTIONS[name](text or "")
            except ValueError as error:
                self._report(name, str(error))
                return []
        spec = ListingSpec(**given)
        reviews_of(self.env).note_listing(self.env.docname, spec)
        node = listing("", spec=spec, classes=["rl-listing", "no-search"])
        self.set_source_info(node)
        return [node]

    def _report(self, name: str, problem: str) -> None:
        place = self.get_location()
        logger.error(":%s: %s", name, problem, location=place, type="reviewlint", subtype="listing")
