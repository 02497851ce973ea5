"""States of files and folders: what the disk says of them, by which they are known again without being read.

Size, times and inode tell one state from another, but only of what was written well before they were
looked at: two changes within one tick of the clock leave the same times. The times of a folder change
with the names in it.
"""

from __future__ import annotations

import os
import struct
from array import array
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter

YOUNG = 2_000_000_000
"""Nanoseconds that a file must be left alone to be known by its times: FAT counts by two seconds."""

STATE_SIZE = 32
"""Bytes of a state: four numbers, which are compared at once."""

# No file is so large as these say; they differ, so that what is not there is never known again.
UNSETTLED = b"\xff" * STATE_SIZE
_ABSENT = b"\xfe" * STATE_SIZE

# The time of the last change of any kind gives away one that set the other time back.
_LOOK = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
_PACK = struct.Struct("=4Q").pack


def settle(status: os.stat_result, now: int) -> bytes:
    """Give the state of what was looked at after the time ``now``, in nanoseconds.

    What was changed just before is never known by its state: it is ``UNSETTLED``.
    """
    if max(status.st_mtime_ns, status.st_ctime_ns) >= now - YOUNG:
        return UNSETTLED
    try:
        return _PACK(*_LOOK(status))
    except struct.error:  # it is older than the clocks of computers
        return UNSETTLED


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
