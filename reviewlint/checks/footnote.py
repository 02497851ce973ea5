"""``footnote``: a note that only a spoiler cites, and that is printed in the open all the same.

Generators gather footnotes at the end of the page, wherever they are cited. Footnotes and citations
of Markdown (``[^1]``) and reStructuredText (``[1]_``, ``[#]_``, ``[Ebert]_``) are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.document.model import Review
from reviewlint.document.ranges import Cover
from reviewlint.document.scopes import hidden_spans
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"label", "text"})
NEEDS = frozenset({"spoilers"})
PLACES = ("spoiler.body",)

_MARKDOWN = compile_later(r"(?P<line>^[ \t>]*)?\[\^(?P<label>[^\]\s]{1,200})\](?P<colon>:)?", re.MULTILINE)
# docutils, "Footnotes" and "Citations": numbers, `#`, `#label`, `*`, or a simple reference name.
_REST = compile_later(
    r"(?P<line>^[ \t]*\.\.[ \t]+)?\[(?P<label>[0-9]+|\*|#[\w.:+-]{0,200}|[^\W\d_][\w.:+-]{0,200})\]"
    r"(?P<colon>[ \t\r\n])?(?P<cited>_(?!\w))?",
    re.MULTILINE,
)
_NAMELESS = ("#", "*")
"""reStructuredText counts these through: the first note belongs to the first citation."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Take nothing: what is a footnote, and what a spoiler, is known from the review."""


class _Mark(msgspec.Struct, frozen=True):
    label: str
    span: Span
    note: bool


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    if not review.spoilers or not _may_cite(review):
        return
    notes: dict[str, Span] = {}
    cited: dict[str, Span] = {}
    shown: set[str] = set()
    hidden = Cover(hidden_spans(review))
    for mark in _list_marks(review):
        if mark.note:
            notes.setdefault(mark.label, mark.span)
        elif mark.span.start in hidden:
            cited.setdefault(mark.label, mark.span)
        else:
            shown.add(mark.label)
    for label, span in notes.items():
        if label in cited and label not in shown:
            values = {"label": review.source.slice(span), "text": shorten(_read_note(review, span), 40)}
            yield Hit(span, values, related=((cited[label], "the spoiler cites it here"),))


def _may_cite(review: Review) -> bool:
    text = review.source.text
    # One character is found many times faster than two.
    return "]_" in text if review.syntax == "rest" else "^" in text and "[^" in text


def _list_marks(review: Review) -> Iterator[_Mark]:
    """Give the notes and what cites them, by one label each, in the order of the source."""
    rest = review.syntax == "rest"
    text, body = review.source.text, review.body
    # What a role hides is code to Markdown, and text to those who read on.
    roles = Cover(one.body for one in review.spoilers if one.dialect in ("myst-role", "rest-role"))
    literal = Cover(review.literal)
    counts: dict[tuple[str, bool], int] = {}
    for match in (_REST if rest else _MARKDOWN).finditer(text, body.start, body.end):
        start = match.end("line") if match["line"] else match.start()
        note = bool(match["line"] is not None and match["colon"])
        if rest and not note and not match["cited"]:
            continue
        if start in literal and start not in roles:
            continue
        label = match["label"].casefold()
        if rest and label in _NAMELESS:
            counts[label, note] = counts.get((label, note), 0) + 1
            label += str(counts[label, note])
        yield _Mark(label, Span(start, match.end("label") + 1), note)


def _read_note(review: Review, span: Span) -> str:
    line, _ = review.source.position(span.end)
    return review.source.text[span.end : review.source.line_span(line).end].lstrip(": \t")


prepare = each(_find)
