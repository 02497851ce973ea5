"""What may happen to a cache while it is written: what is found is right, then and in the next run."""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from reviewlint.run import cache_file
from reviewlint.session import Session
from tests.checks.archives import TODAY, header

COUNT = 12
STEPS = range(1, 1000, 9)
"""Lines of the cache's code at which a run is killed: more than it has, so that the last run ends well."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Make an archive, in which something is wrong with most reviews, and more beside one another."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "reviewlint.yaml").write_text("rules: {}\n")
    for number in range(COUNT):
        fields = {"title": f"Film {number // 2}", "date": "2024-01-02", "excerpt": "A voice."}
        (folder / f"review-{number:02}.md").write_text(
            header(**fields) + "\nAt the the late hour. ![](a.jpg)\n"
        )
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def find(site: Path, cache: Path | None) -> list[str]:
    session = Session.load(site, cwd=site, today=TODAY, cache=cache)
    return list(map(repr, session.check_paths([site]).diagnostics))


def edit(site: Path) -> None:
    for number in range(0, COUNT, 3):
        path = site / f"review-{number:02}.md"
        path.write_text(path.read_text().replace("late", "so so late"))


def check_and_die(site: Path, cache: Path, step: int) -> None:
    """Check, and kill this process before the given line of what writes the cache."""

    def count(frame: FrameType, event: str, argument: object) -> object:
        nonlocal step
        if frame.f_code.co_filename != cache_file.__file__:
            return None
        step -= event == "line"
        if step == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return count

    sys.settrace(count)  # type: ignore[arg-type]
    find(site, cache)
    sys.settrace(None)


def test_a_run_that_is_killed_leaves_the_old_cache_or_the_new_one(site: Path, kept: Path) -> None:
    context = multiprocessing.get_context("fork")
    codes = []
    for step in STEPS:
        edit(site)
        expected = find(site, None)
        process = context.Process(target=check_and_die, args=(site, kept, step))
        process.start()
        process.join()
        codes.append(process.exitcode)
        assert find(site, kept) == expected
        assert find(site, kept) == expected
        for path in site.glob("*.md"):
            path.write_text(path.read_text().replace("so so late", "late"))
        if codes[-1] == 0:
            break

    assert codes == [-signal.SIGKILL] * (len(codes) - 1) + [0]
    assert len(codes) > 5


@contextmanager
def allow(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as a full disk does not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 100, 4_000, 9_000, 14_000, 20_000, 10_000_000])
def test_a_full_disk_leaves_the_old_cache_or_the_new_one(site: Path, kept: Path, size: int) -> None:
    for _ in range(2):
        expected = find(site, None)
        with allow(size):
            assert find(site, kept) == expected
        assert find(site, kept) == expected
        assert len(list(kept.iterdir())) == 1
        edit(site)


@pytest.mark.parametrize("failing", ["TemporaryFile", "mkstemp"])
@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_folder_that_takes_no_file_is_done_without(
    site: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, failing: str, code: int
) -> None:
    before = find(site, kept)
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    edit(site)

    def refuse(*arguments: object, **named: object) -> object:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(tempfile, failing, refuse)
        after = find(site, kept)
    assert after == find(site, None) != before
    assert list(kept.iterdir()) == [file]
    assert file.read_bytes() == whole
    assert find(site, kept) == after


def test_a_folder_without_the_right_to_write_is_read(site: Path, kept: Path) -> None:
    expected = find(site, kept)
    kept.chmod(0o500)
    try:
        assert find(site, kept) == expected
        edit(site)
        assert find(site, kept) == find(site, None)
    finally:
        kept.chmod(0o700)


def test_two_runs_at_once_find_what_each_finds_alone(site: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "home")}
    check = (sys.executable, "-m", "reviewlint", "check", "--today", "2026-01-31", "--output-format", "jsonl")
    commands = [(*check, *more) for more in ([], ["--jobs", "2"], ["--ignore", "repeated-word"])]

    def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, cwd=site, env=environment, stdout=subprocess.PIPE)

    for _ in range(2):
        alone = [start([*command, "--no-cache"]).communicate()[0] for command in commands]
        assert alone[0] == alone[1] != alone[2]
        together = [start(command) for command in commands]
        assert [one.communicate()[0] for one in together] == alone
        assert [start(command).communicate()[0] for command in commands] == alone
        edit(site)


def test_processes_end_with_the_run_that_was_killed(site: Path, tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom reviewlint.session import Session\n"
        "def die(done, total):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "site = Path(sys.argv[1])\nSession.load(site, processes=3).check_paths([site], die)\n"
    )
    reader, writer = os.pipe()
    command = [sys.executable, "-c", script, str(site)]
    ended = subprocess.run(command, pass_fds=[writer], check=False)
    os.close(writer)

    assert ended.returncode == -signal.SIGKILL
    # The processes have copies of the pipe's end: it ends with the last of them.
    assert os.read(reader, 1) == b""
    os.close(reader)
