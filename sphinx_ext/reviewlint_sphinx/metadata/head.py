"""The head of a review's page: OpenGraph from the record, a description, JSON-LD.

Left to themselves, tools take descriptions and pictures from the page's text; so everything that
they look for is given to them.
"""

from __future__ import annotations

from contextlib import redirect_stdout
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Any

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.addresses import has_pages
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.header import write_alt
from reviewlint_sphinx.metadata.locations import find_base, locate_cover, locate_page
from reviewlint_sphinx.metadata.schema_org import Place, describe_review, write_script

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

_OPENGRAPH = "sphinxext.opengraph"
# Before sphinxext.opengraph, which is told here what to say.
_EARLY = 400


def register(app: Sphinx) -> None:
    """Add it to the pages of reviews, in the builders that make pages."""
    # It prints, at every start, that it would make pictures of titles if matplotlib were there.
    with redirect_stdout(StringIO()):
        app.setup_extension(_OPENGRAPH)
    app.connect("config-inited", _tell_base)
    app.connect("builder-inited", _leave_others_alone)
    app.connect("html-page-context", describe_page, priority=_EARLY)


def describe_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the head of a review's page; connected to ``html-page-context``."""
    record = reviews_of(app.env).records.get(page)
    if record is None or doctree is None or not has_pages(app.builder):
        return
    cover = locate_cover(app, page)
    context["meta"] = {**(context.get("meta") or {}), **_list_opengraph(app, record, cover)}
    place = Place(
        site=app.config.project,
        address=locate_page(app, page),
        image=cover if find_base(app.config) or "//" in cover else "",
        language=app.config.language,
    )
    tags = [_write_tag("name", name, value) for name, value in _list_names(record, cover)]
    tags += [_write_tag("property", name, value) for name, value in _list_article(record)]
    context["metatags"] = (
        context.get("metatags", "") + "".join(tags) + write_script(describe_review(record, place))
    )


def _list_opengraph(app: Sphinx, record: ReviewRecord, cover: str) -> dict[str, str]:
    """Give what sphinxext-opengraph takes in place of what it would find; it escapes quotes only."""
    fields = {
        "og:title": record.title,
        "og:type": "article",
        "og:description": record.summary,
        # Without one, the first picture of the page would be taken, be it in a spoiler.
        "og:image": cover or app.config.ogp_image or "",
        "og:image:alt": write_alt(record) if cover else str(app.config.ogp_image_alt or ""),
    }
    return {name: escape(value, quote=False) for name, value in fields.items() if value or name == "og:image"}


def _list_names(record: ReviewRecord, cover: str) -> list[tuple[str, str]]:
    card = "summary_large_image" if cover else "summary"
    named = [("description", record.summary), ("author", ", ".join(record.reviewers)), ("twitter:card", card)]
    return [(name, value) for name, value in named if value]


def _list_article(record: ReviewRecord) -> list[tuple[str, str]]:
    """Give the properties of https://ogp.me/#type_article."""
    dates = [("article:published_time", record.date), ("article:modified_time", record.updated)]
    authors = [("article:author", name) for name in record.reviewers]
    tags = [("article:tag", tag) for tag in record.tags]
    return [(name, value) for name, value in (*dates, *authors, *tags) if value]


def _write_tag(kind: str, name: str, value: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(value)}" />\n'


def _tell_base(app: Sphinx, config: Config) -> None:
    """Have OpenGraph use the address that the project gives for everything else."""
    base = find_base(config)
    if base and not config.ogp_site_url:
        config.ogp_site_url = base


def _leave_others_alone(app: Sphinx) -> None:
    """Keep OpenGraph to web pages: builders of JSON stop at what it takes for granted."""
    if has_pages(app.builder):
        return
    for listener in list(app.events.listeners.get("html-page-context", ())):
        if listener.handler.__module__ == _OPENGRAPH:
            app.disconnect(listener.id)
