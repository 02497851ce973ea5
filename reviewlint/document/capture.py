"""Whether a text was captured from a web page: it holds what belongs to the page around it.

The phrases by which that shows are data: how a phrase must stand in its line (``whole``, ``start``,
``anywhere``), and the phrases. In a list without that, each phrase is a whole line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from reviewlint.document.model import Review
from reviewlint.patterns import Pattern, PatternSet, quote
from reviewlint.span import Span

HOW = ("whole", "start", "anywhere")

_ENOUGH = 2
"""One phrase may be a coincidence; so many different ones are a web page."""

_NO_BLOCK = "front-matter-missing"
_OF_BLOCKS = "front-matter-"

# What may stand around a phrase in its line: list marks, arrows, stars; no quotation, that is prose.
_BEFORE = r"^[^\pL\pN\n(\[“„«\"'‘]*"
_AFTER = r"[^\pL\pN\n]*$"


class Furniture(msgspec.Struct, frozen=True):
    """Hold the phrases, ready to be looked for; ``shown`` is each as the word list writes it."""

    patterns: PatternSet
    shown: tuple[str, ...]


class Piece(msgspec.Struct, frozen=True):
    """Hold one line of page furniture: its place, the words that give it away."""

    line: Span
    phrase: str


def compile_furniture(data: Mapping[str, Sequence[str]] | Sequence[str]) -> Furniture:
    """Make a word list of page furniture ready to search for."""
    phrases = data if isinstance(data, Mapping) else {"whole": data}
    patterns: list[Pattern] = []
    shown: list[str] = []
    for how in HOW:
        for phrase in phrases.get(how, ()):
            patterns.append(Pattern(_write_pattern(how, phrase), word=True, ignore_case=True))
            shown.append(phrase)
    return Furniture(PatternSet(patterns), tuple(shown))


def _write_pattern(how: str, phrase: str) -> str:
    words = r"[ \t\x{a0}]+".join(quote(word) for word in phrase.split())
    if how == "anywhere":
        return words
    after = _AFTER if how == "whole" else ""
    return f"(?m:{_BEFORE}{words}{after})"


def find_furniture(review: Review, furniture: Furniture) -> Iterator[Piece]:
    """Give each line of the body that is page furniture, in the order of the text, code left out."""
    source, body = review.source, review.body
    found: dict[int, int] = {}
    for index, start, _ in furniture.patterns.find(source.slice(body)):
        line, _ = source.position(body.start + start)
        found.setdefault(line, index)
    starts = [span.start for span in review.literal]
    for line in sorted(found):
        span = source.line_span(line)
        at = bisect_right(starts, span.start) - 1
        if at < 0 or review.literal[at].end <= span.start:
            yield Piece(span, furniture.shown[found[line]])


def is_captured(review: Review, furniture: Furniture) -> bool:
    """Tell whether a review's text was taken from a web page.

    It has no metadata at all, or two different phrases of page furniture. A block of metadata that
    cannot be read is metadata.
    """
    if review.front_matter is None:
        rules = {problem.rule for problem in review.problems} - {_NO_BLOCK}
        return not any(rule.startswith(_OF_BLOCKS) for rule in rules)
    phrases = set()
    for piece in find_furniture(review, furniture):
        phrases.add(piece.phrase)
        if len(phrases) == _ENOUGH:
            return True
    return False
