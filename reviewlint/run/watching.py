"""The files beside a review that its findings depend on: what was asked of them, and the answers.

A finding about an image holds as long as the disk gives the same answers, whatever else changes.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from reviewlint.checks.base import Files

Question = Literal["file", "names", "inside", "roots", "content"]


class Answer(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Keep one question about a path, and a number that stands for the answer."""

    question: Question
    path: str
    answer: int


class WatchedFiles:
    """Answer for files as ``files`` does, and remember what was asked."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._known: dict[tuple[Question, str], int] = {}

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Give all that was asked, in that order, with the answers."""
        return tuple(Answer(*asked, answer) for asked, answer in self._known.items())

    def _note(self, question: Question, path: str) -> None:
        if (question, path) not in self._known:
            self._known[question, path] = _ASK[question](self._files, path)

    def is_file(self, path: str) -> bool:
        """Tell whether a file is there, under exactly this spelling of its path."""
        self._note("file", path)
        return self._files.is_file(path)

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
        self._note("inside", path)
        return self._files.is_inside(path)

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


def still_hold(answers: Iterable[Answer], files: Files) -> bool:
    """Tell whether files give the answers that they once gave."""
    return all(_ASK[one.question](files, one.path) == one.answer for one in answers)


def _stamp(path: str) -> int:
    """Give a number that changes with a file's content, by its size and times."""
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of times a run
    except OSError:
        return 0
    return _sum((str(status.st_size), str(status.st_mtime_ns), str(status.st_ctime_ns), str(status.st_ino)))


def _sum(texts: Iterable[str]) -> int:
    return zlib.crc32("\0".join(texts).encode("utf-8", "surrogatepass"))


_ASK: Mapping[Question, Callable[[Files, str], int]] = {
    "file": lambda files, path: int(files.is_file(path)),
    "names": lambda files, path: _sum(files.names(path)),
    "inside": lambda files, path: int(files.is_inside(path)),
    "roots": lambda files, path: _sum(files.image_roots(path)),
    "content": lambda files, path: _stamp(path),
}
