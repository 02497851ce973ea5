"""Ctrl-C: the run stops, says so with 130, and leaves nothing half written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.reviews import AMBIGUOUS, CLEAN

# Send what Ctrl-C sends, to all processes of the run, when a function is called for the nth time.
PROGRAM = """
import os, signal, sys
from reviewlint import writing
from reviewlint.cli import main, progress

# A test run that a shell started in the background hands down that Ctrl-C is not for it.
signal.signal(signal.SIGINT, signal.default_int_handler)

owner, name, count = {"read": (progress.Progress, "tell", 3), "sync": (os, "fsync", 1)}[sys.argv[1]]
called = getattr(owner, name)

def interrupt(*arguments):
    global count
    count -= 1
    if count == 0:
        os.killpg(0, signal.SIGINT)
    return called(*arguments)

setattr(owner, name, interrupt)
sys.exit(main(sys.argv[2:]))
"""

INTERRUPTED = (130, "", "\ninterrupted\n")  # on a line of its own: a terminal shows `^C`


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder / "site",
        env=environment,
        capture_output=True,
        text=True,
        start_new_session=True,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    for number in range(300):
        (tmp_path / "site" / f"{number:03}.md").write_text(CLEAN if number else AMBIGUOUS, "utf-8")
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_run_that_is_interrupted_writes_nothing(folder: Path, jobs: str) -> None:
    before = sorted(path.name for path in (folder / "site").iterdir())
    ended = run(folder, "read", "check", "--jobs", jobs, "--output", "json=found.json", "--fix")
    assert ended == INTERRUPTED
    assert sorted(path.name for path in (folder / "site").iterdir()) == before
    assert (folder / "site" / "000.md").read_text("utf-8") == AMBIGUOUS


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["check", "--output", "json=found.json"], "found.json"),
        (["check", "--fix"], "000.md"),
        (["baseline"], "reviewlint-baseline.json"),
    ],
)
def test_a_file_is_as_it_was_when_its_writing_is_interrupted(
    folder: Path, arguments: list[str], name: str
) -> None:
    site = folder / "site"
    before = {path.name: path.read_bytes() for path in site.iterdir()}
    ended = run(folder, "sync", *arguments)
    assert ended == INTERRUPTED
    assert {path.name: path.read_bytes() for path in site.iterdir()} == before
    assert name in before or not (site / name).exists()


# Be interrupted when a module is imported, long before there is a run.
EARLY = """
import builtins
from reviewlint.process import run

imports = builtins.__import__

def interrupt(name, *arguments, **named):
    if name == "reviewlint.cli.streams":
        raise KeyboardInterrupt
    return imports(name, *arguments, **named)

builtins.__import__ = interrupt
run()
"""


def test_an_interruption_while_the_program_starts() -> None:
    done = subprocess.run([sys.executable, "-c", EARLY], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == INTERRUPTED
