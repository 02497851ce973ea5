"""The walk through folders: what is wanted of them, and what of the rest was left out, and why."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from reviewlint import git
from reviewlint.discovery.inclusion import FolderPatterns, Kind
from reviewlint.discovery.real_paths import find_real, name_place, place_below
from reviewlint.errors import Trouble, explain_os_error

FindOwn = Callable[[str, set[str]], FolderPatterns | None]
"""Give the patterns that count from a folder, by its absolute path and the names of what is in it.

``None`` where those of the folder above go on.
"""


class FolderSearch:
    """Add files of folders to those that are known, and count what was left out by reason."""

    def __init__(
        self,
        files: set[str],
        patterns: FolderPatterns,
        root: str,
        show: Callable[[Path], str],
        find_own: FindOwn,
    ) -> None:
        self.left_out: Counter[str] = Counter()
        self.troubles: list[Trouble] = []
        self._files = files
        self._patterns = patterns
        self._root = root
        self._show = show
        self._find_own = find_own
        self._links: list[str] = []
        self._folders_seen: set[tuple[int, int]] = set()

    def walk(self, folders: Sequence[Path]) -> None:
        """Add what is wanted of folders and of the folders in them."""
        ignored: set[str] = set()
        for repository, inside in _group_by_repository(folders).items():
            ignored |= git.list_ignored(repository, inside)
        for folder in folders:
            self._walk_one(folder, ignored)
        if self._links:
            # A link to a review that is here under its own name as well is not a second review.
            known = set(map(_identify, self._files))
            for path in sorted(self._links):
                if (identity := _identify(path)) not in known:
                    known.add(identity)
                    self._files.add(path)

    def _walk_one(self, base: Path, ignored: set[str]) -> None:
        relative = place_below(base, self._root)
        real = find_real(base)
        absolute = name_place(base).rstrip("/")
        # Links to folders come last, so that a folder is found under its own name first. Beside each
        # is its path as the patterns see it, with a slash behind it, and the patterns.
        pending = [("", f"{relative}/" if relative else "", self._patterns)]
        links: list[tuple[str, str, FolderPatterns]] = []
        while pending or links:
            here, place, patterns = pending.pop() if pending else links.pop()
            entries = self._list(base / here)
            above = f"{here}/" if here else ""
            names = {entry.name for entry in entries}
            if (own := self._find_own(f"{absolute}/{here}".rstrip("/"), names)) is not None:
                place, patterns = "", own
            if here and ".git" in names:
                ignored |= git.list_ignored(Path(real, here), [Path(real, here)])
            for entry in entries:
                name = entry.name
                below = above + name
                kind = _kind_of(entry)
                reason = patterns.reason_against(kind, name, place + name)
                if reason is None and ignored and f"{real}/{below}" in ignored:
                    reason = "git"
                if reason is not None:
                    self.left_out[reason] += 1
                elif kind == "folder":
                    (links if entry.is_symlink() else pending).append((below, f"{place}{name}/", patterns))
                elif entry.is_symlink():
                    self._links.append(f"{absolute}/{below}")
                else:
                    self._files.add(f"{absolute}/{below}")

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
            self.troubles.append(Trouble(self._show(folder), 0, 0, f"this folder cannot be read: {reason}"))
            return ()


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
