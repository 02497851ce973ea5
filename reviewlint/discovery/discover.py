"""Which files to check: the ones given outright, and what the folders given hold.

A file given outright is checked whatever its name; in folders only what an include pattern names.
An exclude pattern always holds. All that is left out is counted by what left it out, so that
"nothing was checked" can be explained.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reviewlint.discovery.known_folders import NO_FOLDERS, KnownFolders
from reviewlint.discovery.real_paths import find_real, name_place, place_below
from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.globs import compile_globs

if TYPE_CHECKING:
    from reviewlint.discovery.folders import FindOwn


class Discovery(msgspec.Struct, frozen=True):
    """Hold what was found.

    ``places`` are the files, sorted, each only once: absolute, with forward slashes. ``excluded`` were
    given outright and are not checked all the same. ``left_out`` counts what folders hold beside them,
    by reason. ``troubles`` are folders that could not be read; ``folders`` is what a later search need
    not look for. ``holders`` are the folders that files were found in by searching folders.
    """

    places: tuple[str, ...]
    excluded: tuple[Path, ...] = ()
    left_out: Mapping[str, int] = {}
    troubles: tuple[Trouble, ...] = ()
    folders: KnownFolders = NO_FOLDERS
    holders: frozenset[str] = frozenset()

    @property
    def files(self) -> tuple[Path, ...]:
        """Give the files as paths."""
        return tuple(map(Path, self.places))

    def require_files(self, paths: Sequence[str]) -> None:
        """Raise InputError, saying what was left out and why, where there is nothing to check.

        ``paths`` are how the message names the places that were searched.
        """
        if self.places or self.troubles:
            return
        from reviewlint.discovery.inclusion import REASONS

        reasons = [f"{path.name} left out by `exclude`" for path in self.excluded]
        reasons += [
            phrase.format(self.left_out[key]) for key, phrase in REASONS.items() if key in self.left_out
        ]
        message = f"no review found: {', '.join(reasons)}" if reasons else "no review found here"
        raise InputError(Trouble(", ".join(paths), 0, 0, message))


def merge_discoveries(found: Sequence[Discovery]) -> Discovery:
    """Join what several searches found, as when folders have configs of their own."""
    if len(found) == 1:
        return found[0]
    left_out: Counter[str] = Counter()
    for one in found:
        left_out.update(one.left_out)
    return Discovery(
        tuple(sorted({place for one in found for place in one.places})),
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
    find_own: FindOwn = lambda folder, names: None,
    configs: Collection[str] = (),
    known: KnownFolders = NO_FOLDERS,
) -> Discovery:
    """Find the files to check in paths that are there.

    Patterns are matched against paths relative to ``root``; what lies outside of it is matched
    relative to the folder that was given. No ``include`` means the usual names. ``show`` is how
    troubles name a folder, ``find_own`` gives the patterns of a folder that has others. ``known`` is
    what an earlier search with the same patterns found, of which nothing is counted; no folder is known
    that has a file called one of ``configs``, but for the topmost.
    """
    excluded = compile_globs(exclude)
    real = find_real(root)
    files: dict[str, None] = {}
    outright: list[Path] = []
    folders: list[Path] = []
    for path in paths:
        if path.is_dir():
            folders.append(path)
        elif excluded(f"{place_below(path.parent, real)}/{path.name}".lstrip("/")):
            outright.append(path)
        else:
            files[name_place(path)] = None
    left_out: Mapping[str, int] = {}
    troubles: Sequence[Trouble] = ()
    holders: Collection[str] = ()
    if folders:
        # Imported only here: an editor or a hook gives files.
        from reviewlint.discovery.folders import FolderSearch
        from reviewlint.discovery.inclusion import FolderPatterns

        patterns = FolderPatterns(include, excluded)
        search = FolderSearch(files, patterns, real, show, find_own, configs, known)
        search.walk(folders)
        left_out, troubles, known = search.left_out, search.troubles, search.walked
        holders = search.holders
    found = tuple(sorted(files))
    return Discovery(found, tuple(outright), dict(left_out), tuple(troubles), known, frozenset(holders))
