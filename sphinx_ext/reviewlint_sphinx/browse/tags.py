"""The pages by tag, for what knows of tags alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewlint_sphinx.browse.addresses import has_pages, name_page
from reviewlint_sphinx.browse.facets import Entry, Records, gather
from reviewlint_sphinx.browse.slugs import make_slug

if TYPE_CHECKING:
    from sphinx.config import Config

__all__ = ["find_page", "gather_tags", "has_pages"]


def find_page(config: Config, tag: str) -> str:
    """Give the name of a tag's page; every spelling of a tag has the same."""
    return name_page(config, "tag", make_slug(tag))


def gather_tags(records: Records) -> list[Entry]:
    """Give all tags in the order of the alphabet."""
    return gather(records, "tag")
