"""What was found out about files, kept between runs: what has not changed is not read again.

A file's findings hold as long as the file does, and as long as the disk answers as it did to what was
asked about other files. They also depend on the rules, the config and the day, which the key stands
for. What comparing an archive gave holds as long as the facts of all its reviews do.

A cache that cannot be read or written costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from reviewlint.archive import Facts
from reviewlint.checks.base import Files
from reviewlint.examining import Examined
from reviewlint.file_state import Mark, renew
from reviewlint.flood import Comparison
from reviewlint.watching import still_hold

_CHECKSUM = 4
"""Bytes in front of the rest, which tell a damaged cache."""


_NIL = msgspec.Raw(b"\xc0")


class _Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    mark: Mark
    examined: msgspec.Raw


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """Hold all that a file holds; ``comparison`` belongs to the facts whose digest is ``facts``."""

    key: str
    entries: dict[str, _Entry]
    facts: bytes = b""
    comparison: msgspec.Raw = _NIL


class ReviewCache:
    """Keep what was found out about a site's reviews, by their absolute paths."""

    def __init__(self, file: Path, key: str) -> None:
        """Take what ``file`` holds, if it was kept under the same ``key``."""
        self._file = file
        self._key = key
        self._old = _load(file, key)
        self._entries: dict[str, _Entry] = {}
        self._facts, self._comparison = self._old.facts, self._old.comparison

    @classmethod
    def open(cls, folder: Path, root: str, key: str) -> ReviewCache:
        """Open the cache of the site below ``root``; ``key`` changes whenever any finding could."""
        # The key tells two roots of one checksum apart: they take turns, and never mix.
        return cls(folder / f"reviews-{zlib.crc32(os.fsencode(root)):08x}.msgpack", key)

    def find(self, path: Path, shown: str, files: Files, *, facts: bool) -> Examined | None:
        """Give what is known of a review that is as it was, under the path that findings now carry.

        ``facts`` says that those of its archive are wanted too.
        """
        entry = self._old.entries.get(str(path))
        if entry is None:
            return None
        try:
            mark = renew(entry.mark, path)
            examined = _DECODER.decode(entry.examined)
        except (OSError, msgspec.MsgspecError):
            return None
        if mark is None or (facts and examined.facts is None) or not still_hold(examined.answers, files):
            return None
        self._entries[str(path)] = entry if mark is entry.mark else _Entry(mark, entry.examined)
        return examined if examined.shown == shown else _show_as(examined, shown)

    def keep(self, path: Path, mark: Mark, examined: Examined) -> None:
        """Keep what was found out about a review, unless a rule crashed over it."""
        if examined.crashed:
            return
        # Neither a file's name nor an escape in front matter need be anything that UTF-8 can write.
        with contextlib.suppress(UnicodeEncodeError):
            str(path).encode()
            self._entries[str(path)] = _Entry(mark, msgspec.Raw(_ENCODER.encode(examined)))

    def find_comparison(self, archive: Iterable[Facts]) -> Comparison | None:
        """Give what comparing an archive gave, where none of its facts has changed."""
        try:
            self._facts = _digest(archive)
        except UnicodeEncodeError:  # a file whose name is not UTF-8
            self._facts = b""
        if not self._facts or self._facts != self._old.facts:
            return None
        try:
            return msgspec.msgpack.decode(self._comparison, type=Comparison)
        except msgspec.MsgspecError:
            return None

    def keep_comparison(self, comparison: Comparison) -> None:
        """Keep what comparing the archive gave that was asked for last."""
        self._comparison = msgspec.Raw(_ENCODER.encode(comparison)) if self._facts else _NIL

    def save(self, *, complete: bool) -> None:
        """Write what was found or kept since the cache was opened, if that is anything new.

        ``complete`` says that these are all reviews of the site; else what was known of the others
        stays, as long as they are there. Written whole beside the old file and put in its place: two
        runs at once leave what one of them knew.
        """
        entries = self._entries
        if not complete:
            others = {path: entry for path, entry in self._old.entries.items() if path not in entries}
            entries = {**{path: entry for path, entry in others.items() if os.path.exists(path)}, **entries}  # noqa: PTH110
        kept = _Kept(self._key, entries, self._facts, self._comparison)
        if kept == self._old or not entries:
            return
        data = _ENCODER.encode(kept)
        with contextlib.suppress(OSError):
            _replace(self._file, _sum(data) + data)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Examined)


def _show_as(examined: Examined, shown: str) -> Examined:
    """Put another path in all that a review's own findings say of places in it."""
    replace = msgspec.structs.replace
    found = tuple(
        replace(one, path=shown, related=tuple(replace(other, path=shown) for other in one.related))
        for one in examined.found
    )
    facts = replace(examined.facts, path=shown) if examined.facts else None
    return replace(examined, shown=shown, found=found, facts=facts)


def _digest(archive: Iterable[Facts]) -> bytes:
    import hashlib

    digest = hashlib.blake2b(digest_size=20)
    for facts in archive:
        digest.update(_ENCODER.encode(facts))
    return digest.digest()


def _replace(file: Path, data: bytes) -> None:
    import tempfile

    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=file.name, dir=file.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        fresh.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise


def _load(file: Path, key: str) -> _Kept:
    """Read what was kept under ``key``; nothing where that is damaged, or of another key."""
    nothing = _Kept(key, {})
    try:
        data = file.read_bytes()
        if data[:_CHECKSUM] != _sum(data[_CHECKSUM:]):
            return nothing
        kept = msgspec.msgpack.decode(data[_CHECKSUM:], type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return nothing
    return kept if kept.key == key else nothing


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM, "big")
