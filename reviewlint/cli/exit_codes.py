"""What the program's exit codes mean; a contract that CI jobs and hooks rely on."""

CLEAN = 0
"""Nothing was found that is grave enough."""

FINDINGS = 1
"""Something was found; after ``--fix``, something is left."""

FAILED = 2
"""The job could not be done: a wrong call or config, a file that cannot be read, a crashed rule."""

INTERRUPTED = 130
"""The user stopped it."""
