"""The file of a cache: an index, and behind it what the index points at.

The file begins with the checksum of the index (4 bytes) and its length (8 bytes, both big-endian).
What stands behind it has its checksum in the index, and is read only where it is asked for.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from reviewlint.discovery.known_folders import NO_FOLDERS, KnownFolders
from reviewlint.run.rows import Columns, Stretch

_HEAD = 12
"""Bytes in front of the index."""

_CHUNK = 1 << 20
"""Bytes that are copied at once."""

_ENCODER = msgspec.msgpack.Encoder()


class Index(msgspec.Struct, frozen=True, array_like=True):
    """List the reviews, and what was found in folders; ``facts`` is the digest of what was ``compared``.

    ``day`` is the ordinal of the last day on which anything of it was found out.
    """

    key: str
    columns: Columns = Columns()
    facts: bytes = b""
    compared: Stretch | None = None
    folders: KnownFolders = NO_FOLDERS
    day: int = 0


class KeptFile:
    """Read a cache: its index, and of the rest what is asked for."""

    def __init__(self, file: Path) -> None:
        """Open a file; one that is not there, or is damaged, holds nothing."""
        self.index = Index("")
        self._stream: BinaryIO | None = None
        self._base = 0
        with contextlib.suppress(OSError, ValueError, msgspec.MsgspecError):
            # Read, not mapped: the pages of a map count as memory of the process. Closed with the cache.
            self._stream = file.open("rb", buffering=0)
            head = self._read(0, _HEAD)
            size = int.from_bytes(head[4:], "big")
            self._base = _HEAD + size
            index = self._read(_HEAD, min(size, os.fstat(self._stream.fileno()).st_size))
            if zlib.crc32(index) == int.from_bytes(head[:4], "big"):
                self.index = msgspec.msgpack.decode(index, type=Index)

    def _read(self, start: int, size: int) -> bytes:
        """Give what stands there, less where the file ends or cannot be read."""
        if self._stream is None:
            return b""
        try:
            self._stream.seek(start)
            return self._stream.read(size)
        except (OSError, OverflowError):
            return b""

    def copy(self, place: Stretch) -> bytes:
        """Give what stands somewhere, damaged or not, as many bytes as there should be."""
        size = place.end - place.start
        return self._read(self._base + place.start, size).ljust(size, b"\0")

    def read(self, place: Stretch) -> bytes:
        """Give what stands somewhere; nothing where it is damaged."""
        data = self.copy(place)
        return data if zlib.crc32(data) == place.checksum else b""

    def close(self) -> None:
        """Let go of the file: some systems replace none that is open."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


class Spool:
    """Hold on disk, in a file without a name, what was found out of many reviews until it is all there."""

    def __init__(self, folder: Path) -> None:
        """Begin one in a folder, which is made.

        :raises OSError: if nothing can be written there
        """
        import tempfile  # slow to import, and most runs write nothing

        folder.mkdir(parents=True, exist_ok=True)
        # It is closed with the cache; a run that is killed leaves nothing of it behind.
        self._stream: BinaryIO = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._at_end = True
        self.size = 0

    def add(self, data: bytes) -> Stretch:
        """Write something down.

        :raises OSError: if the disk is full
        """
        if not self._at_end:
            self._stream.seek(self.size)
            self._at_end = True
        self._stream.write(data)
        self.size += len(data)
        return Stretch(self.size - len(data), self.size, zlib.crc32(data))

    def read(self, place: Stretch) -> bytes:
        """Give what was written down somewhere; nothing where that cannot be read."""
        try:
            # Left where it is: what is read next mostly stands behind this, and is in the buffer already.
            self._at_end = False
            self._stream.seek(place.start)
            data = self._stream.read(place.end - place.start)
        except OSError:
            return b""
        return data if zlib.crc32(data) == place.checksum else b""

    def read_all(self) -> Iterator[bytes]:
        """Give all of it, piece by piece.

        :raises OSError: if the disk is full
        """
        self._at_end = False
        self._stream.seek(0)  # which writes what is still in the buffer
        while data := self._stream.read(_CHUNK):
            yield data

    def close(self) -> None:
        """Let go of it, whatever became of it."""
        # What is left in the buffer of a full disk is tried once more, and is wanted by nobody.
        with contextlib.suppress(OSError):
            self._stream.close()


def write_index(index: Index) -> bytes:
    """Give the beginning of a file: what the index points at stands behind it."""
    data = _ENCODER.encode(index)
    return zlib.crc32(data).to_bytes(4, "big") + len(data).to_bytes(8, "big") + data


def replace_file(file: Path, fresh: Iterable[bytes], old: KeptFile) -> None:
    """Write a file beside the old one and put it in its place, so that there always is a whole one.

    :raises OSError: if it cannot be written; the old file stays
    """
    import tempfile

    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=file.name, dir=file.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(fresh)
        old.close()
        beside.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
