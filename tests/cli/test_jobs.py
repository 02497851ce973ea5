"""Several processes: the same findings, and none of them is left when the run is interrupted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.reviews import AMBIGUOUS, CLEAN, put

# Interrupt this process, and no other, when the first reviews are done; say which others there were.
PROGRAM = """
import multiprocessing, os, signal, sys
from reviewlint.cli import main, progress

tell = progress.Progress.tell

def interrupt(*arguments):
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    os.kill(os.getpid(), signal.SIGINT)
    return tell(*arguments)

progress.Progress.tell = interrupt
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("jobs", ["0", "1", "2", "5"])
def test_the_findings_are_the_same(run: Run, jobs: str) -> None:
    for number in range(12):
        put(f"{number:02}.md", CLEAN if number % 3 else AMBIGUOUS)
    ended = run("check", "--jobs", jobs, "--no-cache", "--output-format", "json")
    assert (ended.code, ended.err) == (1, "")
    assert [one["path"] for one in json.loads(ended.out)] == ["00.md", "03.md", "06.md", "09.md"]


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number:03}.md").write_text(CLEAN, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "check", "--jobs", "3", "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        start_new_session=True,
    )
    assert (done.returncode, done.stderr) == (130, "\ninterrupted\n")
    others = [int(number) for number in done.stdout.split()]
    assert len(others) == 3
    for other in others:
        with pytest.raises(ProcessLookupError):
            os.kill(other, 0)
