"""The files of a build, with what is packed inside them."""

from __future__ import annotations

import errno
import gzip
import io
import lzma
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_INVENTORY = b"# Sphinx inventory version 2"
_MOST_NESTED = 3
_ENCRYPTED = 0x1

# All that Python's modules raise for what is damaged or unknown to them; no disk is asked there.
_NOT_UNPACKED = (
    OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError
)  # fmt: skip

WORKING_FOLDER = ".doctrees"
"""Where ``sphinx-build`` keeps its own copies of all documents, if it is not told where."""

_MEDIA = frozenset({
    ".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp",
    ".eot", ".otf", ".ttf", ".woff", ".woff2",
    ".flac", ".m4a", ".mov", ".mp3", ".mp4", ".ogg", ".opus", ".wav", ".webm",
})  # fmt: skip


class Output(NamedTuple):
    """Hold one text of a build; ``name`` has forward slashes, an archive's name before its member's."""

    name: str
    text: str


class Build(NamedTuple):
    """Name a build's folder and its files, relative to it, with forward slashes, sorted."""

    folder: Path
    names: tuple[str, ...]

    def read(self, name: str) -> bytes:
        """Read one file.

        :raises OSError: if it cannot be read
        """
        return (self.folder / name).read_bytes()

    def open(self, names: Iterable[str]) -> Iterator[Output]:
        """Give the texts of these files: archives and what is compressed opened, pictures left out.

        :raises OSError: if one cannot be read, or cannot be unpacked
        """
        for name in names:
            if os.path.splitext(name)[1].lower() not in _MEDIA:  # noqa: PTH122 - a name, not a path
                data = self.read(name)
                try:
                    yield from _unpack(name, data)
                except _NOT_UNPACKED as error:
                    told = "it is damaged, or packed in a way that is not known here"
                    raise OSError(errno.EINVAL, told, str(self.folder / name)) from error


def list_build(folder: Path) -> Build:
    """List the files of a build, Sphinx's own working files and links to nothing aside."""
    names = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if one != WORKING_FOLDER)
        base = Path(place).relative_to(folder)
        names += [(base / file).as_posix() for file in files if Path(place, file).exists()]
    return Build(folder, tuple(sorted(names)))


def _unpack(name: str, data: bytes, depth: int = 0) -> Iterator[Output]:
    if depth < _MOST_NESTED and data.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in sorted(archive.infolist(), key=lambda one: one.filename):
                suffix = os.path.splitext(member.filename)[1].lower()  # noqa: PTH122
                # What a password closes is shown to nobody.
                if suffix not in _MEDIA and not member.is_dir() and not member.flag_bits & _ENCRYPTED:
                    yield from _unpack(f"{name}/{member.filename}", archive.read(member), depth + 1)
    elif depth < _MOST_NESTED and data.startswith(_GZIP):
        yield from _unpack(name, gzip.decompress(data), depth + 1)
    elif data.startswith(_INVENTORY):
        *head, packed = data.split(b"\n", 4)
        yield Output(name, b"\n".join([*head, zlib.decompress(packed)]).decode("utf-8", "replace"))
    else:
        yield Output(name, data.decode("utf-8-sig", "replace"))
