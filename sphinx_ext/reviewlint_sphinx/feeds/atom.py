"""A feed as Atom: RFC 4287."""

from __future__ import annotations

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from reviewlint_sphinx.feeds.entries import ATOM_TYPE, Entry, Feed

GENERATOR = "reviewlint"


def write_atom(feed: Feed, address: str) -> bytes:
    """Write a feed that will be at ``address``."""
    atom = FeedGenerator()
    atom.id(feed.id)
    atom.title(feed.title)
    atom.updated(feed.updated)
    atom.author({"name": feed.author})
    atom.link([{"href": address, "rel": "self", "type": ATOM_TYPE}, {"href": feed.home, "rel": "alternate"}])
    atom.language(feed.language)
    atom.generator(GENERATOR)
    for entry in feed.entries:
        atom.add_entry(_write_entry(entry), order="append")
    written: bytes = atom.atom_str(pretty=True)
    return written


def _write_entry(entry: Entry) -> FeedEntry:
    atom = FeedEntry()
    atom.id(entry.id)
    atom.title(entry.title)
    atom.link(href=entry.url, rel="alternate")
    atom.published(entry.published)
    atom.updated(entry.updated)
    atom.author([{"name": name} for name in entry.authors])
    atom.category([{"term": tag} for tag in entry.tags])
    if entry.summary:
        atom.summary(entry.summary)
    if entry.content:
        atom.content(entry.content, type="html")
    return atom
