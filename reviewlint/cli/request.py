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
    help. ``suppress_reason`` is why all that is found is to be silenced. ``since`` names a commit:
    only what changed since is reported, with ``staged`` only what the next commit changes, with
    ``changed_lines`` only on lines that did. ``included_only`` leaves out files named that a check
    of their folder would not find.
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
    since: str | None
    staged: bool
    changed_lines: bool
    included_only: bool

    @property
    def narrows(self) -> bool:
        """Tell whether fewer reviews are wanted than the paths name."""
        return self.since is not None or self.staged or self.included_only
