from pathlib import Path

import pytest

from reviewlint import __version__
from reviewlint.cli import COMMANDS
from tests.cli.conftest import Ended, Run


def test_version(run: Run) -> None:
    assert run("--version") == Ended(0, f"reviewlint {__version__}\n", "")


@pytest.mark.parametrize("command", [[], ["check"], ["rule"]])
def test_help(run: Run, command: list[str]) -> None:
    ended = run(*command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(" ".join(["Usage: reviewlint", *command]))
    assert run(*command, "-h") == ended


def test_what_commands_do_is_said_whole(run: Run) -> None:
    listed = run("--help").out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert not [line for line in listed if line.endswith("...")]


def test_an_unknown_command(run: Run) -> None:
    ended = run("chek")
    assert (ended.code, ended.out) == (2, "")
    assert "'chek'" in ended.err


def test_a_forgotten_command(run: Run) -> None:
    Path("films").mkdir()
    ended = run("films")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1] == (
        "Error: there is no command 'films'. Did you mean `reviewlint check films`?"
    )


def test_an_unknown_option(run: Run) -> None:
    ended = run("check", "--fixx")
    assert (ended.code, ended.out) == (2, "")
    assert "--fixx" in ended.err


def test_a_crash_is_no_finding(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(request: object) -> int:
        raise RuntimeError("\x1b[31mreel 3 is missing")

    monkeypatch.setattr("reviewlint.cli.check.run_check", crash)
    ended = run("check")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-2:] == [
        "RuntimeError: ‹U+001B›[31mreel 3 is missing",
        "reviewlint itself went wrong: please report it, with the lines above",
    ]
