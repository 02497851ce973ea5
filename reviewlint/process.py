"""The command line as a process of its own: how it starts and how it ends."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

_INTERRUPTED = 130
"""As ``reviewlint.cli.exit_codes`` has it, which may be what is being imported."""

_NEW_OBJECTS = 50_000
"""Objects after which those that refer to one another in a circle are looked for."""


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
    sys.exit(code)
