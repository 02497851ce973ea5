"""``empty-link``: a link, in Markdown or HTML, that has no words or leads nowhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.document.body_search import BodySearch
from reviewlint.document.code import find_comment_end, is_code
from reviewlint.document.model import Review
from reviewlint.patterns import compile_patterns
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"problem", "text"})
PLACES = ("paragraph",)

_LINK = compile_later(r"(?<![!\\\]])\[(?P<words>[^\[\]]*)\]\([ \t]*(?P<address>[^()\s]*)(?P<title>[^()]*)\)")
# MyST fills in the title of what such a link leads to.
_FILLED_IN = compile_later(r"#|.*\.(?:md|markdown|mdx|rst|ipynb)(?:#.*)?$|<", re.IGNORECASE)
_TAG = compile_later(
    r"<a\s(?P<attributes>(?:[^<>\"']++|\"[^\"<>]*+\"|'[^'<>]*+')*+)>(?:(?P<words>[^<>]*+)</a\s*>)?",
    re.IGNORECASE,
)
# Without a value, with an empty one, or with any: the one that matched says which.
_HREF = compile_later(
    r"(?:^|\s)href(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"']+))?(?=\s|/?$)", re.IGNORECASE
)
# What names a link to a screen reader besides its words, or keeps it from being one.
_NAMED = compile_later(r"(?:^|\s)(?:aria-label(?:ledby)?|aria-hidden|title)\s*=", re.IGNORECASE)
_BLANK = r"[\s\v\x1c-\x1f\x{85}]"
# What a link without words, or without an address, has about its bracket.
_BARE = compile_patterns([rf"(?:\A|[^!\\\]])\[{_BLANK}*\]\(", rf"\]\([ \t]*(?:{_BLANK}|\)|<>|\z)"])
_NOTHING = " \t\r\n\"'"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to say: a link has words and an address."""


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Let the search of bodies look for what may be a link of Markdown without words or address."""
    search = BodySearch.share(settings.derived)
    number = search.take_part(_BARE)

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        if review.syntax == "rest":
            return
        links = list(_find_links(review)) if search.find(review, number) != () else []
        tags = _find_tags(review) if _may_hold_tags(review.source.slice(review.body)) else ()
        for hit in (*links, *tags):
            for index in range(len(rules)):
                yield index, hit

    return run


def _may_hold_tags(text: str) -> bool:
    """Tell whether a tag with a name that begins with ``a`` may stand in a text."""
    at = text.find("<")
    while at >= 0:
        if text[at + 1 : at + 2] in ("a", "A"):
            return True
        at = text.find("<", at + 1)
    return False


def _find_links(review: Review) -> Iterator[Hit]:
    starts = [span.start for span in review.literal]
    for paragraph in review.paragraphs:
        if "](" not in paragraph.text:
            continue
        for match in _LINK.finditer(paragraph.text):
            address = "" if match["address"] == "<>" else match["address"]
            problem = _judge(match["words"].strip(), address)
            start = paragraph.span.start + match.start()
            at = bisect_right(starts, start) - 1
            if problem and (at < 0 or review.literal[at].end <= start):
                span = Span(start, paragraph.span.start + match.end())
                yield Hit(span, {"problem": problem, "text": shorten(match.group())})


def _find_tags(review: Review) -> Iterator[Hit]:
    comment_end = 0
    for match in _TAG.finditer(review.source.text, review.body.start):
        span = Span(*match.span())
        problem = _judge_tag(match)
        if not problem or span.start < comment_end or is_code(review, span):
            continue
        comment_end = find_comment_end(review, span) or 0
        if not comment_end:
            yield Hit(span, {"problem": problem, "text": shorten(match.group())})


def _judge_tag(match: re.Match[str]) -> str:
    attributes, words = match["attributes"], match["words"]
    href = _HREF.search(attributes)
    # A tag without an address is a place to link to.
    if href is None:
        return ""
    from html import unescape  # only here: its table of names is large, and few reviews write such a tag

    named = words is None or unescape(words).strip() or _NAMED.search(attributes)
    return _judge("named" if named else "", (href["value"] or "").strip(_NOTHING), html=True)


def _judge(words: str, address: str, *, html: bool = False) -> str:
    if not words and not address:
        return "has no words and leads nowhere"
    if not address:
        return "leads nowhere"
    if not words and (html or not _FILLED_IN.match(address)):
        return "has no words to click on"
    return ""
