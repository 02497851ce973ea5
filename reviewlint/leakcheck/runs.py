"""Many runs of words looked for at once, in one pass over a text for each of four lengths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
        """Tell whether there is any."""
        return bool(self._values)

    def find(self, words: Sequence[str]) -> Iterator[tuple[Words, Value]]:
        """Give each run that a text holds, wherever it does."""
        for table_length, table in self._tables.items():
            common = table.keys() & list_runs(words, table_length)
            if common:
                yield from self._confirm(words, table, common)

    def _confirm(
        self, words: Sequence[str], table: dict[Words, list[Words]], common: set[Words]
    ) -> Iterator[tuple[Words, Value]]:
        length = len(next(iter(common)))
        for place, key in enumerate(list_runs(words, length)):
            if key in common:
                for run in table[key]:
                    if len(run) == length or tuple(words[place : place + len(run)]) == run:
                        yield run, self._values[run]

    def without(self, texts: Iterable[Sequence[str]]) -> Runs[Value]:
        """Leave out the runs that any of these texts holds."""
        known: set[Words] = set()
        for words in texts:
            known.update(self._find_all(words))
        return Runs((run, value) for run, value in self._values.items() if run not in known)

    def _find_all(self, words: Sequence[str]) -> Iterator[Words]:
        for length, table in self._tables.items():
            common = table.keys() & list_runs(words, length)
            # Most runs are as long as what they are looked up by, and found with that.
            yield from (run for run in common if run in self._values)
            if any(len(table[key]) > 1 or key not in self._values for key in common):
                yield from (run for run, _ in self._confirm(words, table, common))


class SecretRuns(Generic[Value]):
    """Hold runs some of which may be no secrets.

    Each of ``steps`` leaves out some that are none, and the last all of them; each is slower than the one
    before. They are asked only if a text holds one of the runs, and no more than once. ``prepare`` makes
    of what a text tells what the runs are looked for in.
    """

    def __init__(
        self,
        runs: Iterable[tuple[Words, Value]],
        steps: Sequence[Callable[[Runs[Value]], Runs[Value]]],
        prepare: Callable[[Sequence[str]], Sequence[str]] = tuple,
    ) -> None:
        self._runs = Runs(runs)
        self._steps = list(steps)
        self._prepare = prepare

    def find_each(
        self, words: Sequence[str], own: Callable[[], Iterable[Sequence[str]]] = tuple
    ) -> dict[Value, Words]:
        """Map each value of which a text holds something secret to the first run that it holds.

        ``own`` gives what is openly told where the text comes from: most pages hold a run because of
        what their own review says, and no other need be asked.
        """
        held = list(self._runs.find(words))
        if held and self._steps and not Runs(held).without(map(self._prepare, own())):
            return {}
        while held and self._steps:
            leave_out = self._steps.pop(0)
            self._runs = leave_out(self._runs)
            held = list(self._runs.find(words))
        found: dict[Value, Words] = {}
        for run, value in held:
            found.setdefault(value, run)
        return found
