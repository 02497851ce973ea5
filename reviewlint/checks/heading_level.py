"""``heading-level``: headings whose levels leave one out, at the start or on the way down.

Those in quotations, ``<details>`` and spoilers are no part of the outline: they are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Heading, Review
from reviewlint.document.ranges import Cover
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"before", "level", "text", "wanted"})
NEEDS = frozenset({"headings"})
PLACES = ("heading",)

_HTML = compile_later(r"<h(?P<open>[1-6])\b.*</h(?P<close>[1-6])\s*>\s*", re.DOTALL | re.IGNORECASE)

_LOWEST = 6
"""The level of the headings that nothing is below: HTML has no more."""

Edits = tuple[tuple[Span, str], ...]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say what to look at.

    ``fault`` is ``first`` (the first heading is deeper than ``deepest``) or ``skip`` (a heading is
    more than one level below the one before it).
    """

    fault: Literal["first", "skip"]
    deepest: int = 2


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Read the outline once for all rules."""
    deepest = min([params.deepest for params in rules if params.fault == "first"], default=_LOWEST)

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        levels = [heading.level for heading in review.headings]
        # Most reviews have headings of one level: whichever belong to the outline, none is left out.
        if not levels or (max(levels) <= deepest and max(levels) - min(levels) <= 1):
            return
        headings = _read_outline(review)
        for index, params in enumerate(rules if headings else ()):
            for hit in _find(review, params, headings):
                yield index, hit

    return run


def _find(review: Review, params: Params, headings: Sequence[Heading]) -> Iterator[Hit]:
    if params.fault == "first":
        if headings[0].level > params.deepest:
            yield _report(review, headings, 0, params.deepest, 0)
        return
    levels = [heading.level for heading in headings]
    for index, (before, level) in enumerate(pairwise(levels), 1):
        if level > before + 1:
            yield _report(review, headings, index, before + 1, before)


def _read_outline(review: Review) -> Sequence[Heading]:
    """Give the headings that make up the text's outline."""
    headings = [heading for heading in review.headings if not heading.aside]
    if not headings or not review.spoilers:
        return headings
    # What is not closed hides the rest of the text by mistake.
    hidden = [spoiler.body for spoiler in review.spoilers if spoiler.closed]
    starts = [heading.span.start for heading in headings]
    # Hardly any spoiler hides a heading.
    if all(bisect_left(starts, body.start) == bisect_left(starts, body.end) for body in hidden):
        return headings
    cover = Cover(hidden)
    return [heading for heading in headings if heading.span.start not in cover]


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
