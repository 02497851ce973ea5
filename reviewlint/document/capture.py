"""Whether a text was captured from a web page: it holds what belongs to the page around it.

The phrases by which that shows are data: how a phrase must stand in its line (``whole``, ``start``,
``anywhere``), and the phrases. In a list without that, each phrase is a whole line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from reviewlint.document.model import Review
from reviewlint.pattern_text import Pattern
from reviewlint.patterns import PatternSet, quote
from reviewlint.regex import compile_later
from reviewlint.span import Span

_ENOUGH = 2
"""One phrase may be a coincidence; so many different ones are a web page."""

_NO_BLOCK = "front-matter-missing"
_OF_BLOCKS = "front-matter-"

# What may stand around a phrase in its line: the marks of lists and headings, arrows, stops. No
# quotation marks: what is quoted is prose.
_BEFORE = " \t\r\n\xa0*+>#|-–—•·‹«←↑→▸►"
_AFTER = " \t\r\n\xa0*_#|.:!…›»→↓▸►"

# For RE2: letters that are several when folded, as the ligature of f and i is. No pattern that ignores
# case knows them.
_LONGER_FOLDED = (
    r"[\x{df}\x{130}\x{149}\x{1f0}\x{390}\x{3b0}\x{587}"
    r"\x{1e96}-\x{1e9a}\x{1e9e}\x{1f50}-\x{1ffc}\x{fb00}-\x{fb17}]"
)
_NOTHING = r"[^\x00-\x{10ffff}]"

_FIRST_WORD = compile_later(r"[^\W_]+")
# The word that a line begins with, nothing where it begins with something else: the first line's, and
# that of each that follows. They are told apart by how lines end because one character is found by far
# the fastest.
_WORD_OF_LINE = rf"(?:[^\S\r\n]|[{re.escape(_BEFORE.strip())}])*+([^\W_]*+)"
_HEAD = compile_later(_WORD_OF_LINE)
_NEXT_HEADS = compile_later(rf"\n{_WORD_OF_LINE}")
_NEXT_HEADS_OF_ANY = compile_later(rf"(?:\r\n?|\n){_WORD_OF_LINE}")


class Furniture(msgspec.Struct, frozen=True):
    """Hold the phrases, ready to be looked for.

    ``whole`` and ``start`` map the phrases in small letters to themselves as the list has them,
    those of ``start`` by their first word; ``heads`` are the first words of both. ``anywhere`` are
    the phrases of ``patterns``, which has one pattern more: it matches wherever a line may begin with
    one of the other phrases.
    """

    heads: frozenset[str]
    whole: Mapping[str, str]
    start: Mapping[str, tuple[tuple[str, str], ...]]
    anywhere: tuple[str, ...]
    patterns: PatternSet
    longest: int


class Piece(msgspec.Struct, frozen=True):
    """Hold one line of page furniture: its place, the words that give it away."""

    line: Span
    phrase: str


def compile_furniture(data: Mapping[str, Sequence[str]] | Sequence[str]) -> Furniture:
    """Make a word list of page furniture ready to search for."""
    lists = data if isinstance(data, Mapping) else {"whole": data}
    phrases = {
        how: [str(phrase) for phrase in listed if str(phrase).strip()] for how, listed in lists.items()
    }
    whole = {_fold(phrase).rstrip(_AFTER): phrase for phrase in phrases.get("whole", ())}
    start: dict[str, tuple[tuple[str, str], ...]] = {}
    for phrase in phrases.get("start", ()):
        folded = _fold(phrase)
        first = _first_word(folded)
        start[first] = (*start.get(first, ()), (folded, phrase))
    anywhere = tuple(phrases.get("anywhere", ()))
    patterns = [
        Pattern(r"[ \t\x{a0}]+".join(map(quote, phrase.split())), word=True, ignore_case=True)
        for phrase in anywhere
    ]
    begun = [*whole, *(begin for known in start.values() for begin, _ in known)]
    patterns.append(Pattern(_write_heads(begun), ignore_case=True))
    longest = max(map(len, (*whole, *phrases.get("start", ()))), default=0)
    heads = frozenset((*map(_first_word, whole), *start))
    return Furniture(heads, whole, start, anywhere, PatternSet(patterns), longest)


def _write_heads(phrases: Iterable[str]) -> str:
    """Write a pattern that matches wherever a line may begin with one of some folded phrases.

    It knows the first word of each and two letters of the second: to make more ready takes longer than
    it saves, and one word alone begins many lines.
    """
    seconds: dict[str, set[str]] = {}
    for phrase in phrases:
        first, _, rest = phrase.partition(" ")
        seconds.setdefault(quote(first), set()).add(quote(rest.partition(" ")[0][:2]))
    if not seconds:
        return _NOTHING
    written = [
        first if "" in letters else rf"{first}[^!-~\r\n]+(?:{'|'.join(sorted(letters))})"
        for first, letters in seconds.items()
    ]
    return rf"(?:\A|[\r\n])[^0-9A-Za-z\r\n]*(?:{'|'.join(written)})|{_LONGER_FOLDED}"


def find_furniture(
    review: Review, furniture: Furniture, matching: Sequence[int] | None = None
) -> Iterator[Piece]:
    """Give each line of the body that is page furniture, in the order of the text, code left out.

    ``matching`` are the indices of the ``patterns`` that may match in the body, where that is known.
    """
    source, start = review.source, review.body.start
    if matching is None:
        matching = furniture.patterns.list_matching(source.text[start:])
    # Nearly all reviews hold none of it: one pass over the text tells.
    if not matching:
        return
    body = source.text[start:]
    found: dict[int, str] = {}
    anywhere = [index for index in matching if index < len(furniture.anywhere)]
    for index, at, _ in furniture.patterns.find(body, anywhere):
        found.setdefault(source.position(start + at)[0], furniture.anywhere[index])
    if len(anywhere) < len(matching):
        found.update(_judge_lines(review, furniture))
    for number in sorted(found):
        line = source.line_span(number)
        span = Span(max(line.start, start), line.end)
        if not _is_literal(review, span):
            yield Piece(span, found[number])


def _judge_lines(review: Review, furniture: Furniture) -> Iterator[tuple[int, str]]:
    """Give the numbers of the lines that are a phrase or begin with one, each with its phrase."""
    source, start = review.source, review.body.start
    text = source.text
    first, _ = source.position(start)
    for number, head in enumerate(map(str.casefold, _list_heads(text, start)), first):
        # Nearly all lines begin with a word that no phrase begins with.
        if head in furniture.heads:
            line = source.line_span(number)
            at = max(line.start, start)
            phrase = _judge(text[at : min(line.end, at + _MOST_LOOKED_AT)], furniture)
            if phrase is not None:
                yield number, phrase


def _list_heads(text: str, start: int) -> list[str]:
    """Give the word that each line from ``start`` on begins with, one for every line."""
    first = _HEAD.match(text, start)
    following = _NEXT_HEADS_OF_ANY if "\r" in text else _NEXT_HEADS
    return [first[1] if first else "", *following.findall(text, start)]


_MOST_LOOKED_AT = 200
"""Code points of a line in which a phrase would show that is all of it, or begins it."""


def _judge(line: str, furniture: Furniture) -> str | None:
    """Give the phrase that a line is, or begins with."""
    line = line.strip(_BEFORE)
    if not line:
        return None
    if len(line) <= 2 * furniture.longest:
        phrase = furniture.whole.get(_fold(line).rstrip(_AFTER))
        if phrase is not None:
            return phrase
    known = furniture.start.get(_first_word(line[: 2 * furniture.longest].casefold()))
    if known is None:
        return None
    folded = _fold(line)
    return next((phrase for begin, phrase in known if _begins(folded, begin)), None)


def _begins(text: str, begin: str) -> bool:
    """Tell whether a text begins with a phrase, and with no longer word."""
    if not text.startswith(begin):
        return False
    return not begin[-1].isalnum() or not text[len(begin) : len(begin) + 1].isalnum()


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _first_word(text: str) -> str:
    """Give the letters and digits that a text begins with."""
    match = _FIRST_WORD.match(text)
    return match.group() if match else ""


def _is_literal(review: Review, line: Span) -> bool:
    at = bisect_right(review.literal, line.start, key=lambda span: span.start) - 1
    return at >= 0 and review.literal[at].end > line.start


def is_captured(review: Review, furniture: Furniture, matching: Sequence[int] | None = None) -> bool:
    """Tell whether a review's text was taken from a web page.

    It has no metadata at all, or two different phrases of page furniture. A block of metadata that
    cannot be read is metadata. ``matching`` is what ``find_furniture`` takes.
    """
    if review.front_matter is None:
        rules = {problem.rule for problem in review.problems} - {_NO_BLOCK}
        return not any(rule.startswith(_OF_BLOCKS) for rule in rules)
    phrases = set()
    for piece in find_furniture(review, furniture, matching):
        phrases.add(piece.phrase)
        if len(phrases) == _ENOUGH:
            return True
    return False
