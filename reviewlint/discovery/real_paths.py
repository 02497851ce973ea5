"""Paths on disk: below a folder as patterns see them, and each file only once."""

from __future__ import annotations

import os
from pathlib import Path


def add_file(files: dict[str, Path], path: Path) -> None:
    """Add a file, unless it was found under the same name before."""
    files.setdefault(os.path.abspath(path), path)  # noqa: PTH100 - resolves no links


def find_real(folder: Path) -> str:
    """Give a folder's absolute path, symbolic links resolved, with forward slashes."""
    return Path(os.path.realpath(folder)).as_posix()


def place_below(folder: Path, root: str) -> str:
    """Give a folder's path for the patterns: from the root, or empty outside of it."""
    real = find_real(folder)
    return real[len(root) :].lstrip("/") if f"{real}/".startswith(f"{root}/") else ""
