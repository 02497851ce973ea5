"""Search by Pagefind (https://pagefind.app), for archives too large to send every reader a whole index.

What is indexed are the pages of reviews alone; spoilers carry ``data-pagefind-ignore="all"``.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError, ExtensionError
from sphinx.util import logging

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.addresses import has_pages
from reviewlint_sphinx.browse.facets import FACETS
from reviewlint_sphinx.browse.wording import name_facet
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.locale import _

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from reviewlint_sphinx.browse.pages import Page
    from reviewlint_sphinx.templates import Templates

logger = logging.getLogger(__name__)

NAME = "pagefind"
"""What ``reviewlint_search`` calls it, and its folder in the output."""

FILTERS = ("medium", "tag", "rating", "year", "reviewer")

# The signs that lead to a heading are no words of it.
_OPTIONS = ("--silent", "--exclude-selectors", ".headerlink")

# In Sphinx's place: themes lead there.
_PAGE = "search"

# Behind what removes pages, before what looks for leaks.
_AFTER_PAGES = 800


class Pagefind:
    """Mark pages for Pagefind, and let it index them."""

    def __init__(self, templates: Templates) -> None:
        """Write the page of search with these templates."""
        self._templates = templates

    def connect(self, app: Sphinx) -> None:
        """Take the place of Sphinx's search where the project says so, and clear what is left of either.

        :raises ConfigError: if Pagefind is not installed
        """
        if not has_pages(app.builder):
            return
        app.connect("build-finished", self.finish, priority=_AFTER_PAGES)
        if app.config.reviewlint_search != NAME:
            return
        if importlib.util.find_spec(NAME) is None:
            raise ConfigError(
                "reviewlint_search is 'pagefind', which is not installed: pip install 'reviewlint[search]'"
            )
        app.builder.search = False  # type: ignore[attr-defined]
        app.connect("html-page-context", mark_page)
        app.connect("html-collect-pages", self.collect)

    def collect(self, app: Sphinx) -> Iterator[Page]:
        """Give the page of search; connected to ``html-collect-pages``."""
        root = "../" * app.builder.get_target_uri(_PAGE).count("/")
        title = _("Search")
        body = self._templates.render(
            "search.html",
            title=title,
            bundle=f"{root}{NAME}/{NAME}.js",
            script=f"{root}_static/reviewlint-pagefind.js",
            filters=[(facet, name_facet(facet)) for facet in FILTERS],
        )
        context = {
            "title": title,
            "body": body,
            "parents": [],
            "metatags": '<meta name="robots" content="noindex" />\n',
            "display_toc": False,
            "sourcename": "",
        }
        yield _PAGE, context, "page.html"

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Index the pages anew: Pagefind itself leaves what it knew of pages that are gone.

        Connected to ``build-finished``.

        :raises ExtensionError: with what Pagefind says if it cannot
        """
        if exception is not None:
            return
        outdir = Path(app.outdir)
        shutil.rmtree(outdir / NAME, ignore_errors=True)
        if app.config.reviewlint_search != NAME:
            return
        (outdir / "searchindex.js").unlink(missing_ok=True)
        if not reviews_of(app.env).records:
            return
        logger.info("indexing the reviews for search with Pagefind")
        command = [sys.executable, "-m", NAME, *_OPTIONS, "--site", str(outdir)]
        process = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
        if process.returncode:
            raise ExtensionError(f"Pagefind could not index the reviews: {process.stderr or process.stdout}")


def mark_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say what of a page is indexed, and by what it is filtered; connected to ``html-page-context``."""
    record = reviews_of(app.env).records.get(page)
    if record is not None and "body" in context:
        context["body"] = _mark_body(record, context["body"])


def _mark_body(record: ReviewRecord, body: str) -> str:
    filters = "".join(
        f'<span hidden="hidden" data-pagefind-filter="{facet}[data-value]"'
        f' data-value="{escape(value.name)}"></span>'
        for facet in FILTERS
        for value in FACETS[facet](record)
    )
    return (
        '<div data-pagefind-body="" data-pagefind-meta="title[data-title]"'
        f' data-title="{escape(record.title)}">{filters}\n{body}</div>'
    )
