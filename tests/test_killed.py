"""A fix that is killed leaves the old file or the new one, at whatever step it was."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

OLD = "---\ntitle: 1917\n---\nText.\n" + "A line that nobody touches.\n" * 4000
NEW = OLD.replace("1917", '"1917"')

# Kill the process, as `kill -9` does, before the given step: a line of writing.py, or a call into the
# system from there.
KILLER = """
import os, signal, sys
from pathlib import Path

step, path = int(sys.argv[1]), Path(sys.argv[2])
from reviewlint import writing

def count(frame, event, argument):
    global step
    watched = frame.f_code.co_filename == writing.__file__
    if event in ("line", "return") and watched or event == "call" and frame.f_back is not None \
            and frame.f_back.f_code.co_filename == writing.__file__:
        step -= 1
        if step == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return count if watched or event == "call" else None

old, new = path.read_bytes(), path.with_suffix(".new").read_bytes()
sys.settrace(count)
writing.write_atomically(path, old, new)
"""

STEPS = 120
"""More than there are, so that the last ones are not killed any more."""


def kill_at(step: int, path: Path) -> int:
    return subprocess.run([sys.executable, "-c", KILLER, str(step), str(path)], check=False).returncode


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.md"
    path.with_suffix(".new").write_text(NEW, encoding="utf-8")
    return path


def test_killed_at_any_step(review: Path) -> None:
    codes, left = [], []
    for step in range(1, STEPS):
        review.write_text(OLD, encoding="utf-8")
        review.chmod(0o640)
        codes.append(kill_at(step, review))
        left.append(review.read_text("utf-8"))
        assert stat.S_IMODE(review.stat().st_mode) == 0o640
        # What is left over is hidden, so that it is taken for no review.
        names = {path.name for path in review.parent.iterdir()} - {review.name, "review.new"}
        assert all(name.startswith(".reviewlint-") for name in names)
        if codes[-1] == 0:
            break

    assert codes == [-signal.SIGKILL] * (len(codes) - 1) + [0]
    assert left == [OLD] * left.count(OLD) + [NEW] * left.count(NEW)
    assert left.count(OLD) > 10
    assert left.count(NEW) > 1


# The command line, killed before or behind the rename that puts the given file in its place.
KILLED_COMMAND = """
import os, signal, sys
from pathlib import Path

number, when = int(sys.argv[1]), sys.argv[2]
rename = Path.replace

def replace(self, target):
    global number
    number -= 1
    if number == 0 and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    moved = rename(self, target)
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return moved

from reviewlint.cli import main
from reviewlint.packs import compiled, locate
from reviewlint.sites import find_cache
compiled.load_compiled(locate.find_rules(), find_cache())
Path.replace = replace
sys.exit(main(["check", "--fix", "--select", "value-ambiguous"]))
"""


@pytest.mark.parametrize("when", ["before", "behind"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_command_line_killed_at_any_file(tmp_path: Path, number: int, when: str) -> None:
    paths = [tmp_path / f"{name}.md" for name in "abc"]
    for path in paths:
        path.write_text(OLD, encoding="utf-8")

    command = [sys.executable, "-c", KILLED_COMMAND, str(number), when]
    ended = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)

    assert ended.returncode == -signal.SIGKILL
    mended = number - (when == "before")
    assert [path.read_text("utf-8") for path in paths] == [NEW] * mended + [OLD] * (3 - mended)
    assert len(list(tmp_path.glob(".reviewlint-*"))) == (when == "before")

    again = subprocess.run([sys.executable, "-m", "reviewlint", "check", "--fix"], cwd=tmp_path, check=False)
    assert again.returncode == 0
    assert [path.read_text("utf-8") for path in paths] == [NEW] * 3
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in paths}
