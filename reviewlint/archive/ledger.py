"""The facts of an archive, rule by rule: of a large one those of one rule are in memory at a time."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import BinaryIO

import msgspec

from reviewlint.checks.base import Fact

_TOGETHER = 500
"""Reviews whose facts of a rule are written down, and read, together."""

Column = list[tuple[int, tuple[Fact, ...]]]
"""Facts of one rule, with the numbers of the reviews that have any."""

_ENCODER = msgspec.msgpack.Encoder()
_BY_RULE = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
_COLUMN = msgspec.msgpack.Decoder(Column)


class Ledger:
    """Take in the facts review by review, and give them rule by rule; all that is held is on disk.

    The first review has the number 0.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Begin an empty one in an empty file, which is written to and read from."""
        self._stream = stream
        self._size = 0
        self._pending: defaultdict[str, list[tuple[int, msgspec.Raw]]] = defaultdict(list)
        self._written: dict[str, list[tuple[int, int]]] = {}
        self._count = 0

    def add(self, packed: msgspec.Raw) -> None:
        """Take in the facts of the next review, by rule as MessagePack (``archive.facts.Facts.packed``)."""
        pending, number = self._pending, self._count
        for rule, facts in _BY_RULE.decode(packed).items():
            pending[rule].append((number, facts))
        self._count += 1
        if self._count % _TOGETHER == 0:
            self.flush()

    def flush(self) -> None:
        """Write down what was taken in; to be called before anything is read."""
        for rule, facts in self._pending.items():
            data = _ENCODER.encode(facts)
            self._stream.write(data)
            self._written.setdefault(rule, []).append((self._size, len(data)))
            self._size += len(data)
        self._pending.clear()

    def read(self, rule: str) -> Iterator[Column]:
        """Give the facts of one rule, many reviews' at a time."""
        for start, size in self._written.get(rule, ()):
            self._stream.seek(start)
            yield _COLUMN.decode(self._stream.read(size))


class LedgerFacts:
    """Give the facts of one rule as its kind compares them, read anew each time they are asked for."""

    def __init__(self, ledger: Ledger, rule: str, paths: Sequence[str]) -> None:
        """Read from a ledger that is flushed; ``paths`` are those of the reviews, by their numbers."""
        self._ledger = ledger
        self._rule = rule
        self._paths = paths

    def __iter__(self) -> Iterator[tuple[str, Fact]]:
        # Lists, which give their items several times as fast as a loop in here would.
        return itertools.chain.from_iterable(map(self._list_facts, self._ledger.read(self._rule)))

    def _list_facts(self, column: Column) -> list[tuple[str, Fact]]:
        paths = self._paths
        return [(paths[number], fact) for number, facts in column for fact in facts]

    def __len__(self) -> int:
        return self._length

    @cached_property
    def _length(self) -> int:
        return sum(len(facts) for column in self._ledger.read(self._rule) for _, facts in column)
