"""The program as the system sees it: what needs a process of its own."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reviewlint import __version__

COMMAND = (sys.executable, "-m", "reviewlint")
PROGRESS = re.compile(r"\r(?:[\d,]+ of [\d,]+ reviews)?\x1b\[K")
"""What a run that takes a while says meanwhile, and takes back."""

AMBIGUOUS = "---\ntitle: 1917\n---\nOne shot — no cut.\n"


@pytest.fixture
def folder(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    for name in ("NO_COLOR", "PYTHONUTF8", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "her.md").write_text(AMBIGUOUS, "utf-8")
    return tmp_path


def test_version(folder: Path) -> None:
    done = subprocess.run([*COMMAND, "--version"], cwd=folder, capture_output=True, check=True)
    assert done.stdout.decode() == f"reviewlint {__version__}\n"


def test_a_profiler_has_the_last_word(folder: Path) -> None:
    command = [sys.executable, "-m", "cProfile", "-m", "reviewlint", "--version"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    version, profile, *_ = done.stdout.splitlines()
    assert version == f"reviewlint {__version__}"
    assert re.fullmatch(r" +\d+ function calls .* in [\d.]+ seconds", profile)


def test_utf8_is_written_in_any_locale(folder: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    (folder / "u.md").write_text("---\ntitle: Ü\ntitle: 日本\n---\nText.\n", "utf-8")
    done = subprocess.run(
        [*COMMAND, "check", "--select", "field-duplicate"], cwd=folder, capture_output=True, env=environment
    )
    assert done.returncode == 1
    assert "u.md:3:1: error field-duplicate: " in done.stdout.decode("utf-8")
    assert "title: 日本" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "check"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (1, b"")


def test_output_that_cannot_be_written_is_a_failure(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "check"], cwd=folder, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode() == "standard output: it cannot be written: No space left on device\n"


@pytest.mark.parametrize(
    ("arguments", "stdin", "code"),
    [
        (["check", "nosuch"], "", 2),
        (["check", "--output-format", "json", "--statistics"], "", 1),
        (["check", "--fix", "-"], "Text.\n", 1),
    ],
)
def test_what_standard_error_does_not_take_is_lost(
    folder: Path, arguments: list[str], stdin: str, code: int
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=folder, input=stdin, text=True, stdout=subprocess.PIPE, stderr=full
        )
    assert done.returncode == code


def test_a_review_out_of_a_pipe_is_not_waited_for_again(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    process = subprocess.Popen(
        [*COMMAND, "check", "pipe.md"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    (folder / "pipe.md").write_text(AMBIGUOUS, "utf-8")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert out.startswith("pipe.md:2:8: error value-ambiguous: ")


@pytest.mark.parametrize(
    ("redirection", "code", "out", "err"),
    [
        ("<&-", 2, "", "standard input: this cannot be read: it is closed\n"),
        ("0> x.txt", 2, "", "standard input: this cannot be read: Bad file descriptor\n"),
        ("< her.md >&-", 1, "", ""),
        ("--fix < her.md 2>&-", 0, AMBIGUOUS.replace("1917", '"1917"'), ""),
    ],
)
def test_streams_that_are_closed(folder: Path, redirection: str, code: int, out: str, err: str) -> None:
    command = f'exec "$0" -m reviewlint check - {redirection}'
    done = subprocess.run(["sh", "-c", command, sys.executable], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (code, out, err)


def run_in_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """Run with standard output on a terminal, and give what it gets."""
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm", **environment},
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            piece = os.read(controller, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(controller)
    process.wait()
    return PROGRESS.sub("", shown.decode("utf-8").replace("\r\n", "\n"))


def test_a_terminal_gets_colour(folder: Path) -> None:
    assert "\x1b[1;31merror\x1b[0m" in run_in_terminal(folder, "check")
    assert '\x1b[32m+title: "1917"\x1b[0m\n' in run_in_terminal(folder, "check", "--diff")


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_whose_user_wants_no_colour(folder: Path, environment: dict[str, str]) -> None:
    assert "\x1b" not in run_in_terminal(folder, "check", **environment)
    assert "\x1b" not in run_in_terminal(folder, "check", "--diff", **environment)


def test_a_review_cannot_act_on_the_terminal(folder: Path) -> None:
    (folder / "\x1b[2J.md").write_bytes(b"---\ntitle: [\x1b[2J\n---\n![\xe2\x80\xae](x\x9b.png) \x07\n")
    shown = run_in_terminal(folder, "check", "-v", NO_COLOR="1")
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\x07" not in shown
    assert "‹U+001B›[2J.md:" in shown


ACTING = "\x1b]0;owned\x07\x1b[31m\x9b2J\u202e"

HOUSE_RULE = """\
summary: "X %s"
why: "Y %s"
severity: {default: warning}
check: pattern
with: {scopes: [paragraph], patterns: [masterpiece]}
message: "'{text}' says nothing"
fix: {none: "Z %s"}
since: "1.0"
links: ["https://example.org/%s"]
examples:
  - name: "A %s"
    files: {"%s.md": ""}
    text: "A masterpiece. %s"
    report: ["1:3 'masterpiece' says nothing"]
  - {name: other, text: "A film.", report: []}
"""


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["rule"], 2),
        (["rule", "house-word"], 7),
        (["rule", "house-word", "--output-format", "json"], 0),
        (["schema"], 0),
        (["init", "site", "--print"], 1),
        (["init", "site"], 0),
        ([f"{ACTING}.md"], 2),
        (["check", f"{ACTING}.rst"], 1),
    ],
)
def test_no_file_can_act_on_the_terminal(folder: Path, arguments: list[str], count: int) -> None:
    escaped = ACTING.encode("unicode_escape").decode()
    (folder / "reviewlint.yaml").write_text(f'packs: [house]\nfields: {{rating: {{enum: ["{escaped}"]}}}}\n')
    (folder / "house").mkdir()
    (folder / "house" / "pack.yaml").write_text(f'title: "T {escaped}"\n')
    (folder / "house" / "house-word.yaml").write_text(HOUSE_RULE.replace("%s", escaped))
    (folder / f"{ACTING}.md").write_text(AMBIGUOUS, "utf-8")
    (folder / "site").mkdir()
    for number in range(12):
        (folder / "site" / f"{number}.md").write_text(
            '---\ntitle: Her\ntags: [her, "a\u202eb"]\n---\nA review.\n'
        )
    shown = run_in_terminal(folder, *arguments, NO_COLOR="1")
    assert not set(ACTING) & set("\x1b\x07\x9b\u202e") & set(shown)
    assert shown.count("‹U+202E›") == count, shown
