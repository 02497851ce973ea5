"""Facts kept between runs: a check of one file need not read the rest of its archive again.

A file's facts hold as long as the file does. Size, times and inode tell that without reading it, but
only if it was written well before they were looked at: two edits within one tick of the clock leave
the same times. Where they differ, or were too young to tell, a digest of the content decides.

Facts depend on the text, the rules, the config and the day, never on another file. A cache that
cannot be read or written costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import time
import zlib
from pathlib import Path

import msgspec

from reviewlint.archive import Facts

YOUNG = 2_000_000_000
"""Nanoseconds that a file must be left alone to be known by its times: FAT counts by two seconds."""

_CHECKSUM = 4
"""Bytes in front of the rest, which tell a damaged cache."""


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Tell one state of a file from all others.

    ``stamp`` is its size, the times of its last change (nanoseconds) and its inode; ``settled`` says
    that these alone are proof, ``digest`` is of the content.
    """

    stamp: tuple[int, int, int, int]
    settled: bool
    digest: bytes


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    mark: Mark
    facts: msgspec.Raw


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    key: str
    entries: dict[str, _Entry]


def read_marked(path: Path) -> tuple[bytes, Mark]:
    """Read a file, and say by what it is known again.

    :raises OSError: if it cannot be read
    """
    import hashlib  # loads OpenSSL, which a check without a cache can do without

    # The clock first, then the times, then the content: whatever changes the file in between
    # leaves times that differ from these, or content that is told from this by its digest.
    now = time.time_ns()
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        data = file.read()
    settled = max(status.st_mtime_ns, status.st_ctime_ns) < now - YOUNG
    digest = hashlib.blake2b(data, digest_size=20).digest()
    return data, Mark(_stamp(status), settled, digest)


def _stamp(status: os.stat_result) -> tuple[int, int, int, int]:
    # The time of the last change of any kind gives away one that set the other time back.
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


class FactCache:
    """Keep the facts of an archive's reviews, by the absolute paths of the reviews."""

    def __init__(self, file: Path, key: str) -> None:
        """Take what ``file`` holds, if it was kept under the same ``key``."""
        self._file = file
        self._key = key
        self._old = _load(file, key)
        self._new: dict[str, _Entry] = {}

    @classmethod
    def open(cls, folder: Path, root: str, key: str) -> FactCache:
        """Open the cache of the archive below ``root``; ``key`` changes whenever any facts could."""
        # The key tells two roots of one checksum apart: they take turns, and never mix.
        return cls(folder / f"facts-{zlib.crc32(os.fsencode(root)):08x}.msgpack", key)

    def find(self, path: Path, shown: str) -> Facts | None:
        """Give the facts of a review that is as it was, under the path that findings now carry."""
        entry = self._old.get(str(path))
        if entry is None:
            return None
        try:
            if not entry.mark.settled or _stamp(path.stat()) != entry.mark.stamp:
                _, mark = read_marked(path)
                if mark.digest != entry.mark.digest:
                    return None
                entry = msgspec.structs.replace(entry, mark=mark)
            facts = _DECODER.decode(entry.facts)
        except (OSError, msgspec.MsgspecError):
            return None
        self._new[str(path)] = entry
        return msgspec.structs.replace(facts, path=shown)

    def keep(self, path: Path, mark: Mark, facts: Facts) -> None:
        """Keep the facts of a review that was read; those of a rule that crashed are asked for again."""
        if facts.crashes:
            return
        known = self._old.get(str(path))
        if known is not None and known.mark.digest == mark.digest:
            self._new[str(path)] = msgspec.structs.replace(known, mark=mark)
            return
        # Neither a file's name nor an escape in front matter need be anything that UTF-8 can write.
        with contextlib.suppress(UnicodeEncodeError):
            str(path).encode()
            self._new[str(path)] = _Entry(mark, msgspec.Raw(msgspec.msgpack.encode(facts)))

    def save(self) -> None:
        """Write what was found or kept since the cache was opened, if that is anything new.

        Written whole beside the old file and put in its place: two runs at once leave what one of
        them knew.
        """
        if self._new == self._old:
            return
        import tempfile

        data = msgspec.msgpack.encode(_Kept(self._key, self._new))
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=self._file.name, dir=self._file.parent)
            fresh = Path(name)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(_sum(data) + data)
                fresh.replace(self._file)
            except BaseException:
                with contextlib.suppress(OSError):
                    fresh.unlink()
                raise


_DECODER = msgspec.msgpack.Decoder(Facts)


def _load(file: Path, key: str) -> dict[str, _Entry]:
    """Read what was kept under ``key``; nothing where that is damaged, or of another key."""
    try:
        data = file.read_bytes()
        if data[:_CHECKSUM] != _sum(data[_CHECKSUM:]):
            return {}
        kept = msgspec.msgpack.decode(data[_CHECKSUM:], type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return {}
    return kept.entries if kept.key == key else {}


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM, "big")
