"""One look at a review's body for the patterns of several check kinds.

RE2 needs the same time for a hundred patterns as for one: what each kind would look for by itself is
looked for once, and a kind whose patterns stand nowhere has nothing left to do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from reviewlint.document.model import Review
from reviewlint.patterns import Pattern, PatternSet

Supply = Callable[[str], PatternSet]
"""Give the patterns that a kind looks for in reviews of a language."""
_KEY = "body search"


def name_language(review: Review, configured: str) -> str:
    """Give the language that a review says, else the site's, without its country: ``pt`` for ``pt-BR``."""
    said = (review.text_of("language") or configured).lower()
    return said.replace("_", "-").partition("-")[0]


class _Union(msgspec.Struct, frozen=True):
    """Hold the patterns of all suppliers, and for each the indices of its own among them."""

    patterns: PatternSet
    places: tuple[range, ...]


class BodySearch:
    """Search for the patterns of all who took part; kept among what is derived from the settings."""

    def __init__(self) -> None:
        self._suppliers: list[Supply] = []
        self._unions: dict[str, _Union] = {}

    @classmethod
    def share(cls, derived: dict[Any, Any]) -> BodySearch:
        """Give the one search of the settings that ``derived`` belongs to."""
        search: BodySearch = derived.setdefault(cls, cls())
        return search

    def take_part(self, supply: Supply) -> int:
        """Add patterns; give the number by which ``find`` knows them."""
        self._suppliers.append(supply)
        return len(self._suppliers) - 1

    def find(self, review: Review, language: str, number: int) -> tuple[int, ...] | None:
        """Give which of a supplier's patterns may match in the body, by their indices.

        ``None`` where that is not known, because a pattern of anybody's cannot be used.
        """
        known = review.derived.get(_KEY)
        if known is None or known[0] is not self or len(known[1]) <= number:
            known = review.derived[_KEY] = (self, self._search(review, language))
        found: tuple[int, ...] | None = known[1][number]
        return found

    def _search(self, review: Review, language: str) -> tuple[tuple[int, ...] | None, ...]:
        union = self._unions.get(language)
        if union is None or len(union.places) < len(self._suppliers):
            union = self._unions[language] = self._unite(language)
        try:
            matching = union.patterns.list_matching(review.source.slice(review.body))
        except ValueError:
            return (None,) * len(union.places)
        if not matching:
            return ((),) * len(union.places)
        return tuple(tuple(index - own.start for index in matching if index in own) for own in union.places)

    def _unite(self, language: str) -> _Union:
        """Put all patterns together; those that two suppliers share, as rules of two folders do, once."""
        patterns: list[Pattern] = []
        known: dict[tuple[Pattern, ...], range] = {}
        places: list[range] = []
        for supply in self._suppliers:
            own = supply(language).patterns
            if own not in known:
                known[own] = range(len(patterns), len(patterns) + len(own))
                patterns += own
            places.append(known[own])
        before = self._unions.get(language)
        if before is not None and before.patterns.patterns == tuple(patterns):
            return _Union(before.patterns, tuple(places))
        return _Union(PatternSet(patterns), tuple(places))
