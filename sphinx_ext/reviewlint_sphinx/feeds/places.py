"""Where the feeds are: beside the page that shows the same reviews."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from reviewlint_sphinx.browse.addresses import has_pages, name_index
from reviewlint_sphinx.feeds.entries import ATOM_TYPE, JSON_TYPE
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.metadata.locations import find_base, locate_file

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

FACETS = ("tag", "reviewer")
"""What has feeds of its own: one value each, beside the page that shows the same reviews."""

FORMATS = {"feed.xml": ATOM_TYPE, "feed.json": JSON_TYPE}


def has_feeds(app: Sphinx) -> bool:
    """Tell whether this build makes feeds, whose addresses are absolute."""
    return bool(app.config.reviewlint_feeds and has_pages(app.builder) and find_base(app.config))


def link_feeds(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell a page's readers of the feeds: of all reviews, and of what the page shows.

    Connected to ``html-page-context``.
    """
    if not has_feeds(app):
        return
    links = _write_links(app.config, "", app.config.project)
    folder = page.rpartition("/")[0]
    indexes = [name_index(app.config, one) for one in FACETS]
    if page not in indexes and folder in {index.rpartition("/")[0] for index in indexes}:
        links += _write_links(app.config, page, str(context.get("title", "")))
    context["metatags"] = context.get("metatags", "") + links


def _write_links(config: Config, folder: str, title: str) -> str:
    return "".join(
        f'<link rel="alternate" type="{kind}" title="{escape(title or _("Reviews"))}"'
        f' href="{escape(locate_file(config, f"{folder}/{name}".lstrip("/")))}" />\n'
        for name, kind in FORMATS.items()
    )
