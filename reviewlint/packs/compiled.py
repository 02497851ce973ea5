"""A rules folder's compiled copy: what makes a check of one file start in a tenth of a second."""

from __future__ import annotations

import contextlib
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reviewlint import __version__
from reviewlint.packs.spec import Library, Pack, RuleSpec


class _Rule(RuleSpec, frozen=True):
    # The type of examples, text or bytes, is none that msgspec could decode; there are none here.
    examples: tuple[()] = ()


class _Pack(Pack, frozen=True):
    rules: tuple[_Rule, ...] = ()


class _Library(Library, frozen=True):
    packs: tuple[_Pack, ...] = ()


def load_compiled(folder: Path, cache: Path | None) -> Library:
    """Read a rules folder, or the copy that an earlier run compiled of the same files.

    A hundred YAML files take longer to decode than a review to check. The copy leaves the examples
    out; it is trusted only while version, names, sizes and times of all files are the same, and a
    cache that cannot be read or written costs nothing but time.
    """
    key = stamp_folder(folder)
    # The key holds the folder too: two folders of one checksum take turns, and never mix.
    copy = cache / f"rules-{zlib.crc32(os.fsencode(folder)):08x}.msgpack" if cache else None
    if copy is not None:
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            kept = msgspec.msgpack.decode(copy.read_bytes(), type=_Library)
            if kept.key == key:
                return kept
    # Decoding imports what only rule authors need.
    from reviewlint.packs.load import load_library

    library = msgspec.structs.replace(strip_examples(load_library(folder)), key=key)
    if copy is not None:
        with contextlib.suppress(OSError):
            copy.parent.mkdir(parents=True, exist_ok=True)
            fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
            fresh.write_bytes(msgspec.msgpack.encode(library))
            fresh.replace(copy)
    return library


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
