"""What the program writes to: standard output, standard error, and what they can show."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from typing import TextIO

from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.reporters.visible import make_visible

_USUAL_WIDTH = 100


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says: reviews are full of what ASCII lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def show(text: str) -> None:
    """Write text to standard output; a reader that went away, as ``head`` does, is no error.

    :raises InputError: if it cannot be written
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _give_up_output(error)


def show_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are, as ``show`` does text.

    :raises InputError: if they cannot be written
    """
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _give_up_output(error)


def say(line: str) -> None:
    """Write one line to standard error, fit for a terminal."""
    sys.stderr.write(make_visible(line) + "\n")


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


def _give_up_output(error: OSError) -> None:
    # Python flushes standard output once more when it ends, and would fail once more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        reason = f"it cannot be written: {explain_os_error(error)}"
        raise InputError(Trouble("standard output", 0, 0, reason)) from error
