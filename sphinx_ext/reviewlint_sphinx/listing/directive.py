"""The ``reviews`` directive: a listing of reviews in any document, in any builder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.listing.nodes import listing
from reviewlint_sphinx.listing.select import STYLES, ListingSpec, parse_field, parse_where


def _choose_style(argument: str) -> str:
    chosen: str = directives.choice(argument, STYLES)
    return chosen


class ReviewsDirective(SphinxDirective):
    """List the reviews that meet ``:where:``, in the order of ``:sort:``."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "where": parse_where,
        "sort": parse_field,
        "limit": directives.positive_int,
        "style": _choose_style,
        "group-by": parse_field,
        "paginate": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        """Leave a node that is filled when all reviews are read."""
        spec = ListingSpec(**{name.replace("-", "_"): value for name, value in self.options.items()})
        reviews_of(self.env).note_listing(self.env.docname, spec)
        node = listing("", spec=spec, classes=["rl-listing", "no-search"])
        self.set_source_info(node)
        return [node]
