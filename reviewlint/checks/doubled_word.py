"""``doubled-word``: a word twice in a row, out of a list of words that are never meant twice.

The list maps a language to its words. Most words can stand twice ("had had", "no, no", "Duran
Duran"); the ones that cannot are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import eq

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Review
from reviewlint.document.scopes import Part, parts, require_scopes
from reviewlint.regex import compile_later

PLACEHOLDERS = frozenset({"text", "word"})

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
    lists = [
        {language: frozenset(words) for language, words in settings.vocabularies.get(params.list, {}).items()}
        for params in rules
    ]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        language = (review.text_of("language") or settings.language).lower()
        for index, params in enumerate(rules):
            words = _choose(lists[index], language)
            for scope in params.scopes if words else ():
                for part in parts(review, scope):
                    for hit in _judge(part, words):
                        yield index, hit

    return run


def _choose(lists: Mapping[str, frozenset[str]], language: str) -> frozenset[str]:
    return lists.get(re.split(r"[-_]", language, maxsplit=1)[0], frozenset())


def _judge(part: Part, words: frozenset[str]) -> Iterator[Hit]:
    # Splitting is many times faster than a pattern, and nearly every text has no such pair.
    texts = part.text.lower().split()
    if not any(map(eq, texts, texts[1:])):
        return
    places = [match.span() for match in _WORD.finditer(part.text)]
    for (start, end), (again, last) in pairwise(places):
        one, two = part.text[start:end], part.text[again:last]
        if not _is_doubled(one, two, words):
            continue
        hit = Hit(part.locate(start, last), {"text": f"{one} {two}", "word": one})
        if part.exact:
            cut = part.locate(end, last)
            hit = msgspec.structs.replace(
                hit, edits=((cut, ""),), safety=Safety.UNSAFE, fix_message="take the second one out"
            )
        yield hit


def _is_doubled(one: str, two: str, words: frozenset[str]) -> bool:
    """Tell whether a word stands twice; one that only now gets a capital begins a name ("the The")."""
    return two in words and (one == two or one.lower() == two)
