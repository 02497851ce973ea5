"""The facts of an archive, rule by rule: of a large one those of one rule are in memory at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import BinaryIO

import msgspec

from reviewlint.checks.base import Fact

_TOGETHER = 500
"""Reviews whose facts of a rule are written down, and read, together."""

_FEW = 1 << 19
"""Bytes of facts up to which they are read once: most kinds ask two or three times."""

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
        self._pending: list[Mapping[str, msgspec.Raw]] = []
        self._written: dict[str, list[tuple[int, int]]] = {}
        self._count = 0

    def add(self, packed: msgspec.Raw) -> None:
        """Take in the facts of the next review, by rule as MessagePack (``archive.facts.Facts.packed``)."""
        self._pending.append(_BY_RULE.decode(packed))
        self._count += 1
        if self._count % _TOGETHER == 0:
            self.flush()

    def flush(self) -> None:
        """Write down what was taken in; to be called before anything is read."""
        pending, first = self._pending, self._count - len(self._pending)
        for rule in dict.fromkeys(itertools.chain.from_iterable(pending)):
            column = [(number, one[rule]) for number, one in enumerate(pending, first) if rule in one]
            data = _ENCODER.encode(column)
            self._stream.write(data)
            self._written.setdefault(rule, []).append((self._size, len(data)))
            self._size += len(data)
        self._pending = []

    def measure(self, rule: str) -> int:
        """Give how many bytes the facts of one rule take, 0 where there are none."""
        return sum([size for _, size in self._written.get(rule, ())])

    def read(self, rule: str) -> Iterator[Column]:
        """Give the facts of one rule, many reviews' at a time."""
        for start, size in self._written.get(rule, ()):
            self._stream.seek(start)
            yield _COLUMN.decode(self._stream.read(size))


class LedgerFacts:
    """Give the facts of one rule as its kind compares them; many are read anew each time."""

    def __init__(self, ledger: Ledger, rule: str, paths: Sequence[str]) -> None:
        """Read from a ledger that is flushed; ``paths`` are those of the reviews, by their numbers."""
        self._ledger = ledger
        self._rule = rule
        self._paths = paths
        self._size = ledger.measure(rule)
        self._read: list[tuple[str, Fact]] | None = None

    @property
    def any(self) -> bool:
        """Tell whether there are any."""
        return self._size > 0

    def __iter__(self) -> Iterator[tuple[str, Fact]]:
        if self._read is not None:
            return iter(self._read)
        # Lists, which give their items several times as fast as a loop in here would.
        found = itertools.chain.from_iterable(map(self._list_facts, self._ledger.read(self._rule)))
        if self._size > _FEW:
            return found
        self._read = list(found)
        return iter(self._read)

    def _list_facts(self, column: Column) -> list[tuple[str, Fact]]:
        paths = self._paths
        return [(paths[number], fact) for number, facts in column for fact in facts]

    def __len__(self) -> int:
        return self._length

    @cached_property
    def _length(self) -> int:
        if self._read is not None:
            return len(self._read)
        return sum(len(facts) for column in self._ledger.read(self._rule) for _, facts in column)
