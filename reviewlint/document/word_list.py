"""The words of a language, as far as it takes to tell one word from two that ran together.

The list is data: mostly base forms, and how words are made of others, so that it stays small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

_LEAST_STEM = 3
"""Letters that must be left of a word without its ending: "as" is no form of "a"."""

_LEAST_BASE = 4
"""Letters that must be left of a word without its beginning."""

_MOST_STEPS = 3
"""So many endings and beginnings are taken off: "un-question-able-ness"."""

_OFTEN = 3
"""A doubled consonant ("stopp-ing") is behind at least so many letters."""


class WordList(msgspec.Struct, frozen=True):
    """Hold a language's words, ready to be asked for.

    ``words`` are base forms in small letters. ``first`` are small words without other forms, such as
    "of", that may be the first of two that ran together, ``second`` those that may be the last.
    ``tails`` end names and compounds ("-wood", "-man"); ``adjectives`` are endings behind which no
    compound goes on.
    ``endings`` map what a word may end in to what stands there in its base form; ``longest_ending``
    counts the letters of the longest.
    """

    words: frozenset[str]
    first: frozenset[str]
    second: frozenset[str]
    tails: frozenset[str]
    abbreviations: frozenset[str]
    adjectives: tuple[str, ...]
    beginnings: tuple[str, ...]
    endings: Mapping[str, tuple[str, ...]]
    longest_ending: int

    def knows(self, word: str) -> bool:
        """Tell whether this is a word or a form of one; ``word`` is in small letters."""
        if self.lists(word):
            return True
        seen = {word}
        left = [word]
        for _ in range(_MOST_STEPS):
            left = [stem for one in left for stem in self._stems(one) if stem not in seen]
            if not self.words.isdisjoint(left):
                return True
            seen.update(left)
        return False

    def lists(self, word: str) -> bool:
        """Tell whether this very form of a word is in the list; it is in small letters."""
        return word in self.words or word in self.first or word in self.second

    def _stems(self, word: str) -> Iterator[str]:
        """Give what a word may be made of: without an ending, without a beginning."""
        for size in range(1, min(self.longest_ending, len(word) - _LEAST_STEM) + 1):
            stem = word[:-size]
            for instead in self.endings.get(word[-size:], ()):
                yield stem + instead
                if not instead and len(stem) > _OFTEN and stem[-1] == stem[-2]:
                    yield stem[:-1]
        for beginning in self.beginnings:
            if word.startswith(beginning) and len(word) - len(beginning) >= _LEAST_BASE:
                yield word[len(beginning) :]


def compile_words(data: Mapping[str, object]) -> WordList:
    """Make a vocabulary of words ready to be asked.

    Lists may hold many words in one text, with white space between them. ``endings`` are pairs
    such as ``ies-y``: what a word ends in, and what its base form has there.
    """
    lists = {name: split_words(listed) for name, listed in data.items()}
    endings: dict[str, tuple[str, ...]] = {}
    for pair in lists.get("endings", ()):
        ending, _, instead = pair.partition("-")
        endings[ending] = (*endings.get(ending, ()), instead)
    return WordList(
        frozenset(lists.get("words", ())) | frozenset(lists.get("whole", ())),
        frozenset(lists.get("first", ())),
        frozenset(lists.get("second", ())),
        frozenset(lists.get("tails", ())),
        frozenset(lists.get("abbreviations", ())),
        tuple(lists.get("adjectives", ())),
        tuple(lists.get("beginnings", ())),
        endings,
        max(map(len, endings), default=0),
    )


def split_words(listed: object) -> list[str]:
    """Give the words of a list whose items may hold many each, in small letters."""
    texts: Sequence[object] = listed if isinstance(listed, list) else (listed,)
    return " ".join(map(str, texts)).lower().split()
