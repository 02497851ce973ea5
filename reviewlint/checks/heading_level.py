"""``heading-level``: headings whose levels leave one out, at the start or on the way down.

Those in quotations, ``<details>`` and spoilers are no part of the outline: they are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Heading, Review
from reviewlint.document.ranges import Cover
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"before", "level", "text", "wanted"})
PLACES = ("heading",)

_HTML = compile_later(r"<h(?P<open>[1-6])\b.*</h(?P<close>[1-6])\s*>\s*", re.DOTALL | re.IGNORECASE)

Edits = tuple[tuple[Span, str], ...]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say what to look at.

    ``fault`` is ``first`` (the first heading is deeper than ``deepest``) or ``skip`` (a heading is
    more than one level below the one before it).
    """

    fault: Literal["first", "skip"]
    deepest: int = 2


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    headings = _read_outline(review)
    if params.fault == "first":
        if headings and headings[0].level > params.deepest:
            yield _report(review, headings, 0, params.deepest, 0)
        return
    for index in range(1, len(headings)):
        before = headings[index - 1].level
        if headings[index].level > before + 1:
            yield _report(review, headings, index, before + 1, before)


def _read_outline(review: Review) -> Sequence[Heading]:
    """Give the headings that make up the text's outline."""
    headings = [heading for heading in review.headings if not heading.aside]
    if not headings or not review.spoilers:
        return headings
    # What is not closed hides the rest of the text by mistake.
    hidden = Cover(spoiler.body for spoiler in review.spoilers if spoiler.closed)
    return [heading for heading in headings if heading.span.start not in hidden]


def _report(review: Review, headings: Sequence[Heading], index: int, wanted: int, before: int) -> Hit:
    """Report a heading; the fix moves its whole section up, so that what is below it stays below."""
    heading = headings[index]
    values = {
        "text": shorten(heading.text),
        "level": str(heading.level),
        "wanted": str(wanted),
        "before": str(before),
    }
    section = _find_section(headings, index, wanted)
    edits = _shift(review, section, heading.level - wanted)
    if not edits:
        return Hit(heading.span, values)
    return Hit(
        heading.span,
        values,
        edits=edits,
        safety=Safety.SAFE if _keeps_order(headings, index + len(section), wanted) else Safety.UNSAFE,
        fix_message=f"make it a heading of level {wanted}, and move its section with it",
    )


def _find_section(headings: Sequence[Heading], index: int, wanted: int) -> Sequence[Heading]:
    """Give a heading and those after it, as far as they are as deep as it is or deeper."""
    end = index + 1
    while end < len(headings) and headings[end].level >= headings[index].level:
        end += 1
    return headings[index:end]


def _keeps_order(headings: Sequence[Heading], end: int, wanted: int) -> bool:
    """Tell whether the heading behind a section that ends there still stands above it once it moved."""
    return end == len(headings) or headings[end].level < wanted


def _shift(review: Review, section: Sequence[Heading], by: int) -> Edits:
    """Write the edits that take ``by`` levels off each heading; none where one cannot be edited."""
    edits: list[tuple[Span, str]] = []
    for heading in section:
        change = _lift(review, heading, by)
        if change is None:
            return ()
        edits += change
    return tuple(edits)


def _lift(review: Review, heading: Heading, by: int) -> Edits | None:
    text = review.source.slice(heading.span)
    if heading.marker == "atx":
        start = heading.span.start + len(text) - len(text.lstrip())
        if not text.lstrip().startswith("#" * heading.level):
            return None
        return ((Span(start, start + by), ""),)
    match = _HTML.fullmatch(text) if heading.marker == "html" else None
    if match is None:
        return None
    digit = str(heading.level - by)
    return tuple(
        (Span(heading.span.start + match.start(name), heading.span.start + match.end(name)), digit)
        for name in ("open", "close")
    )


prepare = each(_find)
