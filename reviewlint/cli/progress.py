"""How far a long run has come, on one line of a terminal that is gone when it ends."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

PATIENCE = 1.0
"""Seconds without a word: most runs are over by then."""

_PAUSE = 0.1


class Progress:
    """Say how many reviews are done where somebody waits for it."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        """Write to a terminal only; one without control sequences gets nothing that it could not erase."""
        self._stream = stream
        self._clock = clock
        self._speaks = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._next = clock() + PATIENCE
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._shown:
            self._write("\r\x1b[K")

    def tell(self, done: int, total: int) -> None:
        """Take note of how many of all reviews are done."""
        if not self._speaks:
            return
        now = self._clock()
        if now >= self._next:
            self._next = now + _PAUSE
            self._shown = True
            self._write(f"\r{done:,} of {total:,} reviews\x1b[K")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
