"""Reviews as cards: a record with the addresses that one page and one builder reach it by."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.tags import find_page, has_pages
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.view import Card, Link, view_date, view_rating, view_spoilers, view_work

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def make_card(app: Sphinx, page: str, docname: str, record: ReviewRecord, *, cover: bool = True) -> Card:
    """Show a review as the page ``page`` links to it."""
    language = app.config.language
    return Card(
        title=record.title,
        href=app.builder.get_relative_uri(page, docname),
        language=record.language or "",
        work=view_work(record),
        year=str(record.work.year or ""),
        medium=record.work.medium or "",
        creators=record.work.creators,
        rating=view_rating(record.rating),
        reviewers=record.reviewers,
        date=view_date(record.date, language),
        updated=view_date(record.updated, language),
        tags=tuple(Link(tag, _find_tag(app, page, tag)) for tag in record.tags),
        summary=record.summary,
        spoilers=view_spoilers(record),
        cover=_find_cover(app, page, docname) if cover else "",
    )


def _find_tag(app: Sphinx, page: str, tag: str) -> str:
    if not has_pages(app.builder):
        return ""
    return app.builder.get_relative_uri(page, find_page(app.config, tag))


def _find_cover(app: Sphinx, page: str, docname: str) -> str:
    """Give the address of a cover as this page sees it, and have the file copied."""
    path = reviews_of(app.env).covers.get(docname)
    if path is None or path not in app.env.images:
        return ""
    name = app.env.images[path][1]
    app.builder.images[path] = name
    folder = posixpath.dirname(app.builder.get_target_uri(page)) if page else ""
    return quote(posixpath.relpath(posixpath.join(app.builder.imagedir, name), folder or "."))
