"""By what a file is known again: its size, times and inode, and where these could lie its content.

Size, times and inode tell one state of a file from another without reading it, but only if it was
written well before they were looked at: two edits within one tick of the clock leave the same times.
Where they differ, as after a checkout, or were too young to tell, a digest of the content decides.
"""

from __future__ import annotations

import os
import time

import msgspec

from reviewlint.digests import blake2b

YOUNG = 2_000_000_000
"""Nanoseconds that a file must be left alone to be known by its times: FAT counts by two seconds."""


class Stamp(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Hold what a disk says of a file: its size, the times of its last changes in nanoseconds, its inode."""

    size: int
    written: int
    changed: int
    inode: int


class Mark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Tell one state of a file from all others.

    ``settled`` says that ``stamp`` alone is proof; ``digest`` is of the content.
    """

    stamp: Stamp
    settled: bool
    digest: bytes


def read_bytes(path: str) -> bytes:
    """Read a file.

    :raises OSError: if it cannot be read
    """
    # Without a buffer: making one takes as long as reading a review does.
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - thousands of times a run
        return file.readall()


def read_marked(path: str) -> tuple[bytes, Mark]:
    """Read a file, and say by what it is known again.

    :raises OSError: if it cannot be read
    """
    # The clock first, then the times, then the content: whatever changes the file in between
    # leaves times that differ from these, or content that is told from this by its digest.
    now = time.time_ns()
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - thousands of times a run
        status = os.fstat(file.fileno())
        data = file.readall()
    settled = max(status.st_mtime_ns, status.st_ctime_ns) < now - YOUNG
    digest = blake2b(data, digest_size=20).digest()
    return data, Mark(_stamp(status), settled, digest)


def renew(mark: Mark, path: str) -> Mark | None:
    """Give the mark of a file that is in the state of ``mark`` still; ``None`` where it is not.

    :raises OSError: if it cannot be read
    """
    if mark.settled:
        # Compared one by one: this is done for each file of an archive, whichever of them is checked.
        now, then = os.stat(path), mark.stamp  # noqa: PTH116
        if (
            now.st_mtime_ns == then.written
            and now.st_ctime_ns == then.changed
            and now.st_size == then.size
            and now.st_ino == then.inode
        ):
            return mark
    _, new = read_marked(path)
    return new if new.digest == mark.digest else None


def _stamp(status: os.stat_result) -> Stamp:
    # The time of the last change of any kind gives away one that set the other time back.
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
