"""``empty-link``: a link in Markdown that has no words, or leads nowhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.document.model import Review
from reviewlint.patterns import compile_patterns
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"problem", "text"})
PLACES = ("paragraph",)

_LINK = compile_later(r"(?<![!\\\]])\[(?P<words>[^\[\]]*)\]\([ \t]*(?P<address>[^()\s]*)(?P<title>[^()]*)\)")
_EMPTY = compile_patterns([r"\[[\s]*\]\(", r"\]\([ \t]*[()\s]"])
"""What no link without words or without an address can do without."""
# MyST fills in the title of what such a link leads to.
_FILLED_IN = compile_later(r"#|.*\.(?:md|markdown|mdx|rst|ipynb)(?:#.*)?$|<", re.IGNORECASE)


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to say: a link has words and an address."""


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    if review.syntax == "rest" or "](" not in review.source.text:
        return
    if not _EMPTY.may_occur(paragraph.text for paragraph in review.paragraphs):
        return
    starts = [span.start for span in review.literal]
    for paragraph in review.paragraphs:
        if "](" not in paragraph.text:
            continue
        for match in _LINK.finditer(paragraph.text):
            problem = _judge(match["words"].strip(), match["address"])
            start = paragraph.span.start + match.start()
            at = bisect_right(starts, start) - 1
            if problem and (at < 0 or review.literal[at].end <= start):
                span = Span(start, paragraph.span.start + match.end())
                yield Hit(span, {"problem": problem, "text": shorten(match.group())})


def _judge(words: str, address: str) -> str:
    if not words and not address:
        return "has no words and leads nowhere"
    if not address:
        return "leads nowhere"
    if not words and not _FILLED_IN.match(address):
        return "has no words to click on"
    return ""


prepare = each(_find)
