"""Whether a text was captured from a web page: it holds what belongs to the page around it.

The phrases by which that shows are data: how a phrase must stand in its line (``whole``, ``start``,
``anywhere``), and the phrases. In a list without that, each phrase is a whole line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from reviewlint.document.model import Review
from reviewlint.patterns import PatternSet, compile_patterns, quote
from reviewlint.span import Span

_ENOUGH = 2
"""One phrase may be a coincidence; so many different ones are a web page."""

_NO_BLOCK = "front-matter-missing"
_OF_BLOCKS = "front-matter-"

# What may stand before a phrase in its line: list marks, arrows, stars; no quotation, that is prose.
# The first word and what is left of the line follow, as far as a phrase could reach.
_LINE = re.compile(r"""^[^\w\n\r(\["“„«'‘]*(?P<said>(?P<first>[^\W_]+)[^\n\r]*)""", re.MULTILINE)
_BLANKS = re.compile(r"\s+")
_MARKS_BEHIND = re.compile(r"[^\w]+$")


class Furniture(msgspec.Struct, frozen=True):
    """Hold the phrases, ready to be looked for, each as the word list writes it.

    ``whole`` maps a line's words to the phrase, ``start`` a first word to the phrases it may begin;
    ``longest`` is the longest phrase; ``anywhere`` are patterns, one for each of ``shown``.
    """

    whole: Mapping[str, str]
    start: Mapping[str, Sequence[tuple[str, str]]]
    longest: int
    anywhere: PatternSet
    shown: tuple[str, ...]


class Piece(msgspec.Struct, frozen=True):
    """Hold one line of page furniture: its place, the words that give it away."""

    line: Span
    phrase: str


def compile_furniture(data: Mapping[str, Sequence[str]] | Sequence[str]) -> Furniture:
    """Make a word list of page furniture ready to search for."""
    phrases = data if isinstance(data, Mapping) else {"whole": data}
    start: dict[str, list[tuple[str, str]]] = {}
    for phrase in phrases.get("start", ()):
        words = _fold(phrase)
        first = _LINE.match(words)
        if first is not None:
            start.setdefault(first["first"], []).append((first["said"], phrase))
    shown = tuple(phrases.get("anywhere", ()))
    texts = [r"[ \t\x{a0}]+".join(quote(word) for word in phrase.split()) for phrase in shown]
    return Furniture(
        {_bare(phrase): phrase for phrase in phrases.get("whole", ())},
        start,
        max((len(phrase) for named in ("whole", "start") for phrase in phrases.get(named, ())), default=0),
        compile_patterns(texts, word=True, ignore_case=True),
        shown,
    )


def find_furniture(review: Review, furniture: Furniture) -> Iterator[Piece]:
    """Give each line of the body that is page furniture, in the order of the text, code left out."""
    source, body = review.source, review.body
    found: dict[int, str] = {}
    for match in _LINE.finditer(source.text, body.start, body.end):
        phrase = _recognise(match, furniture)
        if phrase is not None:
            found[source.position(match.start())[0]] = phrase
    for index, start, _ in furniture.anywhere.find(source.slice(body)):
        found.setdefault(source.position(body.start + start)[0], furniture.shown[index])
    starts = [span.start for span in review.literal]
    for line in sorted(found):
        span = source.line_span(line)
        at = bisect_right(starts, span.start) - 1
        if at < 0 or review.literal[at].end <= span.start:
            yield Piece(span, found[line])


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


def _recognise(match: re.Match[str], furniture: Furniture) -> str | None:
    """Give the phrase that a line is, or begins with."""
    beginnings = furniture.start.get(match["first"].casefold(), ())
    start, end = match.span("said")
    if end - start <= 2 * furniture.longest:
        phrase = furniture.whole.get(_bare(match["said"]))
        if phrase is not None:
            return phrase
    if beginnings:
        words = _fold(match.string[start : min(end, start + 2 * furniture.longest)])
        for beginning, phrase in beginnings:
            if words.startswith(beginning) and not words[len(beginning) - 1 : len(beginning) + 1].isalnum():
                return phrase
    return None


def _fold(text: str) -> str:
    return _BLANKS.sub(" ", text).strip().casefold()


def _bare(text: str) -> str:
    return _MARKS_BEHIND.sub("", _fold(text))
