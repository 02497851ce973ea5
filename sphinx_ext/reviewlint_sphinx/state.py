"""What is known of the document being read, from source-read to the end of its transforms.

It lives where Sphinx keeps such things, in the environment's data of the current document, and is
gone when the next document is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from reviewlint.document.model import Review
from reviewlint.record import ReviewRecord
from reviewlint_sphinx.spoilers.sentinels import Marked

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from reviewlint_sphinx.parser import MarkdownParsers

_READING = "reviewlint-reading"
_MARKS = "reviewlint-marks"


class Reading(NamedTuple):
    """Hold the review that is being read; ``image_roots`` are absolute folders.

    ``parsers`` are those of this build.
    """

    review: Review
    record: ReviewRecord
    image_roots: tuple[str, ...]
    parsers: MarkdownParsers


class Marks(NamedTuple):
    """Hold what the marks in the document stand for: see :class:`.spoilers.sentinels.Marked`."""

    written: Mapping[str, str]
    labels: Mapping[int, str]
    next: int


def reading_of(env: BuildEnvironment) -> Reading | None:
    """Give the review that is being read; ``None`` where the document is none."""
    reading: Reading | None = env.temp_data.get(_READING)
    return reading


def note_reading(env: BuildEnvironment, reading: Reading) -> None:
    """Say that the document being read is a review."""
    env.temp_data[_READING] = reading


def marks_of(env: BuildEnvironment) -> Marks:
    """Give what the marks put so far into the document stand for."""
    marks: Marks | None = env.temp_data.get(_MARKS)
    return marks or Marks({}, {}, 1)


def note_marks(env: BuildEnvironment, marked: Marked) -> None:
    """Add marks; a document may hold several reviews, by including them."""
    marks = marks_of(env)
    env.temp_data[_MARKS] = Marks(
        {**marks.written, **marked.written}, {**marks.labels, **marked.labels}, marked.next
    )
