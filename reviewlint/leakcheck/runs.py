"""Many runs of words looked for at once, in one pass over a text for each of four lengths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from reviewlint.leakcheck.words import RUN, Words, list_runs

Value = TypeVar("Value")

# A run is looked up by its first six words, or three, or two, or one, whichever it has.
_KEYS = (RUN, 3, 2, 1)


class Runs(Generic[Value]):
    """Hold runs of words with what each stands for; of two that are the same the first counts."""

    def __init__(self, runs: Iterable[tuple[Words, Value]] = ()) -> None:
        self._values: dict[Words, Value] = {}
        self._tables: dict[int, dict[Words, list[Words]]] = {}
        for run, value in runs:
            if run and run not in self._values:
                self._values[run] = value
                length = next(length for length in _KEYS if length <= len(run))
                self._tables.setdefault(length, {}).setdefault(run[:length], []).append(run)

    def __bool__(self) -> bool:
        return bool(self._values)

    def find(self, words: Sequence[str]) -> Iterator[tuple[Words, Value]]:
        """Give each run that a text holds, wherever it does."""
        for length, table in self._tables.items():
            common = table.keys() & list_runs(words, length)
            if common:
                for place, key in enumerate(list_runs(words, length)):
                    if key in common:
                        for run in table[key]:
                            if tuple(words[place : place + len(run)]) == run:
                                yield run, self._values[run]

    def find_each(self, words: Sequence[str]) -> dict[Value, Words]:
        """Map each value of which a text holds something to the first run that it holds."""
        found: dict[Value, Words] = {}
        for run, value in self.find(words):
            found.setdefault(value, run)
        return found

    def without(self, texts: Iterable[Sequence[str]]) -> Runs[Value]:
        """Leave out the runs that any of these texts holds."""
        known = {run for words in texts for run, _ in self.find(words)}
        return Runs((run, value) for run, value in self._values.items() if run not in known)
