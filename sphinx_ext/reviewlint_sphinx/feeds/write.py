"""The feeds of a build, written anew only where what they say has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.addresses import is_wanted, name_page
from reviewlint_sphinx.browse.facets import Records, gather
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.feeds.entries import Entry, Feed, clean, make_entry, make_id, write_content
from reviewlint_sphinx.feeds.places import FACETS, has_feeds
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.metadata.language import read_tag
from reviewlint_sphinx.metadata.locations import find_base, locate_cover, locate_file, locate_page

if TYPE_CHECKING:
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
        self._entries: dict[str, Entry | None] = {}

    def write(self, app: Sphinx) -> list[Page]:
        """Write all feeds; connected to ``html-collect-pages``, gives no page."""
        if not has_feeds(app):
            return []
        # Not before there is a feed to write: what writes Atom brings all of lxml.
        from reviewlint_sphinx.feeds.atom import write_atom
        from reviewlint_sphinx.feeds.json_feed import write_json

        writers = {"feed.xml": write_atom, "feed.json": write_json}
        for folder, feed in self._list_feeds(app):
            if not feed.entries:
                continue
            said = hashlib.sha256(msgspec.json.encode(feed)).hexdigest()[:16]
            for name, write in writers.items():
                place = f"{folder}/{name}".lstrip("/")
                path = Path(app.outdir, place)
                if not self._publisher.note_file(place, said) or not path.is_file():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(write(feed, locate_file(app.config, place)))
        return []

    def _list_feeds(self, app: Sphinx) -> Iterator[tuple[str, Feed]]:
        """Give each feed with its folder."""
        records = reviews_of(app.env).sorted_records()
        site = app.config.project or _("Reviews")
        yield "", self._make_feed(app, "", app.config.root_doc, site, records)
        for facet in FACETS:
            for value in gather(records, facet):
                page = name_page(app.config, facet, value.slug)
                home = page if is_wanted(app.config, facet) else app.config.root_doc
                yield page, self._make_feed(app, page, home, f"{site}: {value.name}", value.reviews)

    def _make_feed(self, app: Sphinx, folder: str, home: str, title: str, records: Records) -> Feed:
        length = app.config.reviewlint_feed_length
        entries: list[Entry] = []
        for docname, record in records:
            entry = self._find_entry(app, docname, record)
            if entry is not None:
                entries.append(entry)
            if length and len(entries) == length:
                break
        return Feed(
            id=make_id(find_base(app.config) + folder),
            title=clean(title),
            home=locate_page(app, home),
            author=clean(app.config.project or _("Reviews")),
            language=read_tag(app.config.language),
            entries=tuple(entries),
        )

    def _find_entry(self, app: Sphinx, docname: str, record: ReviewRecord) -> Entry | None:
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
