"""What is found: something of a review where it should not be."""

from __future__ import annotations

import msgspec


class Leak(msgspec.Struct, frozen=True, order=True):
    """Say that an output file shows what it must not.

    ``output`` is the file's path, that of an archive before its member's; ``source`` and ``line``
    (1-based) are where it stands in the reviews.
    """

    output: str
    source: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.output}: {self.message} ({self.source}:{self.line})"
