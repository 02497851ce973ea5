"""Where the pages that nobody wrote are, and which of them a project wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

GLANCE = "glance"
"""What ``reviewlint_browse`` calls the page of charts."""

# An EPUB or a single page has no place for pages that nobody wrote.
_BUILDERS = frozenset({"html", "dirhtml"})


def has_pages(builder: Builder) -> bool:
    """Tell whether a builder makes these pages."""
    return builder.name in _BUILDERS


def is_wanted(config: Config, name: str) -> bool:
    """Tell whether a project has the pages by a facet, or :data:`GLANCE`."""
    return name in config.reviewlint_browse


def name_page(config: Config, facet: str, slug: str, number: int = 0) -> str:
    """Give the name of a value's page, or of an older one: see :mod:`.paging`."""
    page = f"{_folder(config)}/{facet}/{slug}"
    return f"{page}/{number}" if number else page


def name_index(config: Config, facet: str) -> str:
    """Give the name of the page of all values."""
    return f"{_folder(config)}/{facet}/index"


def name_glance(config: Config) -> str:
    """Give the name of the page of charts, which is where browsing begins."""
    return f"{_folder(config)}/index"


def name_continued(docname: str, place: int, number: int) -> str:
    """Give the name of a page of a document's listing: see :mod:`.paging`.

    ``place`` counts the document's listings from 0; the front is the document itself.
    """
    if not number:
        return docname
    return f"{docname}-reviews{f'-{place + 1}' if place else ''}/{number}"


def _folder(config: Config) -> str:
    return str(config.reviewlint_browse_folder).strip("/")
