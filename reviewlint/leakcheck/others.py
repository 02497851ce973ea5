"""The documents of a site that are no reviews: what stands in them, their writers meant to show."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection
from pathlib import Path

_SUFFIXES = frozenset({".markdown", ".md", ".mdx", ".rst"})
# Where builds usually go; a build that leaks must not count as one of its own sources.
_BUILDS = frozenset({"_build", "_site", "build", "node_modules", "public"})


def read_others(folder: Path, build: Path, reviews: Collection[str]) -> dict[str, str]:
    """Give the texts of the other documents, by their paths from ``folder``, without suffix.

    ``reviews`` are the paths of the reviews. What lies in ``build``, in folders that builds
    usually go to, and in hidden folders is left out.

    :raises OSError: if one cannot be read
    """
    found: dict[str, str] = {}
    excluded = Path(os.path.realpath(build))
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _BUILDS
            and Path(os.path.realpath(here / name)) != excluded
        )
        for name in sorted(files):
            path = here / name
            address = path.relative_to(folder).with_suffix("").as_posix()
            if path.suffix in _SUFFIXES and address not in reviews:
                # A link to nothing, such as editors make to lock a file, says nothing.
                with contextlib.suppress(FileNotFoundError):
                    found[address] = path.read_text("utf-8", "replace")
    return found
