"""Progress on a terminal: late, seldom, and gone at the end."""

from __future__ import annotations

from io import StringIO

import pytest

from reviewlint.cli.progress import PATIENCE, Progress

ERASED = "\r\x1b[K"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that stands still until it is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def tell(stream: StringIO, seconds: float, total: int = 12_345) -> str:
    """Read a review every fiftieth of a second, for so long."""
    clock = Clock()
    with Progress(stream, clock) as progress:
        for done in range(int(seconds * 50)):
            clock.now = 100.0 + done / 50
            progress.tell(done, total)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_a_short_run_says_nothing() -> None:
    assert tell(Terminal(), PATIENCE * 0.9) == ""


def test_a_long_run_says_how_far_it_is_and_takes_it_back() -> None:
    lines = tell(Terminal(), 2.0).split("\r")[1:]
    assert lines[0] == "50 of 12,345 reviews\x1b[K"
    assert len(lines) == 11
    assert lines[-1] == "\x1b[K"


def test_only_a_terminal_is_told() -> None:
    assert tell(StringIO(), 3.0) == ""


def test_a_terminal_that_cannot_take_it_back_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert tell(Terminal(), 3.0) == ""


def test_it_is_taken_back_when_the_run_is_interrupted() -> None:
    stream, clock = Terminal(), Clock()

    def run() -> None:
        with Progress(stream, clock) as progress:
            clock.now += 2
            progress.tell(1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()
    assert stream.getvalue() == f"\r1 of 2 reviews\x1b[K{ERASED}"
