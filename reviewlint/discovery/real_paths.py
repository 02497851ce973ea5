"""Paths on disk: below a folder as patterns see them, and each file only once."""

from __future__ import annotations

import os
from pathlib import Path


def name_place(path: Path | str) -> str:
    """Give a path from the root of the disk, with forward slashes; no links are resolved."""
    # As texts: a Path for each of ten thousand files is felt.
    return os.path.abspath(path).replace(os.sep, "/")  # noqa: PTH100 - resolves no links


def find_real(folder: Path) -> str:
    """Give a folder's absolute path, symbolic links resolved, with forward slashes."""
    return Path(os.path.realpath(folder)).as_posix()


def place_below(folder: Path, root: str) -> str:
    """Give a folder's path for the patterns: from the root, or empty outside of it."""
    real = find_real(folder)
    return real[len(root) :].lstrip("/") if f"{real}/".startswith(f"{root}/") else ""
