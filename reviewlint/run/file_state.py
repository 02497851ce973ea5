"""By what a file is known again: its size, times and inode, and where these could lie its content.

Where they differ, as after a checkout, or were too young to tell, a digest of the content decides.
"""

from __future__ import annotations

import os
import stat
import time

import msgspec

from reviewlint.digests import blake2b
from reviewlint.disk_states import UNSETTLED, settle


class Mark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Tell one state of a file from all others.

    ``state`` is what the disk says of it, ``digest`` is of its content.
    """

    state: bytes
    digest: bytes

    @property
    def settled(self) -> bool:
        """Tell whether ``state`` alone is proof."""
        return self.state != UNSETTLED


def read_bytes(path: str) -> bytes:
    """Read a file.

    :raises OSError: if it cannot be read
    """
    # Without a buffer: making one takes as long as reading a review does.
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - thousands of times a run
        return file.readall()


def read_marked(path: str) -> tuple[bytes, Mark | None]:
    """Read a file, and say by what it is known again: nothing for a pipe, which can be read only once.

    :raises OSError: if it cannot be read
    """
    # The clock first, then the times, then the content: whatever changes the file in between
    # leaves times that differ from these, or content that is told from this by its digest.
    now = time.time_ns()
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - thousands of times a run
        status = os.fstat(file.fileno())
        data = file.readall()
    if not stat.S_ISREG(status.st_mode):
        return data, None
    return data, Mark(settle(status, now), blake2b(data, digest_size=20).digest())
