"""Reviews as cards: a record with the addresses that one page and one builder reach it by."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.addresses import has_pages, is_wanted, name_page
from reviewlint_sphinx.browse.slugs import make_slug
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.metadata.language import find_foreign
from reviewlint_sphinx.view import Card, Link, view_date, view_rating, view_spoilers, view_work

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def find_root(app: Sphinx, page: str) -> str:
    """Give the way from a page to the site's root, such as ``../../``: all that addresses depend on."""
    return "../" * app.builder.get_target_uri(page).count("/")


def make_card(app: Sphinx, root: str, docname: str, record: ReviewRecord, *, cover: bool = True) -> Card:
    """Show a review as a page links to it from which ``root`` leads to the site's root."""
    language = app.config.language
    return Card(
        title=record.title,
        href=root + app.builder.get_target_uri(docname),
        language=find_foreign(record.language, language),
        work=view_work(record),
        year=str(record.work.year or ""),
        medium=record.work.medium or "",
        creators=record.work.creators,
        rating=view_rating(record.rating),
        reviewers=record.reviewers,
        date=view_date(record.date, language),
        updated=view_date(record.updated, language),
        tags=tuple(Link(tag, _find_tag(app, root, tag)) for tag in record.tags),
        summary=record.summary,
        spoilers=view_spoilers(record),
        cover=_find_cover(app, root, docname) if cover else "",
    )


def _find_tag(app: Sphinx, root: str, tag: str) -> str:
    if not (has_pages(app.builder) and is_wanted(app.config, "tag")):
        return ""
    return root + app.builder.get_target_uri(name_page(app.config, "tag", make_slug(tag)))


def _find_cover(app: Sphinx, root: str, docname: str) -> str:
    """Give the address of a cover, and have the file copied."""
    path = reviews_of(app.env).covers.get(docname)
    if path is None or path not in app.env.images:
        return ""
    name = app.env.images[path][1]
    app.builder.images[path] = name
    return root + quote(posixpath.join(app.builder.imagedir, name))
