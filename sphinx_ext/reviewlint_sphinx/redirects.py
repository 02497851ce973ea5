"""Pages at the addresses that a review had before, which lead to where it is now: ``aliases``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.addresses import has_pages
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.metadata.language import read_tag
from reviewlint_sphinx.metadata.locations import find_base, locate_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from reviewlint_sphinx.publish import Publisher
    from reviewlint_sphinx.templates import Templates

logger = logging.getLogger(__name__)

_PAGE_SUFFIXES = (".html", ".htm")
_INDEX = "index.html"


class Redirects:
    """Write the pages; a review never takes the place of anything else."""

    def __init__(self, templates: Templates, publisher: Publisher) -> None:
        """Write HTML with ``templates``, and tell ``publisher`` what was written."""
        self._templates = templates
        self._publisher = publisher

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write them; connected to ``build-finished``, when everything else is there."""
        if exception is not None or not has_pages(app.builder):
            return
        taken = set(_list_documents(app))
        for docname, record in sorted(reviews_of(app.env).records.items()):
            for alias in record.aliases:
                place = find_place(alias, find_base(app.config))
                if not place:
                    _warn(docname, f"no page can be at the alias `{alias}`: expected a path like `/old/`")
                elif place in taken or self._is_foreign(app, place):
                    _warn(docname, f"the alias `{alias}` is the address of another page")
                else:
                    taken.add(place)
                    self._write(app, place, docname, record)

    def _is_foreign(self, app: Sphinx, place: str) -> bool:
        """Tell whether something else was written there."""
        path = Path(app.outdir, place)
        if not path.resolve().is_relative_to(Path(app.outdir).resolve()):
            return True
        return path.exists() and not self._publisher.wrote(place)

    def _write(self, app: Sphinx, place: str, docname: str, record: ReviewRecord) -> None:
        target = quote(relative_uri(quote(place), app.builder.get_target_uri(docname)) or ".", safe="%/.~-_")
        html = self._templates.render(
            "redirect.html",
            title=record.title,
            target=target,
            canonical=locate_page(app, docname),
            language=read_tag(record.language) or read_tag(app.config.language),
        )
        path = Path(app.outdir, place)
        known = self._publisher.note_file(place, hashlib.sha256(html.encode()).hexdigest()[:16])
        if not known or not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, "utf-8")


def find_place(alias: str, base: str) -> str:
    """Give the file that answers at a former address, from the output folder; nothing where none can.

    An address may be whole, if it is on this site, whose own begins with ``base``.
    """
    try:
        parts = urlsplit(alias)
    except ValueError:
        return ""
    path = unquote(parts.path)
    if parts.scheme or parts.netloc:
        own = urlsplit(base)
        if (parts.scheme, parts.netloc) != (own.scheme, own.netloc) or not path.startswith(own.path):
            return ""
        path = path[len(own.path) :]
    names = path.strip("/").split("/")
    strange = any(name in ("", ".", "..") or "\\" in name or not name.isprintable() for name in names)
    if parts.query or strange:
        return ""
    place = "/".join(names)
    return place if place.endswith(_PAGE_SUFFIXES) and not path.endswith("/") else f"{place}/{_INDEX}"


def _list_documents(app: Sphinx) -> Iterator[str]:
    builder: Any = app.builder
    for docname in app.env.found_docs:
        yield Path(builder.get_outfilename(docname)).relative_to(app.outdir).as_posix()


def _warn(docname: str, message: str) -> None:
    logger.warning("%s", message, location=docname, type="reviewlint", subtype="alias")
