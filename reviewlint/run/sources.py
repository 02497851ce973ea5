"""The texts that findings are about, read again when a reporter or the fixer asks for one.

A run over thousands of files keeps none of them in memory; what has changed since is not given.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Mapping

from reviewlint.document.source import SourceText
from reviewlint.run.file_state import read_bytes

Checked = tuple[str, int]
"""An absolute path, and the checksum of the content that was checked."""


class Sources(Mapping[str, SourceText]):
    """Map the paths that findings carry to the texts they are about."""

    def __init__(self, files: Mapping[str, Checked], texts: Mapping[str, bytes] = {}) -> None:
        """Hold where each text is; ``texts`` stand in for files on disk."""
        self._files = files
        self._texts = texts
        self._last: tuple[str, SourceText] | None = None

    def __getitem__(self, path: str) -> SourceText:
        """Give a text; KeyError where there is none, or not the one that was checked."""
        # Findings come file by file: the last text is the one that is asked for again.
        if self._last is None or self._last[0] != path:
            self._last = path, self._read(path)
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _read(self, path: str) -> SourceText:
        place, checksum = self._files[path]
        # A pipe would be waited for: whoever wrote to it is done.
        if place not in self._texts and not os.path.isfile(place):  # noqa: PTH113
            raise KeyError(path)
        try:
            data = self._texts[place] if place in self._texts else read_bytes(place)
        except OSError:
            raise KeyError(path) from None
        if zlib.crc32(data) != checksum:
            raise KeyError(path)
        return SourceText.decode(data, place)
