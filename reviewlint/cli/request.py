"""What one call of ``reviewlint check`` asks for."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec

from reviewlint.cli.outputs import Output
from reviewlint.diagnostics import Severity

STDIN = Path("-")


class Request(msgspec.Struct, frozen=True):
    """Hold what one call asks for.

    ``least`` is the mildest severity that text lists, ``fail_on`` the mildest that counts for the
    exit code, ``None`` for none; ``jobs`` are the processes that may work at once, 0 as many as
    help. ``suppress_reason`` is why all that is found is to be silenced.
    """

    paths: tuple[Path, ...]
    fix: bool
    diff: bool
    unsafe_fixes: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    config: Path | None
    output_format: str
    outputs: tuple[Output, ...]
    fail_on: Severity | None
    least: Severity
    statistics: bool
    stdin_filename: Path
    today: datetime.date | None
    quiet: bool
    cache: bool
    baseline: bool
    jobs: int
    suppress_reason: str | None
