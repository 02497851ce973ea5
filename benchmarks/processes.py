"""Whole processes, measured: seconds of wall clock, and the memory of a program and all it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

Command = Sequence[str | Path]

_EVERY = 0.05
"""Seconds between two looks at the memory."""


class Cost(NamedTuple):
    """What one run of a program took: seconds of wall clock, MiB at its peak."""

    seconds: float
    memory: float


def measure(command: Command, folder: Path) -> Cost:
    """Run a program in a folder; findings (exit code 1) are no failure, all above is.

    The peak is the greatest sum, over the process and all it has started, of what proc(5) calls the
    proportional set size: a page that several processes share counts once. It is looked at every 50 ms,
    so that a shorter run may have no peak at all.
    """
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache"), "NO_COLOR": "1"}
    # A program that is installed has compiled modules; without this they would be compiled in each run.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    watch = _Watch(process.pid)
    watch.start()
    _, errors = process.communicate()
    seconds = time.perf_counter() - start
    watch.stop()
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{errors.decode()}")
    return Cost(seconds, watch.peak / 1024)


class _Watch(threading.Thread):
    """Look at the memory of a process and its descendants; ``peak`` is in KiB."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid = pid
        self._over = threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        while not self._over.wait(_EVERY):
            self.peak = max(self.peak, sum(map(_weigh, _list_family(self._pid))))

    def stop(self) -> None:
        """End the watch."""
        self._over.set()
        self.join()


def _list_family(pid: int) -> Iterator[int]:
    """Give a process and its descendants."""
    yield pid
    try:
        started = [one.read_text() for one in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return  # it has ended meanwhile
    for child in " ".join(started).split():
        yield from _list_family(int(child))


def _weigh(pid: int) -> int:
    """Give a process's proportional set size in KiB; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
