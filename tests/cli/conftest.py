from __future__ import annotations

import errno
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reviewlint.cli import main
from tests.cli.reviews import AMBIGUOUS
from tests.repository import Repository


class Ended(NamedTuple):
    """How a call ended: its exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Call the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))

    def call(*arguments: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(arguments)
        return Ended(code, *capsys.readouterr())

    return call


@pytest.fixture
def fill_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the disk be full when a file of some name is put in its place."""

    def fill(name: str) -> None:
        replace = Path.replace

        def fail(path: Path, target: Path) -> Path:
            if target.name == name:
                raise OSError(errno.ENOSPC, "No space left on device")
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", fail)

    return fill


@pytest.fixture
def here(tmp_path: Path) -> Repository:
    """Give a repository with a review that has an error, committed."""
    repository = Repository(tmp_path)
    repository.put("reviews/old.md", AMBIGUOUS)
    repository.commit()
    return repository
