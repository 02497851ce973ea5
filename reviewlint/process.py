"""The command line as a process of its own: how it starts and how it ends."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line, and end the process with its exit code."""
    # Nothing that is imported becomes garbage, and a process that ends gives back all it has: objects
    # that refer to one another in a circle need not be looked for in either.
    gc.disable()
    from reviewlint.cli import main

    gc.enable()
    code = main()
    gc.freeze()
    sys.exit(code)
