"""What was found out about files, kept between runs: what has not changed is not read again.

A file's findings hold as long as the file does, and as long as the disk answers as it did to what was
asked about other files. They also depend on the rules, the config and the day, which the key stands
for. What comparing an archive gave holds as long as the facts of all its reviews do.

The file begins with an index, which says of each review by what it is known again and where the rest
stands; of the rest only what a run asks for is read. A cache that cannot be read or written costs time
and nothing else.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from reviewlint.archive import Facts
from reviewlint.checks.base import Files
from reviewlint.examining import Examined
from reviewlint.file_state import Mark, renew
from reviewlint.flood import Comparison
from reviewlint.sheets import Sheet, digest_facts, digest_sheets
from reviewlint.watching import Answer, still_hold

_HEAD = 12
"""Bytes in front of the index: its checksum and its length."""


class _Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Say where something stands behind the index, and what its checksum is."""

    start: int
    end: int
    checksum: int


class _Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Hold of a review what tells whether all else of it still holds; ``facts`` is a digest of its facts."""

    mark: Mark
    answers: msgspec.Raw
    facts: bytes
    place: _Place


class _Index(msgspec.Struct, frozen=True, array_like=True):
    """List the reviews by their paths; the comparison at ``compared`` is of facts with this digest."""

    key: str
    entries: dict[str, _Entry] = {}
    facts: bytes = b""
    compared: _Place | None = None


class _New(msgspec.Struct, frozen=True, gc=False):
    """Hold what was found out in this run of a review, written down in ``data``."""

    mark: Mark
    answers: msgspec.Raw
    facts: bytes
    data: bytes


class _HeldFacts(msgspec.Struct, frozen=True):
    """Stand for the facts of a review that has not changed, which are read if somebody asks for them.

    ``gather`` is for where the cache turns out to be damaged.
    """

    shown: str
    digest: bytes
    entry: _Entry
    cache: ReviewCache
    gather: Callable[[], Facts]

    def load(self) -> Facts:
        """Give the facts."""
        examined = self.cache.read(self.entry)
        if examined is None or examined.facts is None:
            return self.gather()
        return msgspec.structs.replace(examined.facts, path=self.shown)


class _KeptFile:
    """Read a cache: its index, and of the rest what is asked for."""

    def __init__(self, file: Path) -> None:
        self.index = _Index("")
        self._data: mmap.mmap | None = None
        self._base = 0
        with contextlib.suppress(OSError, ValueError, msgspec.MsgspecError), file.open("rb") as stream:
            self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            self._base = _HEAD + int.from_bytes(self._data[4:_HEAD], "big")
            index = self._data[_HEAD : self._base]
            if zlib.crc32(index) == int.from_bytes(self._data[:4], "big"):
                self.index = msgspec.msgpack.decode(index, type=_Index)

    def read(self, place: _Place) -> bytes:
        """Give what stands somewhere; nothing where it is damaged."""
        data = self._data[self._base + place.start : self._base + place.end] if self._data else b""
        return data if zlib.crc32(data) == place.checksum else b""

    def close(self) -> None:
        """Let go of the file: some systems replace none that is open."""
        if self._data is not None:
            self._data.close()
            self._data = None


class ReviewCache:
    """Keep what was found out about a site's reviews, by their absolute paths."""

    def __init__(self, file: Path, key: str) -> None:
        """Take what ``file`` holds, if it was kept under the same ``key``."""
        self._file = file
        self._key = key
        self._kept = _KeptFile(file)
        index = self._kept.index
        self._old = index if index.key == key else _Index(key)
        self._seen: dict[str, _Entry] = {}
        self._new: dict[str, _New] = {}
        self._facts = b""
        self._comparison: bytes | None = None

    @classmethod
    def open(cls, folder: Path, root: str, key: str) -> ReviewCache:
        """Open the cache of the site below ``root``; ``key`` changes whenever any finding could."""
        # The key tells two roots of one checksum apart: they take turns, and never mix.
        return cls(folder / f"reviews-{zlib.crc32(os.fsencode(root)):08x}.cache", key)

    def find(self, path: Path, shown: str, files: Files, *, facts: bool) -> Examined | None:
        """Give what is known of a review that is as it was, under the path that findings now carry.

        ``facts`` says that those of its archive are wanted too.
        """
        entry = self._hold(path, files, facts=facts)
        examined = self.read(entry) if entry is not None else None
        if examined is None or examined.shown == shown:
            return examined
        return _show_as(examined, shown)

    def find_facts(self, path: Path, shown: str, files: Files, gather: Callable[[], Facts]) -> Sheet | None:
        """Give what stands for the facts of a review that is as it was; ``gather`` finds them out again."""
        entry = self._hold(path, files, facts=True)
        return None if entry is None else _HeldFacts(shown, entry.facts, entry, self, gather)

    def keep(self, path: Path, mark: Mark, examined: Examined) -> None:
        """Keep what was found out about a review, unless a rule crashed over it."""
        if examined.crashed:
            return
        # Neither a file's name nor an escape in front matter need be anything that UTF-8 can write.
        with contextlib.suppress(UnicodeEncodeError):
            str(path).encode()
            answers = msgspec.Raw(_ENCODER.encode(examined.answers))
            self._new[str(path)] = _New(
                mark, answers, digest_facts(examined.facts), _ENCODER.encode(examined)
            )

    def find_comparison(self, archive: Sequence[Sheet], where: str) -> Comparison | None:
        """Give what comparing an archive gave, where none of its facts has changed.

        ``where`` is the folder that the paths in findings are relative to.
        """
        self._facts = digest_sheets(archive, where)
        if not self._facts or self._facts != self._old.facts or self._old.compared is None:
            return None
        try:
            return msgspec.msgpack.decode(self._kept.read(self._old.compared), type=Comparison)
        except msgspec.MsgspecError:
            return None

    def keep_comparison(self, comparison: Comparison) -> None:
        """Keep what comparing the archive gave that was asked for last."""
        with contextlib.suppress(UnicodeEncodeError):
            self._comparison = _ENCODER.encode(comparison) if self._facts else None

    def read(self, entry: _Entry) -> Examined | None:
        """Read all that is kept of a review; ``None`` where it is damaged."""
        try:
            return _DECODER.decode(self._kept.read(entry.place))
        except msgspec.MsgspecError:
            return None

    def save(self, *, complete: bool) -> None:
        """Write what was found or kept since the cache was opened, if that is worth it.

        ``complete`` says that these are all reviews of the site; else what was known of the others
        stays. Written whole beside the old file and put in its place: two runs at once leave what one
        of them knew.
        """
        entries = self._seen if complete else {**self._old.entries, **self._seen}
        entries = {path: entry for path, entry in entries.items() if path not in self._new}
        gone = len(self._old.entries) - len(entries.keys() & self._old.entries.keys())
        # To write all of a large archive's anew takes longer than to look at a few of its files again.
        if self._comparison is None and len(self._new) + gone <= len(self._old.entries) // 50:
            return
        with contextlib.suppress(OSError):
            self._replace(self._write(entries))

    def _replace(self, pieces: Iterator[bytes]) -> None:
        import tempfile

        self._file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=self._file.name, dir=self._file.parent)
        fresh = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.writelines(pieces)
            self._kept.close()
            fresh.replace(self._file)
        except BaseException:
            with contextlib.suppress(OSError):
                fresh.unlink()
            raise

    def _write(self, entries: dict[str, _Entry]) -> Iterator[bytes]:
        """Give the whole file piece by piece."""
        pieces: list[bytes] = []
        listed: dict[str, _Entry] = {}
        at = 0

        def add(data: bytes) -> _Place:
            nonlocal at
            pieces.append(data)
            at += len(data)
            return _Place(at - len(data), at, zlib.crc32(data))

        for path, entry in entries.items():
            listed[path] = msgspec.structs.replace(entry, place=add(self._kept.read(entry.place)))
        for path, one in self._new.items():
            listed[path] = _Entry(one.mark, one.answers, one.facts, add(one.data))
        facts, compared = self._old.facts, self._old.compared
        if self._comparison is not None:
            facts, compared = self._facts, add(self._comparison)
        elif compared is not None:
            compared = add(self._kept.read(compared))
        index = _ENCODER.encode(_Index(self._key, listed, facts, compared))
        yield zlib.crc32(index).to_bytes(4, "big") + len(index).to_bytes(8, "big") + index
        yield from pieces

    def _hold(self, path: Path, files: Files, *, facts: bool) -> _Entry | None:
        """Give the entry of a review that is as it was."""
        name = str(path)
        entry = self._old.entries.get(name)
        if entry is None or (facts and not entry.facts):
            return None
        try:
            mark = renew(entry.mark, path)
            answers = () if bytes(entry.answers) == _NOTHING else _ANSWERS.decode(entry.answers)
        except (OSError, msgspec.MsgspecError):
            return None
        if mark is None or not still_hold(answers, files):
            return None
        held = entry if mark is entry.mark else msgspec.structs.replace(entry, mark=mark)
        self._seen[name] = held
        return held


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Examined)
_ANSWERS = msgspec.msgpack.Decoder(tuple[Answer, ...])
_NOTHING = _ENCODER.encode(())


def _show_as(examined: Examined, shown: str) -> Examined:
    """Put another path in all that a review's own findings say of places in it."""
    replace = msgspec.structs.replace
    found = tuple(
        replace(one, path=shown, related=tuple(replace(other, path=shown) for other in one.related))
        for one in examined.found
    )
    facts = replace(examined.facts, path=shown) if examined.facts else None
    return replace(examined, shown=shown, found=found, facts=facts)
