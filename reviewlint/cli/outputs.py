"""Where findings go beside standard output: files, and the summary of a step on GitHub."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from reviewlint.errors import InputError, Trouble, explain_os_error

_STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


class Output(msgspec.Struct, frozen=True):
    """Name a file that findings are written to, and the format."""

    format: str
    path: Path


def require_writable(outputs: Sequence[Output]) -> None:
    """Look at all files before any review is: a long run must not end at a slip in a path.

    :raises InputError: with every file that surely cannot be written
    """
    if problems := list(_find_problems(outputs)):
        raise InputError(*problems)


def _find_problems(outputs: Sequence[Output]) -> Iterator[Trouble]:
    by_file: dict[str, list[Path]] = {}
    for output in outputs:
        by_file.setdefault(os.path.realpath(output.path), []).append(output.path)
    for first, *others in by_file.values():
        if others:
            names = ", ".join(dict.fromkeys(path.as_posix() for path in others if path != first))
            also = f", which is {names} as well" if names else ""
            yield _trouble(first, f"{len(others) + 1} outputs were to go to this one file{also}")
    for output in outputs:
        path = output.path
        if path.is_dir():
            yield _trouble(path, "the findings cannot be written here: this is a folder")
        elif not path.parent.is_dir():
            yield _trouble(path, f"the findings cannot be written here: there is no folder {path.parent}")
        elif not os.access(path if path.exists() else path.parent, os.W_OK):
            yield _trouble(path, "the findings cannot be written here: permission denied")


def write_output(path: Path, text: str) -> Trouble | None:
    """Write a file wholly or not at all; give what stood in the way."""
    from reviewlint.writing import write_whole  # few runs write anything

    try:
        write_whole(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        return _explain(path, error)
    return None


def find_step_summary(environment: Mapping[str, str]) -> Path | None:
    """Give the file whose Markdown GitHub shows with the step that is running."""
    path = environment.get(_STEP_SUMMARY)
    return Path(path) if path else None


def add_step_summary(path: Path, text: str) -> Trouble | None:
    """Add to what other commands of the step have said there; give what stood in the way."""
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        return _explain(path, error)
    return None


def _explain(path: Path, error: OSError) -> Trouble:
    return _trouble(path, f"the findings cannot be written here: {explain_os_error(error)}")


def _trouble(path: Path, message: str) -> Trouble:
    return Trouble(path.as_posix(), 0, 0, message)
