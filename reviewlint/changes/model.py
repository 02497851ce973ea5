"""What changed in one repository, as values."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from reviewlint.changes.hunks import Lines


class Changes(msgspec.Struct, frozen=True):
    """Hold what changed; every path counts from the top of the working tree, with forward slashes.

    ``files`` are those that are new, altered or renamed; ``lines`` their new and altered lines, where
    these were asked for: a file that is missing there has none. ``blobs`` are the files that are
    otherwise in the index than on disk, with the names of their contents there; ``absent`` those on
    disk that the index has not.
    """

    files: frozenset[str]
    lines: Mapping[str, Lines] | None = None
    blobs: Mapping[str, str] = {}
    absent: frozenset[str] = frozenset()
