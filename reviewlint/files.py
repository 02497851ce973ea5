"""The files beside the reviews: looked at on disk, once each, or held in memory for examples."""

from __future__ import annotations

import io
import os
import posixpath
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath

from reviewlint.document.addresses import is_image

STATIC_FOLDERS = ("static", "public", "source", "src", "assets", "docs")
"""Where Hugo, Astro, Hexo, Eleventy and Jekyll sites keep what an address from ``/`` starts at."""

SITE_CONFIGS = frozenset({
    "conf.py", "_config.yml", "_config.yaml", "_config.toml", ".eleventy.js", "eleventy.config.js",
    "eleventy.config.cjs", "eleventy.config.mjs", "eleventy.config.ts",
})  # fmt: skip
"""Their folder is what an address from ``/`` starts at, for Sphinx, Jekyll and Eleventy."""

_SIGNS = SITE_CONFIGS.union(STATIC_FOLDERS)


class DiskFiles:
    """Answer for the files below a site's folder; what was looked at once is remembered."""

    def __init__(self, root: str, roots: Collection[str] = (), *, bounded: bool = False) -> None:
        """Look below ``root``; ``roots`` are the configured image roots, absolute.

        ``bounded`` says that the site is known to end with ``root``: its config stands there.
        """
        self._root = root
        self._bounded = bounded
        self._configured = tuple(roots)
        self._names: dict[str, tuple[str, ...]] = {}
        self._roots: dict[str, tuple[str, ...]] = {}
        self._own_roots: dict[str, list[str]] = {}
        self._images: dict[str, tuple[str, ...]] = {}
        self._spellings: dict[str, dict[str, tuple[str, ...]]] = {}

    def is_file(self, path: str) -> bool:
        """Tell whether a file is there under exactly this spelling, whatever the disk makes of case."""
        folder, name = os.path.split(os.path.normpath(path))
        return name in self.names(folder) and os.path.isfile(path)  # noqa: PTH113 - thousands of times a run

    def names(self, folder: str) -> tuple[str, ...]:
        """Give the names in a folder, sorted; nothing where there is no such folder."""
        folder = folder or "."
        if folder not in self._names:
            try:
                self._names[folder] = tuple(sorted(os.listdir(folder)))  # noqa: PTH208
            except OSError:
                self._names[folder] = ()
        return self._names[folder]

    def images(self, folder: str) -> tuple[str, ...]:
        """Give the names in a folder that are images', sorted."""
        if folder not in self._images:
            self._images[folder] = tuple(filter(is_image, self.names(folder)))
        return self._images[folder]

    def spellings(self, folder: str, name: str) -> tuple[str, ...]:
        """Give the names in a folder that differ from a name by case only, sorted."""
        if folder not in self._spellings:
            spellings: dict[str, tuple[str, ...]] = {}
            for one in self.names(folder):
                spellings[one.casefold()] = (*spellings.get(one.casefold(), ()), one)
            self._spellings[folder] = spellings
        return self._spellings[folder].get(name.casefold(), ())

    def is_inside(self, path: str) -> bool:
        """Tell whether a path lies in the site's repository.

        Where there is none, a config says where the site is, though a file that is found above it
        may well be meant. Without either nobody can tell where the site ends, only that what shares
        no folder with it at all is elsewhere.
        """
        site = self._repository
        path = os.path.normpath(path)
        if site is None and self._bounded:
            return any(_is_below(path, root) for root in (self._root, *self._configured)) or self.is_file(
                path
            )
        common = os.path.commonpath([site or self._root, path])
        return common == site if site else common != PurePosixPath(self._root).anchor

    @cached_property
    def _repository(self) -> str | None:
        """Give the folder at or above the site that git keeps, if any does."""
        folders = (str(folder) for folder in (PurePosixPath(self._root), *PurePosixPath(self._root).parents))
        return next((folder for folder in folders if ".git" in self.names(folder)), None)

    def image_roots(self, path: str) -> tuple[str, ...]:
        """Give the configured roots, else the static folders at or above the review that are there."""
        if self._configured:
            return self._configured
        # Cut off as a text: this is asked for each of ten thousand reviews.
        folder = path[: path.rfind("/") + 1]
        if folder not in self._roots:
            self._roots[folder] = tuple(dict.fromkeys(self._find_roots(folder)))
        return self._roots[folder]

    def read_start(self, path: str, size: int) -> bytes:
        """Give the first ``size`` bytes of a file; nothing where it cannot be read."""
        try:
            # A file object takes twice as long to make as its first bytes take to read.
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except OSError:
            return b""
        try:
            return os.read(handle, size)
        except OSError:
            return b""
        finally:
            os.close(handle)

    def weigh(self, path: str) -> int:
        """Give the number of bytes in a file, 0 where there is none."""
        try:
            return os.stat(path).st_size  # noqa: PTH116 - thousands of times a run
        except OSError:
            return 0

    def measure(self, path: str) -> tuple[int, int] | None:
        """Give an image's width and height in pixels, ``None`` where its bytes do not tell."""
        return _measure(path) if os.path.isfile(path) else None  # noqa: PTH113

    def _find_roots(self, folder: str) -> Iterator[str]:
        # As texts: a path each for all above a folder takes ten times as long, and an archive has hundreds.
        above = str(PurePosixPath(folder))
        while True:
            # The folders of an archive have most above them in common.
            if above not in self._own_roots:
                self._own_roots[above] = self._find_own_roots(above)
            yield from self._own_roots[above]
            parent = posixpath.dirname(above) or "."
            if above in (self._root, parent):
                break
            above = parent

    def _find_own_roots(self, folder: str) -> list[str]:
        names = self.names(folder)
        if _SIGNS.isdisjoint(names):
            return []
        static = [str(PurePosixPath(folder, name)) for name in STATIC_FOLDERS if name in names]
        return static if SITE_CONFIGS.isdisjoint(names) else [folder, *static]


def _is_below(path: str, root: str) -> bool:
    return os.path.commonpath([path, root]) == os.path.normpath(root)


def _measure(file: str | io.BytesIO) -> tuple[int, int] | None:
    # Imported here: it is asked for only where a site wants its images measured.
    import imagesize

    width, height = imagesize.get(file)
    return (width, height) if width > 0 and height > 0 else None


class MemoryFiles(DiskFiles):
    """Answer for files that a rule's example brings along; their paths are relative to its folder."""

    def __init__(
        self, files: Collection[str] | Mapping[str, str | bytes], roots: Collection[str] = ()
    ) -> None:
        """Hold files by their paths, empty where only those are given; ``roots`` are the image roots."""
        super().__init__(".", roots)
        contents = files if isinstance(files, Mapping) else dict.fromkeys(files, b"")
        self._contents = {
            os.path.normpath(path): content.encode() if isinstance(content, str) else content
            for path, content in contents.items()
        }
        self._paths = self._contents.keys()
        folders: dict[str, set[str]] = {}
        for path in self._paths:
            place = PurePosixPath(path)
            for child, parent in zip((place, *place.parents), place.parents, strict=False):
                folders.setdefault(str(parent), set()).add(child.name)
        self._names = {folder: tuple(sorted(names)) for folder, names in folders.items()}

    def is_file(self, path: str) -> bool:
        """Tell whether the example brings this file."""
        return os.path.normpath(path) in self._paths

    def is_inside(self, path: str) -> bool:
        """Tell whether a path lies in the example's folder."""
        return os.path.normpath(path).split(os.sep, 1)[0] != os.pardir

    def names(self, folder: str) -> tuple[str, ...]:
        """Give the names that the example has in a folder."""
        return self._names.get(os.path.normpath(folder or "."), ())

    def read_start(self, path: str, size: int) -> bytes:
        """Give the first ``size`` bytes of one of the example's files."""
        return self._contents.get(os.path.normpath(path), b"")[:size]

    def weigh(self, path: str) -> int:
        """Give the number of bytes in one of the example's files."""
        return len(self._contents.get(os.path.normpath(path), b""))

    def measure(self, path: str) -> tuple[int, int] | None:
        """Give the width and height of an image that the example brings."""
        return _measure(io.BytesIO(self._contents.get(os.path.normpath(path), b"")))
