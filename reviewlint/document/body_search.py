"""One look at a review's body for the patterns of several check kinds.

RE2 needs the same time for ten patterns as for one: what each kind would look for by itself is looked
for once, and a kind whose patterns stand nowhere has nothing left to do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from reviewlint.document.model import Review
from reviewlint.pattern_text import Pattern
from reviewlint.patterns import PatternSet

Supplier = PatternSet | Callable[[], PatternSet]


class BodySearch:
    """Search for the patterns of all who took part; kept among what is derived from the settings."""

    def __init__(self) -> None:
        self._suppliers: list[Supplier] = []
        self._own: list[tuple[Pattern, ...]] = []
        self._places: list[range] = []
        self._union = PatternSet(())

    @classmethod
    def share(cls, derived: dict[Any, Any], kind: Literal["marks", "words"] = "marks") -> BodySearch:
        """Give one of the two searches of the settings that ``derived`` belongs to.

        Patterns of ``marks`` go on from a bracket or from the start of a line. Long lists of ``words``
        are apart from them: RE2 would follow each list anew wherever one of the others goes on.
        """
        search: BodySearch = derived.setdefault((cls, kind), cls())
        return search

    def take_part(self, patterns: Supplier) -> int:
        """Add patterns; give the number by which ``find`` knows them.

        What is called for them is so when a body is first searched: long lists take time to make ready.
        """
        self._suppliers.append(patterns)
        return len(self._suppliers) - 1

    def find(self, review: Review, number: int) -> tuple[int, ...] | None:
        """Give which of a participant's patterns may match in the body, by their indices.

        ``None`` where that is not known, because a pattern of anybody's cannot be used.
        """
        known = review.derived.get(self)
        if known is None or len(known) <= number:
            known = review.derived[self] = self._search(review)
        found: tuple[int, ...] | None = known[number]
        return found

    def _search(self, review: Review) -> tuple[tuple[int, ...] | None, ...]:
        if len(self._places) < len(self._suppliers):
            self._add_new()
        try:
            matching = self._union.list_matching(review.source.slice(review.body))
        except ValueError:
            return (None,) * len(self._places)
        if not matching:
            return ((),) * len(self._places)
        return tuple(
            [tuple([index - own.start for index in matching if index in own]) for own in self._places]
        )

    def _add_new(self) -> None:
        patterns = self._union.patterns
        for supplier in self._suppliers[len(self._places) :]:
            own = (supplier if isinstance(supplier, PatternSet) else supplier()).patterns
            if own in self._own:
                # Rules of two folders have the same patterns.
                self._places.append(self._places[self._own.index(own)])
            else:
                self._places.append(range(len(patterns), len(patterns) + len(own)))
                patterns = (*patterns, *own)
            self._own.append(own)
        self._union = PatternSet(patterns)
