"""Absolute addresses: where the pages and files of a site are once it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from reviewlint_sphinx.domain import reviews_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def find_base(config: Config) -> str:
    """Give ``html_baseurl`` with a slash at its end; nothing where it is no web address."""
    base = str(config.html_baseurl or "")
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return base if base.endswith("/") else base + "/"


def locate_page(app: Sphinx, page: str) -> str:
    """Give the address of a page; nothing where the site does not say where it will be."""
    base = find_base(app.config)
    return urljoin(base, app.builder.get_target_uri(page)) if base else ""


def locate_file(config: Config, place: str) -> str:
    """Give the address of a file in the output folder; from that folder where there is no other."""
    return urljoin(find_base(config), quote(place))


def locate_cover(app: Sphinx, docname: str) -> str:
    """Give the address of a review's cover; nothing where it has none that is published."""
    place = reviews_of(app.env).covers.get(docname, "")
    if place in app.env.images:
        return locate_file(app.config, f"{app.builder.imagedir}/{app.env.images[place][1]}")
    return place if "://" in place else ""
