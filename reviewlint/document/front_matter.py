"""Front matter: the metadata block at the head of a review, found and read with exact places."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from reviewlint.document.model import FrontMatter, Problem, Suppression
from reviewlint.document.source import SourceText


class FrontMatterReading(msgspec.Struct, frozen=True):
    """Hold what the head of a review says.

    ``body`` is the offset where the body begins, behind the closing fence's line ending.
    """

    front_matter: FrontMatter | None
    body: int
    problems: tuple[Problem, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


def read_front_matter(source: SourceText, known: Collection[str]) -> FrontMatterReading:
    """Read the metadata block; ``known`` are the field names that tell a block from prose."""
    return FrontMatterReading(None, 0)
