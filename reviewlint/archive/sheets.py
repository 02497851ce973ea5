"""The facts of an archive's reviews as a run hands them around: gathered now, or kept and not yet read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec

from reviewlint.archive.facts import Facts
from reviewlint.digests import blake2b

_SIZE = 12
"""Bytes of a digest."""


class Sheet(Protocol):
    """Stand for the facts of one review; ``digest`` tells them from all others, empty where nothing does."""

    @property
    def shown(self) -> str:
        """Give the path that findings carry."""

    @property
    def digest(self) -> bytes:
        """Tell the facts from others, wherever they are shown."""

    def load(self) -> Facts:
        """Give the facts."""


class GatheredFacts(msgspec.Struct, frozen=True):
    """Hold facts that were gathered in this run."""

    facts: Facts

    @property
    def shown(self) -> str:
        """Give the path that findings carry."""
        return self.facts.path

    @property
    def digest(self) -> bytes:
        """Tell the facts from others, wherever they are shown."""
        return digest_facts(self.facts)

    def load(self) -> Facts:
        """Give the facts."""
        return self.facts


def digest_facts(facts: Facts | None) -> bytes:
    """Tell facts from others by a few bytes; empty for none, and where their path is not UTF-8."""
    if facts is None:
        return b""
    try:
        data = msgspec.msgpack.encode(msgspec.structs.replace(facts, path=""))
    except UnicodeEncodeError:
        return b""
    return blake2b(data, digest_size=_SIZE).digest()


def digest_sheets(sheets: Iterable[Sheet], where: str) -> bytes:
    """Tell the facts of an archive, as seen from a folder, from all others; empty where nothing does."""
    listed = list(sheets)
    digests = [sheet.digest for sheet in listed]
    if not all(digests):
        return b""
    # At once: each piece by itself would cost more than the digest. No path holds a NUL.
    names = "\0".join([where, *[sheet.shown for sheet in listed]])
    digest = blake2b(names.encode("utf-8", "surrogateescape"), digest_size=_SIZE)
    digest.update(b"\0".join(digests))
    return digest.digest()
