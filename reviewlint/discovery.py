"""Which files to check: the ones given outright, and what the folders given hold.

A file given outright is checked whatever its name; in folders only what an include pattern names.
An exclude pattern always holds. All that is left out is counted by what left it out, so that
"nothing was checked" can be explained.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from reviewlint import git
from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.globs import compile_globs
from reviewlint.inclusion import REASONS, FolderPatterns, Kind


class Discovery(msgspec.Struct, frozen=True):
    """Hold what was found.

    ``files`` are sorted, each only once. ``excluded`` were given outright and are not checked all
    the same. ``left_out`` counts what folders hold beside them, by reason. ``troubles`` are
    folders that could not be read.
    """

    files: tuple[Path, ...]
    excluded: tuple[Path, ...] = ()
    left_out: Mapping[str, int] = {}
    troubles: tuple[Trouble, ...] = ()

    def require_files(self, paths: Sequence[str]) -> None:
        """Raise InputError, saying what was left out and why, where there is nothing to check.

        ``paths`` are how the message names the places that were searched.
        """
        if self.files or self.troubles:
            return
        reasons = [f"{path.name} left out by `exclude`" for path in self.excluded]
        reasons += [
            phrase.format(self.left_out[key]) for key, phrase in REASONS.items() if key in self.left_out
        ]
        message = f"no review found: {', '.join(reasons)}" if reasons else "no review found here"
        raise InputError(Trouble(", ".join(paths), 0, 0, message))


def merge_discoveries(found: Sequence[Discovery]) -> Discovery:
    """Join what several searches found, as when folders have configs of their own."""
    left_out: Counter[str] = Counter()
    for one in found:
        left_out.update(one.left_out)
    return Discovery(
        tuple(sorted({path for one in found for path in one.files}, key=Path.as_posix)),
        tuple(path for one in found for path in one.excluded),
        dict(left_out),
        tuple(trouble for one in found for trouble in one.troubles),
    )


def require_paths(paths: Sequence[Path], show: Callable[[Path], str] = Path.as_posix) -> None:
    """Raise InputError with every path that is not there; ``show`` is how messages name them."""
    faults = [fault for path in paths for fault in _find_fault(path, show)]
    if faults:
        raise InputError(*faults)


def _find_fault(path: Path, show: Callable[[Path], str]) -> Iterator[Trouble]:
    try:
        path.stat()
    except FileNotFoundError:
        yield Trouble(show(path), 0, 0, "there is no such file or folder")
    except (OSError, ValueError) as error:
        yield Trouble(show(path), 0, 0, f"this cannot be read: {explain_os_error(error)}")


def discover(
    paths: Sequence[Path],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    root: Path,
    show: Callable[[Path], str] = Path.as_posix,
) -> Discovery:
    """Find the files to check in paths that are there.

    Patterns are matched against paths relative to ``root``; what lies outside of it is matched
    relative to the folder that was given. No ``include`` means the usual names. ``show`` is how
    troubles name a folder.
    """
    excluded = compile_globs(exclude)
    search = _Search(excluded, root, show)
    folders = []
    for path in paths:
        if path.is_dir():
            folders.append(path)
        else:
            search.take(path)
    if folders:
        search.walk(folders, FolderPatterns(include, excluded))
    return search.result()


class _Search:
    """Collect files over several paths."""

    def __init__(self, excluded: Callable[[str], bool], root: Path, show: Callable[[Path], str]) -> None:
        self._excluded = excluded
        self._show = show
        self._root = Path(os.path.realpath(root)).as_posix()
        self._files: dict[str, Path] = {}
        self._links: list[Path] = []
        self._outright_excluded: list[Path] = []
        self._left_out: Counter[str] = Counter()
        self._troubles: list[Trouble] = []
        self._folders_seen: set[tuple[int, int]] = set()

    def take(self, path: Path) -> None:
        """Add a file that was given outright."""
        folder = self._relative(path.parent)
        if self._excluded(f"{folder}/{path.name}".lstrip("/")):
            self._outright_excluded.append(path)
        else:
            self._add(path)

    def walk(self, folders: Sequence[Path], patterns: FolderPatterns) -> None:
        """Add what is wanted of folders and of the folders in them."""
        ignored: set[str] = set()
        for repository, inside in _group_by_repository(folders).items():
            ignored |= git.list_ignored(repository, inside)
        for folder in folders:
            self._walk_one(folder, patterns, ignored)

    def result(self) -> Discovery:
        """Give all that was found, sorted."""
        if self._links:
            # A link to a review that is here under its own name as well is not a second review.
            known = {_identify(path) for path in self._files.values()}
            for path in sorted(self._links):
                if (identity := _identify(path)) not in known:
                    known.add(identity)
                    self._add(path)
        return Discovery(
            tuple(sorted(self._files.values(), key=Path.as_posix)),
            tuple(self._outright_excluded),
            dict(self._left_out),
            tuple(self._troubles),
        )

    def _add(self, path: Path) -> None:
        self._files.setdefault(os.path.abspath(path), path)  # noqa: PTH100 - resolves no links

    def _relative(self, folder: Path) -> str:
        """Give a folder's path for the patterns: below the root, or empty outside of it."""
        real = Path(os.path.realpath(folder)).as_posix()
        return real[len(self._root) :].lstrip("/") if f"{real}/".startswith(f"{self._root}/") else ""

    def _walk_one(self, base: Path, patterns: FolderPatterns, ignored: set[str]) -> None:
        relative = self._relative(base)
        real = Path(os.path.realpath(base)).as_posix()
        # Links to folders come last, so that a folder is found under its own name first.
        pending: list[str] = [""]
        links: list[str] = []
        while pending or links:
            here = pending.pop() if pending else links.pop()
            entries = self._list(base / here)
            if here and any(entry.name == ".git" for entry in entries):
                ignored |= git.list_ignored(Path(real, here), [Path(real, here)])
            for entry in entries:
                below = f"{here}/{entry.name}" if here else entry.name
                kind = _kind_of(entry)
                reason = patterns.reason_against(kind, entry.name, f"{relative}/{below}".lstrip("/"))
                if reason is None and f"{real}/{below}" in ignored:
                    reason = "git"
                if reason is not None:
                    self._left_out[reason] += 1
                elif kind == "folder":
                    (links if entry.is_symlink() else pending).append(below)
                elif entry.is_symlink():
                    self._links.append(base / below)
                else:
                    self._add(base / below)

    def _list(self, folder: Path) -> Sequence[os.DirEntry[str]]:
        """Give what is in a folder, nothing for one that was seen before (in a loop of links)."""
        try:
            identity = _identify(folder)
            if identity in self._folders_seen:
                return ()
            self._folders_seen.add(identity)
            with os.scandir(folder) as entries:
                return list(entries)
        except OSError as error:
            reason = explain_os_error(error)
            self._troubles.append(Trouble(self._show(folder), 0, 0, f"this folder cannot be read: {reason}"))
            return ()


def _kind_of(entry: os.DirEntry[str]) -> Kind:
    try:
        return "folder" if entry.is_dir() else "file" if entry.is_file() else "nothing"
    except OSError:
        return "nothing"  # a link to itself


def _identify(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _group_by_repository(folders: Sequence[Path]) -> Mapping[Path, list[Path]]:
    groups: dict[Path, list[Path]] = {}
    for folder in folders:
        if (repository := git.find_repository(folder)) is not None:
            groups.setdefault(repository, []).append(folder)
    return groups
