"""Many findings that few will ask for: packed some hundreds at a time, and unpacked as they are read."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import overload

import msgspec

from reviewlint.diagnostics import Diagnostic

_TOGETHER = 256
"""Findings that are packed together: they say much the same, and together take a tenth of the space."""

_FAST = 1
"""The level of compression: higher ones take longer than they are worth."""


class Bundle(msgspec.Struct, frozen=True, array_like=True):
    """Hold some findings, packed; ``first`` and ``last`` are the least and the greatest of their paths."""

    first: str
    last: str
    packed: bytes

    def load(self) -> Sequence[Diagnostic]:
        """Give the findings."""
        return _FINDINGS.decode(zlib.decompress(self.packed))

    def holds_any(self, paths: Sequence[str]) -> bool:
        """Tell whether findings of some paths, which are sorted, may be among these."""
        at = bisect_left(paths, self.first)
        return at < len(paths) and paths[at] <= self.last


class Plain(msgspec.Struct, frozen=True):
    """Hold findings as they are."""

    found: Sequence[Diagnostic]

    def load(self) -> Sequence[Diagnostic]:
        """Give the findings."""
        return self.found


class Part(msgspec.Struct, frozen=True):
    """Hold of a bundle what is of some reviews."""

    bundle: Bundle
    paths: frozenset[str]

    def load(self) -> Sequence[Diagnostic]:
        """Give the findings."""
        return [one for one in self.bundle.load() if one.path in self.paths]


Held = Bundle | Part | Plain


class Pile(Sequence[Diagnostic]):
    """Hold findings in the order in which they came, each packed with others as soon as there are many."""

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        """Begin with some findings."""
        self._held: list[Held] = []
        self._last: list[Diagnostic] = []
        self.extend(found)

    @classmethod
    def join(cls, parts: Iterable[Held]) -> Pile:
        """Give what parts of other piles hold."""
        pile = cls()
        pile._held += parts
        return pile

    @property
    def parts(self) -> Sequence[Held]:
        """Give all of it as it is held."""
        return (*self._held, Plain(tuple(self._last))) if self._last else self._held

    def append(self, one: Diagnostic) -> None:
        """Put a finding behind the others."""
        self._last.append(one)
        if len(self._last) == _TOGETHER:
            self._held.append(_pack(self._last))
            self._last = []

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Put findings behind the others; those of another pile stay as they are packed."""
        if isinstance(found, Pile):
            self._held = [*self.parts, *found.parts]
            self._last = []
            return
        for one in found:
            self.append(one)

    def choose(self, paths: Collection[str]) -> Pile:
        """Give what is of some reviews; nothing is unpacked for it."""
        ordered, only = sorted(paths), frozenset(paths)
        chosen: list[Held] = []
        for one in self.parts:
            if not isinstance(one, Bundle):
                chosen.append(Plain([found for found in one.load() if found.path in only]))
            elif one.holds_any(ordered):
                chosen.append(Part(one, only))
        return Pile.join(chosen)

    def pack(self) -> Sequence[Bundle]:
        """Give all of it packed.

        :raises UnicodeEncodeError: if a path or a message is nothing that UTF-8 can write
        """
        bundles: list[Bundle] = []
        for one in self.parts:
            if isinstance(one, Bundle):
                bundles.append(one)
            elif found := one.load():
                bundles.append(_bundle(found))
        return bundles

    def __iter__(self) -> Iterator[Diagnostic]:
        for part in self.parts:
            yield from part.load()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, index: int) -> Diagnostic: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Diagnostic]: ...

    def __getitem__(self, index: int | slice) -> Diagnostic | Sequence[Diagnostic]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pile | tuple) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Pile({list(self)!r})"


def _pack(found: Sequence[Diagnostic]) -> Bundle | Plain:
    try:
        return _bundle(found)
    except UnicodeEncodeError:
        # Neither a file's name nor an escape in front matter need be anything that UTF-8 can write.
        return Plain(found)


def _bundle(found: Sequence[Diagnostic]) -> Bundle:
    paths = [one.path for one in found]
    return Bundle(min(paths), max(paths), zlib.compress(_ENCODER.encode(found), _FAST))


_ENCODER = msgspec.msgpack.Encoder()
_FINDINGS = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])
