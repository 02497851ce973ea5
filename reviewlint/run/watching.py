"""What a review's findings depend on beside its text: what was asked of files and the day, and the answers.

A finding about an image holds as long as the disk gives the same answers, whatever else changes; one
about a date that is still to come holds on that day only, for it says which day it is.
"""

from __future__ import annotations

import datetime
import os
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from reviewlint.checks.base import Day, Files

FileQuestion = Literal["file", "names", "inside", "roots", "content"]
Question = Literal[FileQuestion, "day"]


class Answer(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Keep one question about a path, or about the day, and a number that stands for the answer."""

    question: Question
    path: str
    answer: int


class WatchedFiles:
    """Answer for files as ``files`` does, and remember what was asked."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._known: dict[tuple[FileQuestion, str], int] = {}

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Give all that was asked, in that order, with the answers."""
        return tuple(Answer(*asked, answer) for asked, answer in self._known.items())

    def _note(self, question: FileQuestion, path: str) -> int:
        known = self._known.get((question, path))
        if known is None:
            known = self._known[question, path] = _ASK[question](self._files, path)
        return known

    def is_file(self, path: str) -> bool:
        """Tell whether a file is there, under exactly this spelling of its path."""
        return bool(self._note("file", path))

    def names(self, folder: str) -> tuple[str, ...]:
        """Give the names in a folder, sorted; nothing where there is no such folder."""
        self._note("names", folder)
        return self._files.names(folder)

    def images(self, folder: str) -> tuple[str, ...]:
        """Give the names in a folder that are images', sorted."""
        self._note("names", folder)
        return self._files.images(folder)

    def spellings(self, folder: str, name: str) -> tuple[str, ...]:
        """Give the names in a folder that differ from a name by case only, sorted."""
        self._note("names", folder)
        return self._files.spellings(folder, name)

    def is_inside(self, path: str) -> bool:
        """Tell whether a path lies within the site, as far as is known where the site ends."""
        return bool(self._note("inside", path))

    def image_roots(self, path: str) -> tuple[str, ...]:
        """Give the folders that an address beginning with ``/`` may start from, for this review."""
        # One question for all reviews in a folder.
        self._note("roots", path[: path.rfind("/") + 1])
        return self._files.image_roots(path)

    def read_start(self, path: str, size: int) -> bytes:
        """Give the first ``size`` bytes of a file; nothing where it cannot be read."""
        self._note("content", path)
        return self._files.read_start(path, size)

    def weigh(self, path: str) -> int:
        """Give the number of bytes in a file, 0 where there is none."""
        self._note("content", path)
        return self._files.weigh(path)

    def measure(self, path: str) -> tuple[int, int] | None:
        """Give an image's width and height in pixels, ``None`` where its bytes do not tell."""
        self._note("content", path)
        return self._files.measure(path)


class WatchedDay:
    """Answer for the day as ``day`` does, and remember whether anything is still to come."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._ahead = False

    @property
    def date(self) -> datetime.date:
        """Give it, for a message about what is still to come."""
        return self._day.date

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Give the day where anything depends on it."""
        return (Answer("day", "", self._day.date.toordinal()),) if self._ahead else ()

    def precedes(self, when: tuple[int, ...]) -> bool:
        """Tell whether a year, a month (year, month) or a day (year, month, day) is still to come."""
        ahead = self._day.precedes(when)
        self._ahead |= ahead
        return ahead


def still_hold(answers: Iterable[Answer], files: Files, today: int) -> bool:
    """Tell whether files, and the day (its ordinal), give the answers that they once gave."""
    return all(
        (today if one.question == "day" else _ASK[one.question](files, one.path)) == one.answer
        for one in answers
    )


def _stamp(path: str) -> int:
    """Give a number that changes with a file's content, by its size and times."""
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of times a run
    except OSError:
        return 0
    return _sum((str(status.st_size), str(status.st_mtime_ns), str(status.st_ctime_ns), str(status.st_ino)))


def _sum(texts: Iterable[str]) -> int:
    return zlib.crc32("\0".join(texts).encode("utf-8", "surrogatepass"))


_ASK: Mapping[FileQuestion, Callable[[Files, str], int]] = {
    "file": lambda files, path: int(files.is_file(path)),
    "names": lambda files, path: _sum(files.names(path)),
    "inside": lambda files, path: int(files.is_inside(path)),
    "roots": lambda files, path: _sum(files.image_roots(path)),
    "content": lambda files, path: _stamp(path),
}
