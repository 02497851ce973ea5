"""The reviews that a cache knows, by columns: of ten thousand, a check of one asks for few values of few.

As values of their own they would take five times the space, and longer to make than such a run may take.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence

import msgspec

from reviewlint.archive.facts import DIGEST_SIZE
from reviewlint.disk_states import STATE_SIZE
from reviewlint.run.file_state import Mark

_CONTENT_SIZE = 20
"""Bytes of the digest of a content."""

_PLACES_SIZE = 48
"""Bytes of two stretches."""

_NO_FACTS = bytes(DIGEST_SIZE)

_MOST = 4
"""One in so many values of a column is worth cutting it up."""


class Stretch(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Say where something stands behind the index of a cache, and what its checksum is."""

    start: int
    end: int
    checksum: int

    def move(self, by: int) -> Stretch:
        """Give the same stretch so many bytes further on."""
        return Stretch(self.start + by, self.end + by, self.checksum)

    def measure(self) -> int:
        """Give how many bytes it is."""
        return self.end - self.start


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Hold of a review what tells whether all else of it still holds, and where that stands.

    ``found`` is where its findings are, ``facts`` where its facts are, empty where nobody compares them;
    ``digest`` tells them from others.
    """

    mark: Mark
    answers: bytes
    digest: bytes
    found: Stretch
    facts: Stretch


class Columns(msgspec.Struct, frozen=True, array_like=True):
    """Hold entries as they are written down, in the order of ``paths``, which have a NUL between them.

    ``states``, ``contents`` and ``digests`` have so many bytes for each, ``asked`` an item for each, a
    number in ``answers``, and ``places`` six: the starts, ends and checksums of two stretches.
    """

    paths: str = ""
    states: bytes = b""
    contents: bytes = b""
    digests: bytes = b""
    asked: bytes = b""
    places: bytes = b""
    answers: tuple[bytes, ...] = ()


NOTHING = Columns()


class Rows:
    """Hold entries, each of which goes by the number of those before it."""

    def __init__(self, columns: Columns = NOTHING) -> None:
        """Begin with what was written down, which is in the order of the paths."""
        self.paths = columns.paths.split("\0") if columns.paths else []
        self._states = bytearray(columns.states)
        self._contents = bytearray(columns.contents)
        self._digests = bytearray(columns.digests)
        self._asked = array("I", columns.asked)
        self._places = array("Q", columns.places)
        self.answers = [*columns.answers]
        """What was asked about other files, and answered, by its number."""
        self._numbers = {answers: number for number, answers in enumerate(columns.answers)}

    def add(self, path: str, entry: Entry) -> int:
        """Put one entry behind the others, and give its number."""
        self.paths.append(path)
        self._states += entry.mark.state
        self._contents += entry.mark.digest
        self._digests += entry.digest or _NO_FACTS
        self._asked.append(self._number_answers(entry.answers))
        found, facts = entry.found, entry.facts
        self._places.extend((found.start, found.end, found.checksum, facts.start, facts.end, facts.checksum))
        return len(self.paths) - 1

    def extend(self, others: Rows, found: int, facts: int) -> None:
        """Put all of others behind these, whose findings and facts stand so many bytes further on."""
        # Column by column: of ten thousand reviews, one by one would take a fifth of a second.
        self.paths += others.paths
        self._states += others._states
        self._contents += others._contents
        self._digests += others._digests
        numbers = [self._number_answers(answers) for answers in others.answers]
        self._asked.extend([numbers[asked] for asked in others._asked])
        places = others._places[:]
        for column, by in enumerate((found, found, 0, facts, facts, 0)):
            if by:
                places[column::6] = array("Q", [place + by for place in places[column::6]])
        self._places += places

    def _number_answers(self, answers: bytes) -> int:
        """Give the number of what was asked about other files; most reviews of a folder ask the same."""
        number = self._numbers.setdefault(answers, len(self.answers))
        if number == len(self.answers):
            self.answers.append(answers)
        return number

    def pack(self) -> Columns:
        """Write all of them down in the order of their paths, in which an archive is asked for."""
        order = sorted(range(len(self.paths)), key=self.paths.__getitem__)
        return Columns(
            "\0".join([self.paths[number] for number in order]),
            b"".join(_cut(self._states, order, STATE_SIZE)),
            b"".join(_cut(self._contents, order, _CONTENT_SIZE)),
            b"".join(_cut(self._digests, order, DIGEST_SIZE)),
            array("I", [self._asked[number] for number in order]).tobytes(),
            b"".join(_cut(self._places.tobytes(), order, _PLACES_SIZE)),
            (*self.answers,),
        )

    def find(self, paths: Sequence[str]) -> Sequence[int]:
        """Give the numbers of those reviews that are among these, in the order of ``paths``."""
        # Mostly a run asks for all there are, in their order: the numbers need not be looked up.
        if paths == self.paths:
            return range(len(self.paths))
        numbers = dict(zip(self.paths, range(len(self.paths)), strict=True))
        return [numbers[path] for path in paths if path in numbers]

    def list_changed(self, numbers: Sequence[int], states: bytes) -> list[int]:
        """Give those of some reviews whose files are in another state now, or were never settled.

        ``states`` are the ones of now, in the order of ``numbers``.
        """
        # Mostly all are as they were: compared at once, they need not be looked at one by one.
        if len(numbers) == len(self.paths) and states == self._states:
            return []
        old = _cut(self._states, numbers, STATE_SIZE)
        new = _cut(states, range(len(numbers)), STATE_SIZE)
        return [number for number, was, now in zip(numbers, old, new, strict=True) if was != now]

    def list_asked(self, numbers: Sequence[int]) -> set[int]:
        """Give the numbers of what was asked about other files for some reviews."""
        if numbers == range(len(self.paths)):
            return set(self._asked)
        return set(map(self._asked.__getitem__, numbers))

    def list_bare(self) -> list[int]:
        """Give the numbers of the reviews that nothing tells the facts of."""
        # Looked for in the column: to compare each digest takes longer than all else here.
        if _NO_FACTS not in self._digests:
            return []
        digests = self.list_digests(range(len(self.paths)))
        return [number for number, digest in enumerate(digests) if not digest]

    def list_digests(self, numbers: Sequence[int]) -> Sequence[bytes]:
        """Give what tells the facts of some reviews from others; nothing where there are none."""
        digests = _cut(self._digests, numbers, DIGEST_SIZE)
        if _NO_FACTS not in self._digests:
            return digests
        return [b"" if one == _NO_FACTS else one for one in digests]

    def find_digest(self, number: int) -> bytes:
        """Give what tells the facts of a review from others; nothing where there are none."""
        digest = bytes(self._digests[DIGEST_SIZE * number : DIGEST_SIZE * (number + 1)])
        return b"" if digest == _NO_FACTS else digest

    def find_found(self, number: int) -> Stretch:
        """Give where the findings of a review stand."""
        return Stretch(*self._places[6 * number : 6 * number + 3])

    def find_facts(self, number: int) -> Stretch:
        """Give where the facts of a review stand."""
        return Stretch(*self._places[6 * number + 3 : 6 * number + 6])

    def read(self, number: int) -> Entry:
        """Give all that is known of a review."""
        (state,) = _cut(self._states, [number], STATE_SIZE)
        (content,) = _cut(self._contents, [number], _CONTENT_SIZE)
        digest = self.find_digest(number)
        answers, mark = self.answers[self._asked[number]], Mark(bytes(state), bytes(content))
        return Entry(mark, answers, digest, self.find_found(number), self.find_facts(number))


def _cut(column: bytes | bytearray, numbers: Sequence[int], size: int) -> Sequence[bytes]:
    if len(numbers) * _MOST < len(column) // size:
        return [bytes(column[size * number : size * number + size]) for number in numbers]
    # Most of them are wanted: cut all at once, each takes a fifth of the time.
    pieces = [piece for (piece,) in struct.iter_unpack(f"{size}s", column)]
    return pieces if numbers == range(len(pieces)) else [*map(pieces.__getitem__, numbers)]
