"""Many runs of words looked for at once, in one pass over a text for each of four lengths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Generic, TypeVar

from reviewlint.leakcheck.alphabet import list_pieces
from reviewlint.leakcheck.words import RUN

Value = TypeVar("Value")

# A run is looked up by its first six words, or three, or two, or one, whichever it has.
_KEYS = (RUN, 3, 2, 1)


class Runs(Generic[Value]):
    """Hold runs of words with what each stands for; of two that are the same the first counts.

    These and the texts that they are looked for in are written by one :class:`.alphabet.Alphabet`.
    """

    def __init__(self, runs: Iterable[tuple[str, Value]] = ()) -> None:
        self._values: dict[str, Value] = {}
        for run, value in runs:
            if run:
                self._values.setdefault(run, value)
        # In the order in which they first come.
        self._lengths = list(dict.fromkeys(map(_find_length, dict.fromkeys(map(len, self._values)))))
        self._keys: dict[int, set[str]] = {}
        self._longer: dict[str, list[str]] = {}
        for size, same in groupby(sorted(self._values, key=len), key=len):
            length = _find_length(size)
            keys = self._keys.setdefault(length, set())
            if size == length:
                keys.update(same)
            else:
                for run in same:
                    keys.add(run[:length])
                    self._longer.setdefault(run[:length], []).append(run)

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._values)

    def find(self, text: str) -> set[str]:
        """Give the runs that a text holds."""
        found: set[str] = set()
        for length, keys in self._keys.items():
            common = keys.intersection(list_pieces(text, length))
            if common:
                # Most runs are as long as what they are looked up by, and found with that.
                found |= self._values.keys() & common
                found.update(run for key in common for run in self._longer.get(key, ()) if run in text)
        return found

    def find_first(self, text: str) -> dict[Value, str]:
        """Map each value to the first of its runs that a text holds: by their keys' length, then by place."""
        held = self.find(text)
        found: dict[Value, str] = {}
        for length in self._lengths:
            # A text may hold many of many: neither is gone through for each of the other.
            keyed = [run for run in held if _find_length(len(run)) == length]
            last = len(text) - length if keyed else -1
            places = {text[at : at + length]: at for at in range(last, -1, -1)}
            starts = {run: text.find(run, places[run[:length]]) for run in keyed}
            for run in sorted(keyed, key=lambda run: (starts[run], run)):
                found.setdefault(self._values[run], run)
        return found

    def without(self, texts: Iterable[str]) -> Runs[Value]:
        """Leave out the runs that any of these texts holds."""
        known: set[str] = set()
        for text in texts:
            known |= self.find(text)
        return Runs((run, value) for run, value in self._values.items() if run not in known)


def _find_length(size: int) -> int:
    """Give the length of what a run of so many words is looked up by."""
    return next(length for length in _KEYS if length <= size)


class SecretRuns(Generic[Value]):
    """Hold runs some of which may be no secrets.

    Each of ``steps`` leaves out some that are none, and the last all of them; each is slower than the one
    before. They are asked only if a text holds one of the runs, and no more than once. ``prepare`` makes
    of what a text tells what the runs are looked for in.
    """

    def __init__(
        self,
        runs: Iterable[tuple[str, Value]],
        steps: Sequence[Callable[[Runs[Value]], Runs[Value]]],
        prepare: Callable[[str], str] = str,
    ) -> None:
        self._runs = Runs(runs)
        self._steps = list(steps)
        self._prepare = prepare

    def find_each(self, text: str, own: Callable[[], Iterable[str]] = tuple) -> dict[Value, str]:
        """Map each value of which a text holds something secret to the first run that it holds.

        ``own`` gives what is openly told where the text comes from: most pages hold a run because of
        what their own review says, and no other need be asked.
        """
        held = self._runs.find(text)
        if held and self._steps:
            told = (self._runs.find(self._prepare(one)) for one in own())
            if not held.difference(*told):
                return {}
        while held and self._steps:
            leave_out = self._steps.pop(0)
            self._runs = leave_out(self._runs)
            held = self._runs.find(text)
        return self._runs.find_first(text) if held else {}
