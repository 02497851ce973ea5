"""Pages by tag: an index of all tags, and for each the reviews that carry it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from reviewlint_sphinx.browse.slugs import make_slug

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

    from reviewlint_sphinx.listing.select import Records

# An EPUB or a single page has no place for pages that nobody wrote.
_BUILDERS = frozenset({"html", "dirhtml"})


class Tag(msgspec.Struct, frozen=True):
    """Hold a tag, under its commonest spelling, and the reviews that carry it, newest first."""

    name: str
    slug: str
    reviews: Records


def has_pages(builder: Builder) -> bool:
    """Tell whether a builder makes these pages."""
    return builder.name in _BUILDERS


def find_page(config: Config, tag: str) -> str:
    """Give the name of a tag's page; every spelling of a tag has the same."""
    return f"{_folder(config)}/{make_slug(tag)}"


def find_index(config: Config) -> str:
    """Give the name of the page of all tags."""
    return f"{_folder(config)}/index"


def gather_tags(records: Records) -> list[Tag]:
    """Give all tags in the order of the alphabet."""
    reviews: dict[str, list[Any]] = {}
    spellings: dict[str, Counter[str]] = {}
    for one in records:
        for tag in one[1].tags:
            slug = make_slug(tag)
            spellings.setdefault(slug, Counter())[tag] += 1
            carried = reviews.setdefault(slug, [])
            if not carried or carried[-1] is not one:
                carried.append(one)
    tags = [Tag(_commonest(spellings[slug]), slug, reviews[slug]) for slug in reviews]
    return sorted(tags, key=lambda tag: (tag.name.casefold(), tag.slug))


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))


def _folder(config: Config) -> str:
    return f"{str(config.reviewlint_browse).strip('/')}/tag"
