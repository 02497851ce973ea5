"""A feed as JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

from typing import Any

import msgspec

from reviewlint_sphinx.feeds.entries import Entry, Feed

VERSION = "https://jsonfeed.org/version/1.1"


def write_json(feed: Feed, address: str) -> bytes:
    """Write a feed that will be at ``address``."""
    data = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_write_item(entry) for entry in feed.entries],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def _write_item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "image": entry.image,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.tags),
        "language": entry.language,
    }
    kept = {name: value for name, value in item.items() if value}
    # An item must have its content in one of two forms.
    text = (
        {"content_html": entry.content} if entry.content else {"content_text": entry.summary or entry.title}
    )
    return {**kept, **text}
