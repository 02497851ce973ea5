"""One look at a review's body for the patterns of several check kinds.

RE2 needs the same time for ten patterns as for one: what each kind would look for by itself is looked
for once, and a kind whose patterns stand nowhere has nothing left to do. That holds for few and plain
patterns only. Of many that begin alike, or go on for any number of words, RE2 meets new combinations in
every text, and to write one down takes it longer than to look at the text: kinds with long lists, such
as ``telltale`` and ``doubled-word``, search by themselves.
"""

from __future__ import annotations

from typing import Any

from reviewlint.document.model import Review
from reviewlint.patterns import Pattern, PatternSet

_KEY = "body search"


class BodySearch:
    """Search for the patterns of all who took part; kept among what is derived from the settings."""

    def __init__(self) -> None:
        self._own: list[tuple[Pattern, ...]] = []
        self._places: list[range] = []
        self._union = PatternSet(())

    @classmethod
    def share(cls, derived: dict[Any, Any]) -> BodySearch:
        """Give the one search of the settings that ``derived`` belongs to."""
        search: BodySearch = derived.setdefault(cls, cls())
        return search

    def take_part(self, patterns: PatternSet) -> int:
        """Add patterns; give the number by which ``find`` knows them."""
        own = patterns.patterns
        if own in self._own:
            # Rules of two folders have the same patterns.
            self._places.append(self._places[self._own.index(own)])
        else:
            start = len(self._union.patterns)
            self._places.append(range(start, start + len(own)))
            self._union = PatternSet((*self._union.patterns, *own))
        self._own.append(own)
        return len(self._own) - 1

    def find(self, review: Review, number: int) -> tuple[int, ...] | None:
        """Give which of a participant's patterns may match in the body, by their indices.

        ``None`` where that is not known, because a pattern of anybody's cannot be used.
        """
        known = review.derived.get(_KEY)
        if known is None or known[0] is not self or len(known[1]) <= number:
            known = review.derived[_KEY] = (self, self._search(review))
        found: tuple[int, ...] | None = known[1][number]
        return found

    def _search(self, review: Review) -> tuple[tuple[int, ...] | None, ...]:
        try:
            matching = self._union.list_matching(review.source.slice(review.body))
        except ValueError:
            return (None,) * len(self._places)
        if not matching:
            return ((),) * len(self._places)
        return tuple(tuple(index - own.start for index in matching if index in own) for own in self._places)
