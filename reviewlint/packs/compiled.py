"""A rules folder's compiled copy: what makes a check of one file start fast."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reviewlint import __version__
from reviewlint.copies import encode_copy, name_copy, read_copy, write_copy
from reviewlint.packs.locate import VOCABULARY_FOLDER, find_packs
from reviewlint.packs.spec import Library, Pack, RuleSpec

if TYPE_CHECKING:
    from reviewlint.packs.parameters import Known


class _Rule(RuleSpec, frozen=True):
    # The type of examples, text or bytes, is none that msgspec could decode; there are none here.
    examples: tuple[()] = ()


class _Pack(Pack, frozen=True):
    rules: tuple[_Rule, ...] = ()


class _Library(Library, frozen=True):
    packs: tuple[_Pack, ...] = ()


def load_compiled(folder: Path, cache: Path | None) -> Library:
    """Read reviewlint's own rules, or the copy that an earlier run compiled of the same files.

    A hundred YAML files take longer to decode than a review to check. The copy leaves the examples
    out; it is trusted only while version, names, sizes and times of all files are the same, and a
    cache that cannot be read or written costs nothing but time.
    """
    return _load(folder, cache, stamp_folder(folder), folder.as_posix(), None)


def load_own(folder: Path, cache: Path | None, shown: str, known: Known, key: str) -> Library:
    """Read the packs of a site as ``load_compiled`` does.

    ``shown`` is how messages name the folder, ``known`` what its rules may speak of; ``key`` is that of
    reviewlint's own rules, which tells its version.

    :raises PackError: with every problem of every file
    """
    stats = (" ".join(map(str, (ascii(name), *stamp))) for name, *stamp in _stat_packs(folder))
    return _load(folder, cache, "\n".join([key, f"{shown!a} {known.describe()}", *stats]), shown, known)


def _load(folder: Path, cache: Path | None, key: str, shown: str, known: Known | None) -> Library:
    # The key holds the folder too: two folders of one checksum take turns, and never mix.
    copy = name_copy(cache, "rules", folder) if cache else None
    if copy is not None:
        kept = _read_copy(copy)
        if kept is not None and kept.key == key:
            return kept
    # Decoding imports what only rule authors need.
    from reviewlint.packs.load import load_library

    library = msgspec.structs.replace(strip_examples(load_library(folder, shown, known)), key=key)
    if copy is not None and (data := encode_copy(library)) is not None:
        write_copy(copy, data)
    return library


def _read_copy(copy: Path) -> _Library | None:
    """Give what an earlier run compiled, ``None`` where that is not there, or damaged."""
    data = read_copy(copy)
    try:
        return None if data is None else msgspec.msgpack.decode(data, type=_Library)
    except msgspec.MsgspecError:
        return None


def strip_examples(library: Library) -> Library:
    """Leave out what only tests and ``reviewlint rule`` need."""
    packs = tuple(
        msgspec.structs.replace(
            pack, rules=tuple(msgspec.structs.replace(rule, examples=()) for rule in pack.rules)
        )
        for pack in library.packs
    )
    return msgspec.structs.replace(library, packs=packs)


def stamp_folder(folder: Path) -> str:
    """Give a text that changes whenever a rules folder or the program that reads it does."""
    # Told in full: hashlib takes longer to import than all of this to write and to compare.
    said = [f"{__version__} {sys.version_info[:2]} {str(folder)!a}"]
    said += (f"{name!a} {size} {time}" for name, size, time in _stat_files(str(folder)))
    said += (f"{size} {time}" for _, size, time in _stat_files(_PROGRAM, ".py"))
    return "\n".join(said)


_PROGRAM = str(Path(__file__).parent.parent)


def _stat_files(folder: str, suffix: str = ".yaml") -> Iterator[tuple[str, int, int]]:
    """Walk with scandir: this runs at every start."""
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.is_dir():
            yield from _stat_files(entry.path, suffix)
        elif entry.name.endswith(suffix):
            stat = entry.stat()
            yield entry.path, stat.st_size, stat.st_mtime_ns


_ENDINGS = (".yaml", ".yml")
"""The second is refused, and has to be seen for that."""


def _stat_packs(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """Look where packs have their files, and no deeper: a site may keep them beside its reviews.

    They are edited as reviews are, also by programs that set a file's time back.
    """
    for place in dict.fromkeys((folder, *find_packs(folder))):
        for path in (place, place / VOCABULARY_FOLDER):
            with contextlib.suppress(OSError), os.scandir(path) as entries:
                read = (one for one in entries if one.name.endswith(_ENDINGS) and one.name[0] != ".")
                files = [(entry.path, entry.stat()) for entry in read]
                yield from sorted(
                    (name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for name, stat in files
                )
