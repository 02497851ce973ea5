"""Markdown events: what pyromark sees in a text, each with its place in code points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from pyromark import Markdown, Options

from reviewlint.document.markdown.code_points import code_points
from reviewlint.span import Span

# What is left out eats text: heading attributes take `{2013}` from a title, definition lists take
# `:::` lines, maths takes the prose between two dollar signs.
_PARSER = Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
)

Event = tuple[Any, int, int]
"""An event as pyromark gives it (a name, or a map of one name to its details), its start, its end."""


class Definition(msgspec.Struct, frozen=True):
    """Hold a link reference definition: ``span`` covers ``[label]: target "title"``."""

    target: str
    title: str
    span: Span


def read_events(text: str) -> list[Event]:
    """Parse Markdown into events; offsets are code points.

    Events without extent are left out: short rows of a wide table are filled up with empty cells,
    half a million of them in a text of 4 KB.
    """
    pairs = _PARSER.events_with_range(text)
    if text.isascii():
        return [
            (event, place["start"], place["end"]) for event, place in pairs if place["start"] < place["end"]
        ]
    listed = [pair for pair in pairs if pair[1]["start"] < pair[1]["end"]]
    offsets = {place["start"] for _, place in listed}
    offsets.update(place["end"] for _, place in listed)
    table = code_points(text, offsets)
    return [(event, table[place["start"]], table[place["end"]]) for event, place in listed]


def read_definitions(text: str) -> Mapping[str, Definition]:
    """Give the link reference definitions of a text by their normalised label."""
    listed = _PARSER.reference_definitions(text)
    places = [one["span"] for one in listed.values()]
    table = code_points(text, [offset for place in places for offset in (place["start"], place["end"])])
    found: dict[str, Definition] = {}
    for label, one in listed.items():
        span = Span(table[one["span"]["start"]], table[one["span"]["end"]])
        found.setdefault(normalise_label(label), Definition(one["dest"], one["title"] or "", span))
    return found


def normalise_label(label: str) -> str:
    """Give the form under which two reference labels are the same (CommonMark 0.31.2, 4.7)."""
    return " ".join(label.split()).casefold()


def split_event(event: Any) -> tuple[str, Any]:
    """Give the name and the details of an event, or of what a Start or End event holds."""
    if isinstance(event, str):
        return event, None
    ((name, details),) = event.items()
    return name, details
