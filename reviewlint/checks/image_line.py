"""``image-line``: a line that is what a picture left behind: its file's name, its alt text.

It speaks only of text that was captured from a web page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, list_words, shorten
from reviewlint.document.lone_lines import LoneLine, find_lone_lines
from reviewlint.document.model import Review
from reviewlint.document.ranges import Cover
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"text", "what"})
NEEDS = frozenset({"captured"})
PLACES = ("line",)

# Three words or more with hyphens or underscores and nothing else, or a name with a picture's suffix.
_NAME = compile_later(
    r"(?im)^[ \t]*(?P<name>(?-i:[a-z0-9]++(?:[-_][a-z0-9]++){2,})"
    r"|[\w()%+-]++\.(?:avif|gif|jpe?g|png|svg|webp))[ \t]*\r?$"
)
_WORD = compile_later(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OTHER = compile_later(r"[|<>()\[\]{}=@*_`“”\"]|//|[.!?:;…]\Z")
_CALLED = compile_later(r"(?:[A-ZÀ-Þ][\w'’.-]+ ){2,4}as (?:[A-ZÀ-Þ][\w'’.-]+ ?)+(?:in [A-ZÀ-Þ].*)?")
_SAYS_OF_WHAT = compile_later(r",|\b(?:from|in|for|of|by|de|von|aus|du) [A-ZÀ-Þ]")

_NAMED = "the name of a picture's file"
_DESCRIBED = "the description of a picture"

_LEAST, _MOST = 3, 12
"""Words of a description."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which list has the words for pictures: "scene", "still", "poster"."""

    list: str


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make each rule's words a set."""
    lists = [
        frozenset(word.lower() for word in list_words(settings.vocabularies.get(params.list)))
        for params in rules
    ]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        if not context.captured:
            return
        for index, words in enumerate(lists):
            for hit in _find(review, words):
                yield index, hit

    return run


def _find(review: Review, words: frozenset[str]) -> Iterator[Hit]:
    literal = Cover(review.literal)
    start = review.body.start
    for match in _NAME.finditer(review.source.slice(review.body)):
        span = Span(start + match.start("name"), start + match.end("name"))
        if span.start not in literal:
            yield Hit(span, {"text": shorten(match["name"]), "what": _NAMED})
    for line in find_lone_lines(review):
        if line.begun and _describes(line, words):
            yield Hit(line.span, {"text": shorten(line.text), "what": _DESCRIBED})


def _describes(line: LoneLine, pictures: frozenset[str]) -> bool:
    """Tell whether a line beside a paragraph reads as an alt text."""
    words = _WORD.findall(line.text)
    if not _LEAST <= len(words) <= _MOST or _OTHER.search(line.text):
        return False
    if _CALLED.fullmatch(line.text):
        # In a list of who plays whom, each stands beside another.
        return line.after_prose and line.before_prose
    if not (line.after_prose or line.before_prose) or all(word[0].isupper() for word in words):
        return False
    named = any(word.lower() in pictures for word in words)
    return named and (_SAYS_OF_WHAT.search(line.text) is not None or line.text.islower())
