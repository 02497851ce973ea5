"""What stops reviewlint from doing its job: always with every problem at once, each at its place."""

from __future__ import annotations

import msgspec


class Trouble(msgspec.Struct, frozen=True):
    """Name one problem in a configuration or rule file.

    ``line`` and ``column`` are 1-based; 0 where the problem is the file itself.
    """

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{where}: {self.message}"


def explain_os_error(error: OSError | ValueError) -> str:
    """Give the system's own words for what went wrong, without the path that a message names anyway."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


class ReviewlintError(Exception):
    """Say that the job could not be done (exit code 2), with all that stood in the way."""

    def __init__(self, *troubles: Trouble) -> None:
        super().__init__("\n".join(map(str, troubles)))
        self.troubles = troubles

    def __reduce__(self) -> tuple[type[ReviewlintError], tuple[Trouble, ...]]:
        return type(self), self.troubles


class ConfigError(ReviewlintError):
    """The configuration cannot be used."""


class PackError(ReviewlintError):
    """A rule pack cannot be used."""


class InputError(ReviewlintError):
    """What was asked to be checked is not there, or cannot be read."""
