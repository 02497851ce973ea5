"""The walk through folders: what is wanted of them, and what of the rest was left out, and why."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reviewlint import git
from reviewlint.discovery.inclusion import FolderPatterns, Kind
from reviewlint.discovery.known_folders import (
    NO_FOLDERS,
    KnownFolder,
    KnownFolders,
    digest_ignored,
    know_folder,
)
from reviewlint.discovery.real_paths import find_real, name_place, place_below
from reviewlint.disk_states import settle
from reviewlint.errors import Trouble, explain_os_error

FindOwn = Callable[[str, set[str]], FolderPatterns | None]
"""Give the patterns that count from a folder, by its absolute path and the names of what is in it.

``None`` where those of the folder above go on.
"""


class _Folder(NamedTuple):
    """Hold a folder that is to be searched, by its path from where the search began.

    ``place`` is its path as the patterns see it, with a slash behind it.
    """

    here: str
    place: str
    patterns: FolderPatterns

    def below(self, name: str) -> _Folder:
        """Give a folder in this one."""
        here = f"{self.here}/{name}" if self.here else name
        return _Folder(here, f"{self.place}{name}/", self.patterns)


class FolderSearch:
    """Add files of folders to those that are known, and count what was left out by reason.

    ``known`` is what an earlier search found, of which nothing is counted; the content of files that
    are called one of ``configs`` may change what is wanted of a folder.
    """

    def __init__(
        self,
        files: dict[str, None],
        patterns: FolderPatterns,
        root: str,
        show: Callable[[Path], str],
        find_own: FindOwn,
        configs: Collection[str] = (),
        known: KnownFolders = NO_FOLDERS,
    ) -> None:
        self.left_out: Counter[str] = Counter()
        self.troubles: list[Trouble] = []
        self.holders: set[str] = set()
        self._files = files
        self._patterns = patterns
        self._root = root
        self._show = show
        self._find_own = find_own
        self._configs = frozenset(configs)
        self._known = known
        self._walked: dict[str, KnownFolder] = {}
        self._ignored = b""
        self._trusts = True
        self._links: list[str] = []
        self._folders_seen: set[tuple[int, int]] = set()

    def walk(self, folders: Sequence[Path]) -> None:
        """Add what is wanted of folders and of the folders in them."""
        ignored: set[str] = set()
        for repository, inside in _group_by_repository(folders).items():
            ignored |= git.list_ignored(repository, inside)
        self._ignored = digest_ignored(ignored)
        if self._ignored != self._known.ignored:
            self._known = NO_FOLDERS
        for folder in folders:
            self._walk_one(folder, ignored)
        if self._links:
            # A link to a review that is here under its own name as well is not a second review.
            known = set(map(_identify, self._files))
            for path in sorted(self._links):
                if (identity := _identify(path)) not in known:
                    known.add(identity)
                    self._add(path[: path.rfind("/")], [path])

    @property
    def walked(self) -> KnownFolders:
        """Give what a later search need not look for."""
        return KnownFolders(self._ignored, self._walked)

    def _walk_one(self, base: Path, ignored: set[str]) -> None:
        relative = place_below(base, self._root)
        real = find_real(base)
        absolute = name_place(base).rstrip("/")
        # Links to folders come last, so that a folder is found under its own name first.
        pending = [_Folder("", f"{relative}/" if relative else "", self._patterns)]
        links: list[_Folder] = []
        usual = self._patterns
        while pending or links:
            folder = pending.pop() if pending else links.pop()
            here = folder.here
            path = f"{absolute}/{here}".rstrip("/")
            state = self._enter(base / here)
            if state is None:
                continue
            trusts = self._trusts and (not here or folder.patterns is usual)
            if trusts and (known := self._known.folders.get(path)) is not None and known.state == state:
                self._walked[path] = known
                self._add(path, known.list_files(path))
                pending += map(folder.below, reversed(known.folders))
                continue
            entries = self._list(base / here)
            if entries is None:
                continue
            names = {entry.name for entry in entries}
            if (own := self._find_own(path, names)) is not None:
                folder = _Folder(here, "", own)
                usual = usual if here else own
            if here and ".git" in names:
                ignored |= git.list_ignored(Path(real, here), [Path(real, here)])
                # What a repository in another one ignores is not kept.
                self._trusts = trusts = False
            wanted = [entry for entry in entries if self._wants(entry, folder, real, ignored)]
            folders = sorted(one.name for one in wanted if one.is_dir() and not one.is_symlink())
            files = sorted(one.name for one in wanted if not one.is_dir() and not one.is_symlink())
            self._add(path, [f"{path}/{name}" for name in files])
            self._links += (f"{path}/{one.name}" for one in wanted if one.is_symlink() and not one.is_dir())
            links += (folder.below(one.name) for one in wanted if one.is_symlink() and one.is_dir())
            pending += map(folder.below, reversed(folders))
            # Where a link leads to changes without the folder, and so does what a config says.
            if trusts and (not here or self._configs.isdisjoint(names)) and not any(map(_is_link, entries)):
                fresh = know_folder(path, state, folders, files)
                if fresh is not None:
                    self._walked[path] = fresh

    def _wants(self, entry: os.DirEntry[str], folder: _Folder, real: str, ignored: Collection[str]) -> bool:
        """Tell whether something is wanted, and count it where it is not."""
        name = entry.name
        reason = folder.patterns.reason_against(_kind_of(entry), name, folder.place + name)
        if reason is None and ignored and f"{real}/{folder.below(name).here}" in ignored:
            reason = "git"
        if reason is not None:
            self.left_out[reason] += 1
        return reason is None

    def _add(self, folder: str, paths: Sequence[str]) -> None:
        self._files.update(dict.fromkeys(paths))
        if paths:
            self.holders.add(folder)

    def _enter(self, folder: Path) -> bytes | None:
        """Give the state of a folder; nothing for one that was seen before (in a loop of links)."""
        now = time.time_ns()
        try:
            status = folder.stat()
        except OSError as error:
            self._report(folder, error)
            return None
        if (identity := (status.st_dev, status.st_ino)) in self._folders_seen:
            return None
        self._folders_seen.add(identity)
        return settle(status, now)

    def _list(self, folder: Path) -> Sequence[os.DirEntry[str]] | None:
        """Give what is in a folder; nothing for one that cannot be listed, of which nothing may be kept."""
        try:
            with os.scandir(folder) as entries:
                return list(entries)
        except OSError as error:
            self._report(folder, error)
            return None

    def _report(self, folder: Path, error: OSError) -> None:
        why = f"this folder cannot be read: {explain_os_error(error)}"
        self.troubles.append(Trouble(self._show(folder), 0, 0, why))


def _is_link(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink()


def _kind_of(entry: os.DirEntry[str]) -> Kind:
    try:
        return "folder" if entry.is_dir() else "file" if entry.is_file() else "nothing"
    except OSError:
        return "nothing"  # a link to itself


def _identify(path: Path | str) -> tuple[int, int]:
    status = os.stat(path)  # noqa: PTH116 - once for each file beside a link
    return status.st_dev, status.st_ino


def _group_by_repository(folders: Sequence[Path]) -> Mapping[Path, list[Path]]:
    groups: dict[Path, list[Path]] = {}
    for folder in folders:
        if (repository := git.find_repository(folder)) is not None:
            groups.setdefault(repository, []).append(folder)
    return groups
