"""What an earlier search found in folders: one whose names are the same need not be searched again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from reviewlint.digests import blake2b
from reviewlint.disk_states import UNSETTLED


class KnownFolder(msgspec.Struct, frozen=True, array_like=True):
    """Hold what is wanted of a folder: the names of folders to look into, and of files.

    It holds as long as the folder is in this ``state``, the patterns are the same, and git ignores the
    same. ``files`` have a NUL between them: there are many.
    """

    state: bytes
    folders: tuple[str, ...] = ()
    files: str = ""

    def list_files(self, folder: str) -> Sequence[str]:
        """Give the paths of the files in ``folder``, which this is."""
        # All at once: each by itself would take three times as long.
        return f"{folder}/{self.files}".replace("\0", f"\0{folder}/").split("\0") if self.files else ()

    def count_files(self) -> int:
        """Give how many files there are."""
        return self.files.count("\0") + 1 if self.files else 0


class KnownFolders(msgspec.Struct, frozen=True, array_like=True):
    """Hold folders by their absolute paths; ``ignored`` tells what git ignores from anything else."""

    ignored: bytes = b""
    folders: Mapping[str, KnownFolder] = {}

    def count_changes(self, old: KnownFolders) -> int:
        """Count the folders that are not as ``old`` has them, and the files in those that it lacks."""
        known = old.folders
        changed = sum(known[path] != one for path, one in self.folders.items() if path in known)
        fresh = (one.count_files() for path, one in self.folders.items() if path not in known)
        return changed + sum(fresh)


NO_FOLDERS = KnownFolders()


def know_folder(path: str, state: bytes, folders: Sequence[str], files: Sequence[str]) -> KnownFolder | None:
    """Give what is to be known of a folder; nothing of one that was changed just now.

    A name need not be anything that UTF-8 can write: neither is such a folder known.
    """
    if state == UNSETTLED:
        return None
    try:
        "".join((path, *folders, *files)).encode()
    except UnicodeEncodeError:
        return None
    return KnownFolder(state, tuple(folders), "\0".join(files))


def digest_ignored(ignored: Collection[str]) -> bytes:
    """Tell what git ignores from anything else."""
    said = "\0".join(sorted(ignored)).encode("utf-8", "surrogateescape")
    return blake2b(said, digest_size=20).digest()
