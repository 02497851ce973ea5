"""The command line as a process of its own: how it starts and how it ends."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import NoReturn

_INTERRUPTED = 130
"""As ``reviewlint.cli.exit_codes`` has it, which may be what is being imported."""

_NEW_OBJECTS = 50_000
"""Objects after which those that refer to one another in a circle are looked for."""

_TOOLS = 6
"""Numbers that Python gives to those who follow what it does."""


def run() -> NoReturn:
    """Run the command line, and end the process with its exit code."""
    # Nothing that is imported becomes garbage, and a process that ends gives back all it has: objects
    # that refer to one another in a circle need not be looked for in either.
    gc.disable()
    try:
        from reviewlint.cli import main

        gc.enable()
        # Hardly any object of a run is part of a circle: looking for them after every few hundred new
        # ones finds nothing.
        gc.set_threshold(_NEW_OBJECTS)
        code = main()
    except KeyboardInterrupt:  # before there was anybody else to say so
        sys.stderr.write("\ninterrupted\n")
        code = _INTERRUPTED
    gc.freeze()
    if _ends_alone():
        os._exit(code)
    sys.exit(code)


def _ends_alone() -> bool:
    """Write what is still to be written, and tell whether nobody waits for the end of this process.

    Python would take apart what it made, piece by piece, before the system takes all of it back.
    """
    import threading  # which click has imported

    waited_for = atexit._ncallbacks() or threading.active_count() > 1  # noqa: SLF001 - nobody else tells
    if waited_for or sys.gettrace() or sys.getprofile() or _is_monitored() or sys.flags.inspect:
        return False
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        return False  # Python has its own way to say so
    return True


def _is_monitored() -> bool:
    """Tell whether a profiler or debugger of Python 3.12 and later follows this process."""
    monitoring = getattr(sys, "monitoring", None)
    return monitoring is not None and any(map(monitoring.get_tool, range(_TOOLS)))
