"""Markdown events: what pyromark sees in a text, each with its place in bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from reviewlint.document.markdown.code_points import make_locator
from reviewlint.span import Span

if TYPE_CHECKING:
    from pyromark import Markdown

Event = tuple[Any, Any]
"""An event as pyromark gives it (a name, or a map of one name to its details), and its range.

The range maps ``start`` and ``end`` to offsets in the UTF-8 form of the text.
"""


class Definition(msgspec.Struct, frozen=True):
    """Hold a link reference definition: ``span`` covers ``[label]: target "title"``."""

    target: str
    title: str
    span: Span


def read_events(text: str) -> Iterator[Event]:
    """Parse Markdown into events, each made when it is asked for.

    Some are without extent and mean nothing: short rows of a wide table are filled up with empty
    cells, half a million of them in a text of 4 KB.
    """
    return _make_parser().events_with_range(text)


def read_definitions(text: str) -> Mapping[str, Definition]:
    """Give the link reference definitions of a text by their normalised label."""
    locate = make_locator(text)
    found: dict[str, Definition] = {}
    for label, one in _make_parser().reference_definitions(text).items():
        span = Span(locate(one["span"]["start"]), locate(one["span"]["end"]))
        found.setdefault(normalise_label(label), Definition(one["dest"], one["title"] or "", span))
    return found


def normalise_label(label: str) -> str:
    """Give the form under which two reference labels are the same (CommonMark 0.31.2, 4.7)."""
    return " ".join(label.split()).casefold()


@cache
def _make_parser() -> Markdown:
    from pyromark import Markdown, Options  # only here: most reviews are read without the parser

    # What is left out eats text: heading attributes take `{2013}` from a title, definition lists take
    # `:::` lines, maths takes the prose between two dollar signs.
    return Markdown(
        options=Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
    )
