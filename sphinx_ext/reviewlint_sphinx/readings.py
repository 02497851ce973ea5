"""Reviews read once for all that a build wants of them: to judge them, to show them, to look for leaks.

What was read lives in this process and for this build. Processes that check or read beside it keep
their own, and what nobody has read here is read when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from reviewlint.document.model import Review
from reviewlint.record import ReviewRecord, make_record


class ReadReview(NamedTuple):
    """Hold a review with its record, whose path is from the source folder.

    The review is without its paragraphs, pictures, links and literal text, which take many times the
    memory of its source.
    """

    review: Review
    record: ReviewRecord


class Readings:
    """Know the reviews that were read in this build."""

    def __init__(self, folder: Path, read: Callable[[str | bytes, Path], Review]) -> None:
        """Read with ``read`` what was not :meth:`note`\\ d; ``folder`` is the source folder."""
        self._folder = folder
        self._read = read
        self._known: dict[str, ReadReview] = {}

    def note(self, review: Review) -> None:
        """Keep a review that was read to be checked."""
        path = Path(review.source.path)
        if path.is_relative_to(self._folder):
            self._known[review.source.path] = self._reduce(review, path)

    def find(self, path: Path) -> ReadReview:
        """Give a review, as it was when it was checked.

        :raises OSError: if it was not, and cannot be read
        """
        known = self._known.get(path.as_posix())
        return known or self._reduce(self._read(path.read_bytes(), path), path)

    def find_as(self, text: str, path: Path) -> ReadReview:
        """Give a review as ``text`` has it, which others may have changed since it was on disk."""
        known = self._known.get(path.as_posix())
        if known is not None and known.review.source.text == text:
            return known
        return self._reduce(self._read(text, path), path)

    def _reduce(self, review: Review, path: Path) -> ReadReview:
        record = make_record(review, path.relative_to(self._folder).as_posix())
        small = replace(review, paragraphs=(), images=(), links=(), literal=(), suppressions=())
        return ReadReview(small, record)
