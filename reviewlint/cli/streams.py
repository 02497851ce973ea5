"""What the program writes to: standard output, standard error, and what they can show."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.regex import compile_later
from reviewlint.reporters.visible import make_lines, make_visible

_USUAL_WIDTH = 100
_COLOR = compile_later("(\x1b\\[[0-9;]*m)")


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says: reviews are full of what ASCII lacks.

    Where a stream was closed before the program started, what is written to it is lost.
    """
    sys.stdout = sys.stdout or _open_nothing()
    sys.stderr = sys.stderr or _open_nothing()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def read_input() -> bytes:
    """Read standard input to its end.

    :raises InputError: if it cannot be read
    """
    if sys.stdin is None:
        raise InputError(Trouble("standard input", 0, 0, "this cannot be read: it is closed"))
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        message = f"this cannot be read: {explain_os_error(error)}"
        raise InputError(Trouble("standard input", 0, 0, message)) from error


def show(text: str, stream: TextIO | None = None) -> None:
    """Write text to standard output, or to standard error where that is the ``stream``.

    Whatever files say in it, a terminal gets nothing that it would obey but colours. A reader that
    went away, as ``head`` does, is no error; what standard error does not take is lost.

    :raises InputError: if standard output cannot be written
    """
    stream = stream or sys.stdout
    try:
        stream.write(_tame(text) if stream.isatty() else text)
        stream.flush()
    except OSError as error:
        _give_up(stream, error)


def show_bytes(data: bytes) -> None:
    """Write bytes to standard output as ``show`` does text: to all but a terminal as they are.

    :raises InputError: if they cannot be written
    """
    if sys.stdout.isatty():
        show(make_lines(data.decode("utf-8", "backslashreplace")))
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _give_up(sys.stdout, error)


def say(line: str) -> None:
    """Write one line to standard error, fit for a terminal."""
    show(make_visible(line) + "\n", sys.stderr)


def allows_color(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Tell whether a stream is a terminal whose user has nothing against colour (no-color.org)."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def find_width(stream: TextIO) -> int:
    """Give the cells of a terminal's line, the usual number where it is none."""
    if not stream.isatty():
        return _USUAL_WIDTH
    try:
        return os.get_terminal_size(stream.fileno()).columns or _USUAL_WIDTH
    except OSError:
        return _USUAL_WIDTH


def _open_nothing() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _tame(text: str) -> str:
    """Leave nothing in a text that a terminal would obey, but the colours that we gave it."""
    pieces = _COLOR.split(text)
    pieces[::2] = map(make_lines, pieces[::2])
    return "".join(pieces)


def _give_up(stream: TextIO, error: OSError) -> None:
    # Python flushes both streams once more when it ends, and would fail once more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if stream is sys.stdout and not isinstance(error, BrokenPipeError):
        reason = f"it cannot be written: {explain_os_error(error)}"
        raise InputError(Trouble("standard output", 0, 0, reason)) from error
