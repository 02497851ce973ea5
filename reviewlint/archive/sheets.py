"""The facts of an archive's reviews as a run hands them around: gathered now, or kept and not yet read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reviewlint.archive.facts import DIGEST_SIZE, Facts
from reviewlint.digests import blake2b


class Sheet(Protocol):
    """Stand for the facts of one review; they are read each time that somebody asks for them."""

    @property
    def shown(self) -> str:
        """Give the path that findings carry."""

    @property
    def relative(self) -> str:
        """Give the path from the config's folder."""

    @property
    def digest(self) -> bytes:
        """Tell the facts from others, wherever they are shown; empty where nothing does."""

    def load(self) -> Facts:
        """Give the facts."""


def digest_archive(names: Sequence[str], digests: Sequence[bytes], where: str) -> bytes:
    """Tell the facts of an archive, as seen from a folder, from all others; empty where nothing does.

    ``names`` tell where the reviews are, whatever folder they are seen from; ``digests`` are of the
    facts of each.
    """
    if not all(digests):
        return b""
    # At once: each piece by itself would cost more than the digest. No path holds a NUL.
    said = "\0".join([where, *names])
    digest = blake2b(said.encode("utf-8", "surrogateescape"), digest_size=DIGEST_SIZE)
    digest.update(b"\0".join(digests))
    return digest.digest()
