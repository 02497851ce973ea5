"""``doubled-word``: a word twice in a row, out of a list of words that are never meant twice.

The list maps a language to its words. Most words can stand twice ("had had", "no, no", "Duran
Duran"); the ones that cannot are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import eq

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.body_search import BodySearch
from reviewlint.document.identity import name_language
from reviewlint.document.model import Review
from reviewlint.document.scopes import Part, parts, require_scopes
from reviewlint.patterns import PatternSet, compile_patterns, quote
from reviewlint.regex import compile_later

PLACEHOLDERS = frozenset({"text", "times", "word"})
VOCABULARIES = {"list": "by-name"}

_NEAR = 8
"""Code points before a word in which the end of a sentence is looked for."""

_WORD = compile_later(r"\S+")


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which word list and where."""

    scopes: tuple[str, ...]
    list: str

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes(self.scopes)


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make each word list a set of words for each language."""
    search = BodySearch.share(settings.derived, "words")
    lists: list[dict[str, _Words]] = []
    for params in rules:
        by_language = settings.vocabularies.get(params.list, {})
        lists.append({language: _Words.make(words, search) for language, words in by_language.items()})

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        language = name_language(review, settings.language)
        for index, params in enumerate(rules):
            words = lists[index].get(language)
            if words is None:
                continue
            if search.find(review, words.number) == ():
                # No text of the body has such a pair, as none is cut out of a word: few others are left.
                others = [scope for scope in params.scopes if scope != "paragraph"]
                texts = [
                    part
                    for scope in others
                    for part in parts(review, scope)
                    if scope != "heading" or not part.exact
                ]
            else:
                texts = [part for scope in params.scopes for part in parts(review, scope)]
                # To look for the pairs takes a fifth of the time that it takes to list a text's words.
                texts = [part for part in texts if words.pairs.may_occur((part.text,))]
            for part in texts:
                if _repeats_word(part.text):
                    for hit in _judge(part, words.listed):
                        yield index, hit

    return run


class _Words(msgspec.Struct, frozen=True):
    """Hold the words of a language, what finds any twice in a row, and the number of that search."""

    listed: frozenset[str]
    pairs: PatternSet
    number: int

    @classmethod
    def make(cls, words: Iterable[str], search: BodySearch) -> _Words:
        """Let the search look for some words."""
        listed = sorted(map(str, words))
        # One pattern: it only matters whether any of them matches, and RE2 makes one ready sooner.
        pairs = "|".join(rf"{quote(word)}\s+{quote(word)}" for word in listed)
        apart = [rf"(?:^|[^0-9A-Za-z])(?:{pairs})(?:[^0-9A-Za-z]|$)"] if listed else []
        found = compile_patterns(apart, ignore_case=True)
        return cls(frozenset(listed), found, search.take_part(found))


def _repeats_word(text: str) -> bool:
    """Tell whether any word stands twice in a row, be it in capitals or not."""
    words = text.lower().split()
    return any(map(eq, words, words[1:]))


def _judge(part: Part, words: frozenset[str]) -> Iterator[Hit]:
    for places in _find_runs(part.text, words):
        (start, end), (_, last) = places[0], places[-1]
        first = part.text[start:end]
        times = "twice" if len(places) == 2 else f"{len(places)} times"
        said = shorten(part.text[start:last])
        hit = Hit(part.locate(start, last), {"text": said, "times": times, "word": first})
        if part.exact:
            others = "the second one" if len(places) == 2 else "all but the first"
            hit = msgspec.structs.replace(
                hit,
                edits=((part.locate(end, last), ""),),
                safety=Safety.UNSAFE,
                fix_message=f"take {others} out",
            )
        yield hit


def _find_runs(text: str, words: frozenset[str]) -> Iterator[list[tuple[int, int]]]:
    """Give the places of a word that stands several times in a row, those of one row together."""
    run: list[tuple[int, int]] = []
    for one, two in pairwise(match.span() for match in _WORD.finditer(text)):
        if _is_doubled(text, one, two, words):
            run += [two] if run else [one, two]
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_doubled(text: str, first: tuple[int, int], second: tuple[int, int], words: frozenset[str]) -> bool:
    """Tell whether a word stands twice; one that only now gets a capital begins a name ("the The")."""
    one, two = text[slice(*first)], text[slice(*second)]
    if two not in words:
        return False
    return one == two or (one.lower() == two and _begins_sentence(text, first[0]))


def _begins_sentence(text: str, at: int) -> bool:
    """Tell whether a capital is due to the place: elsewhere it makes a name ("vitamin A a day")."""
    before = text[max(at - _NEAR, 0) : at].strip(" \t\r\n\"'“”‘’«»(*_>")
    return not before or before[-1] in ".!?:…"
