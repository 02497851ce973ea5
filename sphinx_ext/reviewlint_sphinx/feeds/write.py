"""The feeds of a build, written anew only where what they say has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.addresses import is_wanted, name_page
from reviewlint_sphinx.browse.facets import Records, gather
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.feeds.entries import Entry, Feed, clean, make_entry, make_id, write_content
from reviewlint_sphinx.feeds.places import FACETS, has_feeds, write_links
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.metadata.language import read_tag
from reviewlint_sphinx.metadata.locations import find_base, locate_cover, locate_file, locate_page

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from reviewlint_sphinx.browse.pages import Page
    from reviewlint_sphinx.gate import Gate
    from reviewlint_sphinx.publish import Publisher


class FeedWriter:
    """Write the feeds."""

    def __init__(self, gate: Gate, publisher: Publisher) -> None:
        """Read texts as ``gate`` does, and tell ``publisher`` what was written."""
        self._gate = gate
        self._publisher = publisher
        self._entries: dict[str, Entry] = {}
        self._folders: frozenset[str] | None = None

    def link(
        self,
        app: Sphinx,
        page: str,
        template: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Tell a page's readers of the feeds: of all reviews, and of what the page shows.

        Connected to ``html-page-context``.
        """
        if not has_feeds(app):
            return
        if self._folders is None:
            self._folders = frozenset(folder for folder, *_ in _list_contents(app))
        for folder, title in (("", app.config.project), (page, str(context.get("title", "")))):
            if folder in self._folders:
                context["metatags"] = context.get("metatags", "") + write_links(app.config, folder, title)

    def write(self, app: Sphinx) -> list[Page]:
        """Write all feeds; connected to ``html-collect-pages``, gives no page."""
        if not has_feeds(app):
            return []
        # Not before there is a feed to write: what writes Atom brings all of lxml.
        from reviewlint_sphinx.feeds.atom import write_atom
        from reviewlint_sphinx.feeds.json_feed import write_json

        writers = {"feed.xml": write_atom, "feed.json": write_json}
        for folder, home, title, records in _list_contents(app):
            feed = self._make_feed(app, folder, home, title, records)
            said = hashlib.sha256(msgspec.json.encode(feed)).hexdigest()[:16]
            for name, write in writers.items():
                place = f"{folder}/{name}".lstrip("/")
                path = Path(app.outdir, place)
                if not self._publisher.note_file(place, said) or not path.is_file():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(write(feed, locate_file(app.config, place)))
        return []

    def _make_feed(self, app: Sphinx, folder: str, home: str, title: str, records: Records) -> Feed:
        newest = records[: app.config.reviewlint_feed_length or None]
        return Feed(
            id=make_id(find_base(app.config) + folder),
            title=clean(title),
            home=locate_page(app, home),
            author=clean(app.config.project or _("Reviews")),
            language=read_tag(app.config.language),
            entries=tuple(self._find_entry(app, docname, record) for docname, record in newest),
        )

    def _find_entry(self, app: Sphinx, docname: str, record: ReviewRecord) -> Entry:
        """Give a review's entry, made once however many feeds it is in."""
        if docname not in self._entries:
            image = locate_cover(app, docname)
            self._entries[docname] = make_entry(
                record,
                find_base(app.config),
                docname,
                locate_page(app, docname),
                content=self._read_content(app, docname, record),
                image=image,
            )
        return self._entries[docname]

    def _read_content(self, app: Sphinx, docname: str, record: ReviewRecord) -> str:
        if app.config.reviewlint_feed_content != "full":
            return ""
        path = Path(app.env.doc2path(docname))
        return write_content(self._gate.session.read(path.read_bytes(), path), record.title)


def _list_contents(app: Sphinx) -> Iterator[tuple[str, str, str, Records]]:
    """Give each feed's folder, the page that shows the same, its title, and its reviews, all with a date."""
    records = [one for one in reviews_of(app.env).sorted_records() if one[1].date]
    site = app.config.project or _("Reviews")
    if records:
        yield "", app.config.root_doc, site, records
    for facet in FACETS:
        for value in gather(records, facet):
            page = name_page(app.config, facet, value.slug)
            home = page if is_wanted(app.config, facet) else app.config.root_doc
            yield page, home, f"{site}: {value.name}", value.reviews
