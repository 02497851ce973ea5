"""Copies of what takes long to read, each in a file of its own: whole, or as if it were not there."""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path
from typing import Any

import msgspec


def name_copy(cache: Path, kind: str, place: Path) -> Path:
    """Give where a copy of what stands at ``place`` is kept.

    Two places of one checksum take turns: whoever reads a copy looks whether it is of that place.
    """
    return cache / f"{kind}-{zlib.crc32(os.fsencode(place)):08x}.msgpack"


def read_copy(copy: Path) -> bytes | None:
    """Give what was written, ``None`` where it is not there, or damaged."""
    try:
        data = copy.read_bytes()
    except OSError:
        return None
    # A damaged copy may well be read, and say something else than what it was made of does.
    return data[4:] if data[:4] == _sum(data[4:]) else None


def encode_copy(value: Any) -> bytes | None:
    """Give what is written of a value, ``None`` where that cannot be: 64 bits hold no number of 30 digits."""
    try:
        return msgspec.msgpack.encode(value)
    except (OverflowError, UnicodeEncodeError):
        return None


def write_copy(copy: Path, data: bytes) -> None:
    """Write a copy beside the old one and put it in its place; where that cannot be done, do without."""
    with contextlib.suppress(OSError):
        copy.parent.mkdir(parents=True, exist_ok=True)
        fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
        try:
            fresh.write_bytes(_sum(data) + data)
            fresh.replace(copy)
        except BaseException:
            # Else each run on a full disk would leave one more.
            fresh.unlink(missing_ok=True)
            raise


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4)
