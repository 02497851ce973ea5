"""Where the feeds are: beside the page that shows the same reviews."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reviewlint_sphinx.browse.addresses import has_pages
from reviewlint_sphinx.feeds.entries import ATOM_TYPE, JSON_TYPE
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.metadata.locations import find_base, locate_file

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

FACETS = ("tag", "reviewer")
"""What has feeds of its own: one value each, beside the page that shows the same reviews."""

FORMATS = {"feed.xml": ATOM_TYPE, "feed.json": JSON_TYPE}


def has_feeds(app: Sphinx) -> bool:
    """Tell whether this build makes feeds, whose addresses are absolute."""
    return bool(app.config.reviewlint_feeds and has_pages(app.builder) and find_base(app.config))


def write_links(config: Config, folder: str, title: str) -> str:
    """Tell a page's readers of the feeds in a folder."""
    return "".join(
        f'<link rel="alternate" type="{kind}" title="{escape(title or _("Reviews"))}"'
        f' href="{escape(locate_file(config, f"{folder}/{name}".lstrip("/")))}" />\n'
        for name, kind in FORMATS.items()
    )
