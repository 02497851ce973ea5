"""What a sentence gives away: the words that speak for it, weighed, less what takes them back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from reviewlint.document.cues import Cue, Cues
from reviewlint.regex import compile_later

HEDGE = "hedge"
"""The group of words by which a writer says that nothing is told."""
BEFORE = "before"
"""The group of words that take back only what follows them closely."""
ANYWHERE = "sentence"
"""The group of words that take back all of their sentence."""

_NEAR = 50
"""Code points from the start of such words to what they take back."""
_WORD = compile_later(r"[^\W\d_]+")
_CLOSING = " \t\r\n\"'”’»)*_"


class Scales(msgspec.Struct, frozen=True):
    """Hold what is needed to weigh a sentence.

    ``weights`` are those of the groups of both ``signs`` and ``support``; a sentence whose groups weigh
    ``least`` together tells. ``headings`` are those under which it is told.
    """

    headings: Cues
    signs: Cues
    support: Cues
    unless: Cues
    nobody: frozenset[str]
    weights: Mapping[str, int]
    least: int

    def weigh(self, sentence: str, signs: Sequence[Cue], extra: int) -> list[Cue]:
        """Give the words that a sentence tells by, in order; none where it does not.

        ``signs`` are those found in it, their offsets in it; ``extra`` weighs beside them.
        """
        if sentence.rstrip(_CLOSING).endswith("?"):
            return []
        taken_back = sorted(self.unless.find(sentence))
        if any(cue.group in (HEDGE, ANYWHERE) for cue in taken_back):
            return []
        before = [cue.start for cue in taken_back]
        kept = [cue for cue in signs if not _is_near(before, cue) and self._is_somebody(sentence, cue)]
        if not kept:
            return []
        support = list(self.support.find(sentence))
        groups = {cue.group for cue in (*kept, *support)}
        if sum(self.weights[group] for group in groups) + extra < self.least:
            return []
        return list(_join_overlapping([*kept, *support]))

    def is_hedged(self, text: str) -> bool:
        """Tell whether a text says that it tells nothing."""
        return any(cue.group == HEDGE for cue in self.unless.find(text))

    def _is_somebody(self, sentence: str, sign: Cue) -> bool:
        """Tell whether no word that a sign takes for a name is known to be nobody's."""
        words = _WORD.findall(sentence[sign.start : sign.end]) if sign.named else ()
        return not any(word[0].isupper() and word.casefold() in self.nobody for word in words)


def _is_near(before: Sequence[int], sign: Cue) -> bool:
    """Tell whether the last of some sorted offsets in front of a sign is close to it."""
    index = bisect_left(before, sign.start)
    return index > 0 and sign.start - before[index - 1] <= _NEAR


def _join_overlapping(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Give the cues in order, those that share words as one."""
    last: Cue | None = None
    for cue in sorted(cues):
        if last is not None and cue.start < last.end:
            last = msgspec.structs.replace(last, end=max(last.end, cue.end))
            continue
        if last is not None:
            yield last
        last = cue
    if last is not None:
        yield last
