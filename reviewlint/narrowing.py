"""Narrow a run to what changed: fewer reviews are reported on, compared with all that there were."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from reviewlint import git
from reviewlint.changes.hunks import Lines
from reviewlint.changes.lines import keep_changed_lines
from reviewlint.changes.model import Changes
from reviewlint.discovery.discover import require_paths
from reviewlint.errors import InputError, Trouble
from reviewlint.report import Report
from reviewlint.run.collecting import Progress, say_nothing
from reviewlint.session import Session
from reviewlint.sites import make_absolute


class Narrowed(msgspec.Struct, frozen=True):
    """Hold which reviews of a run are reported on.

    ``given`` are the paths that were asked for. ``lines`` are the changed lines of each review,
    ``None`` where all lines count. ``texts``, ``absent`` and ``excluded`` are as a session and its
    report have them. All paths but ``given`` and ``excluded`` are absolute.
    """

    files: tuple[Path, ...]
    given: tuple[Path, ...]
    lines: Mapping[Path, Lines] | None = None
    texts: Mapping[Path, bytes] = {}
    absent: frozenset[Path] = frozenset()
    excluded: tuple[Path, ...] = ()
    troubles: tuple[Trouble, ...] = ()


ListChanges = Callable[[Path], Changes]
"""Say what changed in the repository at a folder."""


def check_narrowed(session: Session, narrowed: Narrowed, progress: Progress = say_nothing) -> Report:
    """Check the reviews that a run was narrowed to; an empty report where there are none."""
    report = session.check_files(
        narrowed.files,
        narrowed.given,
        texts=narrowed.texts,
        absent=narrowed.absent,
        progress=progress,
    )
    if narrowed.lines is not None:
        lines = {session.show(path): changed for path, changed in narrowed.lines.items()}
        report = keep_changed_lines(report, lines, session.read_source)
    return msgspec.structs.replace(
        report,
        failures=(*narrowed.troubles, *report.failures),
        excluded=tuple(map(session.show, narrowed.excluded)),
    )


def take_all(session: Session, paths: Sequence[Path]) -> Narrowed:
    """Choose all that was asked for.

    :raises InputError: if a path is not there
    """
    found = session.search.find_files(paths)
    return Narrowed(found.files, tuple(paths), excluded=found.excluded, troubles=found.troubles)


def leave_out_others(session: Session, narrowed: Narrowed) -> Narrowed:
    """Leave out those of the files named that no check of their folders would find."""
    cwd = Path.cwd()
    named = {place for path in narrowed.given if not (place := make_absolute(cwd, path)).is_dir()}
    # Without a config, what lies elsewhere is judged by its name.
    folders = [cwd, *sorted({place.parent for place in named if not place.is_relative_to(cwd)})]
    wanted = set(session.search.list_wanted(sorted(named), folders))
    files = tuple(path for path in narrowed.files if path not in named or path in wanted)
    return msgspec.structs.replace(narrowed, files=files, excluded=())


def narrow_to_changes(session: Session, paths: Sequence[Path], list_changes: ListChanges) -> Narrowed:
    """Choose the reviews among ``paths`` that changed, each in its own repository.

    :raises InputError: if a path is not there or in no repository, or git cannot be asked
    """
    cwd = Path.cwd()
    places = [make_absolute(cwd, path) for path in paths]
    require_paths(places, session.show)
    repositories = [
        _Repository(top, _name_top(named, top), list_changes(top))
        for top, named in _find_repositories(places, session).items()
    ]
    folders = [place for place in places if place.is_dir()]
    found = session.search.find_files(paths)
    on_disk = dict(_match_changes(found.files, repositories))
    gone = {
        path: (one, name)
        for one in repositories
        for name in one.changes.files & one.changes.blobs.keys()
        if not (path := one.named / name).exists()
    }
    from_index = {path: gone[path] for path in session.search.list_wanted(sorted(gone), folders)}
    if not from_index:
        found.require_files([session.show(path) for path in paths])
    changed = on_disk | from_index
    asks_lines = any(one.changes.lines is not None for one in repositories)
    return Narrowed(
        tuple(sorted(changed, key=Path.as_posix)),
        tuple(paths),
        {path: (one.changes.lines or {}).get(name, ()) for path, (one, name) in changed.items()}
        if asks_lines
        else None,
        dict(_read_texts(session, repositories, folders, changed)),
        frozenset(one.named / name for one in repositories for name in one.changes.absent),
        found.excluded,
        found.troubles,
    )


class _Repository(msgspec.Struct, frozen=True):
    """Hold what changed below ``top``, which the paths of the run know as ``named``."""

    top: Path
    named: Path
    changes: Changes


_Change = tuple[_Repository, str]


def _find_repositories(places: Sequence[Path], session: Session) -> Mapping[Path, Path]:
    """Give the top of each place's working tree, with the first place in it.

    :raises InputError: if one has none
    """
    tops: dict[Path, Path] = {}
    for place in places:
        folder = place if place.is_dir() else place.parent
        top = git.find_repository(folder)
        if top is None:
            message = "this is in no git repository, so there is nothing to say what changed"
            raise InputError(Trouble(session.show(place), 0, 0, message))
        tops.setdefault(top, folder)
    return tops


def _name_top(place: Path, top: Path) -> Path:
    """Give a working tree's top as the path of a folder in it names it, by links maybe."""
    real = Path(os.path.realpath(place))
    while real != top and place.name == real.name:
        place, real = place.parent, real.parent
    return place if real == top else top


def _match_changes(
    files: Iterable[Path], repositories: Sequence[_Repository]
) -> Iterator[tuple[Path, _Change]]:
    """Give each file that changed, with what changed it."""
    folders: dict[Path, Path] = {}
    for path in files:
        # A link leads to what changed, or a folder on the way to it was named by a link.
        if path.parent not in folders:
            folders[path.parent] = Path(os.path.realpath(path.parent))
        real = folders[path.parent] / path.name
        real = Path(os.path.realpath(real)) if real.is_symlink() else real
        for one in repositories:
            if real.is_relative_to(one.top):
                name = real.relative_to(one.top).as_posix()
                if name in one.changes.files:
                    yield path, (one, name)
                    break


def _read_texts(
    session: Session,
    repositories: Iterable[_Repository],
    folders: Sequence[Path],
    changed: Mapping[Path, _Change],
) -> Iterator[tuple[Path, bytes]]:
    """Give the content in the index of each review that has another on disk, or none there."""
    from reviewlint.changes.staged import read_blobs

    for one in repositories:
        if not one.changes.blobs:
            continue
        blobs = {one.named / name: blob for name, blob in one.changes.blobs.items()}
        wanted = {path: blobs[path] for path in session.search.list_members(sorted(blobs), folders)}
        wanted |= {
            path: one.changes.blobs[name]
            for path, (owner, name) in changed.items()
            if owner is one and name in one.changes.blobs
        }
        contents = dict(read_blobs(one.top, wanted.values()))
        for path, blob in wanted.items():
            yield path, contents[blob]
