"""By what a file is known again: its size, times and inode, and where these could lie its content.

Size, times and inode tell one state of a file from another without reading it, but only if it was
written well before they were looked at: two edits within one tick of the clock leave the same times.
Where they differ, as after a checkout, or were too young to tell, a digest of the content decides.
"""

from __future__ import annotations

import os
import struct
import time
from array import array
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter

import msgspec

from reviewlint.digests import blake2b

YOUNG = 2_000_000_000
"""Nanoseconds that a file must be left alone to be known by its times: FAT counts by two seconds."""

STATE_SIZE = 32
"""Bytes of a state: four numbers, which are compared at once."""

# The time of the last change of any kind gives away one that set the other time back.
_LOOK = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
_PACK = struct.Struct("=4Q").pack

# No file is so large as these say; they differ, so that what is not there is never known again.
_UNSETTLED = b"\xff" * STATE_SIZE
_ABSENT = b"\xfe" * STATE_SIZE


class Mark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Tell one state of a file from all others.

    ``state`` is what the disk says of it, ``digest`` is of its content.
    """

    state: bytes
    digest: bytes

    @property
    def settled(self) -> bool:
        """Tell whether ``state`` alone is proof."""
        return self.state != _UNSETTLED


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
    return data, Mark(settle(status, now), blake2b(data, digest_size=20).digest())


def settle(status: os.stat_result, now: int) -> bytes:
    """Give a state by which a file or folder is known again that was looked at after the time ``now``.

    One that was changed just before is never known by its state.
    """
    if max(status.st_mtime_ns, status.st_ctime_ns) >= now - YOUNG:
        return _UNSETTLED
    try:
        return _PACK(*_LOOK(status))
    except struct.error:  # it is older than the clocks of computers
        return _UNSETTLED


def look_at(paths: Sequence[str]) -> bytes:
    """Give the states of files as they are now, one after the other."""
    # This is done for each file of an archive, whichever of them is checked: all of it runs in C.
    try:
        return array("Q", chain.from_iterable(map(_LOOK, map(os.stat, paths)))).tobytes()
    except (OSError, OverflowError):
        return b"".join(map(_look_at_one, paths))


def _look_at_one(path: str) -> bytes:
    try:
        return _PACK(*_LOOK(os.stat(path)))  # noqa: PTH116
    except (OSError, struct.error):
        return _ABSENT
