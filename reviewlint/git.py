"""What git knows of a folder, asked of the program itself; without git there is nothing to know."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


def find_repository(folder: Path) -> Path | None:
    """Give the top of the working tree that a folder lies in, symbolic links resolved."""
    real = folder.resolve()
    return next((parent for parent in (real, *real.parents) if (parent / ".git").exists()), None)


def list_ignored(repository: Path, folders: Sequence[Path]) -> frozenset[str]:
    """Give the untracked files and folders below ``folders`` that git is told to ignore.

    They are absolute paths with forward slashes; a folder stands for all that it holds. Files that
    are tracked are never among them, whatever the ignore patterns say.
    """
    answer = _run(
        repository,
        "ls-files",
        "--others",
        "--ignored",
        "--exclude-standard",
        "--directory",
        "-z",
        "--",
        *(str(folder.resolve()) for folder in folders),
    )
    top = repository.as_posix()
    return frozenset(f"{top}/{os.fsdecode(name).rstrip('/')}" for name in answer.split(b"\0") if name)


def _run(repository: Path, *arguments: str) -> bytes:
    import subprocess  # is slow to import, and a check of a single file asks git nothing

    # In a hook git exports the repository that it runs for, which need not be this one; and a
    # file system monitor is a program that a repository's own configuration may name.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ("git", "-c", "core.fsmonitor=false", "--literal-pathspecs", *arguments)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, arguments behind `--`
            command, cwd=repository, env=environment, capture_output=True, check=False
        )
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""
