"""A linter for reviews: front matter, images, captions, spoilers.

>>> import reviewlint
>>> [one.rule for one in reviewlint.check_text("No metadata here.\\n", "her.md")]
['front-matter-missing']
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewlint.diagnostics import Diagnostic, Severity
    from reviewlint.report import Report
    from reviewlint.session import Session

__version__ = "0.1.0"

__all__ = ["Diagnostic", "Session", "Severity", "__version__", "check_paths", "check_text"]


def check_text(text: str | bytes, path: str | Path = "review.md") -> tuple[Diagnostic, ...]:
    """Check one text by the config nearest above ``path``, which need not exist.

    :raises ReviewlintError: if the config or a rule cannot be used
    """
    from reviewlint.session import Session

    return Session.load(Path(path).parent).check_text(text, path)


def check_paths(paths: Sequence[str | Path]) -> Report:
    """Check files, and the reviews in folders, each by the config nearest above it.

    :raises ReviewlintError: if there is nothing to check, or the config or a rule cannot be used
    """
    from reviewlint.session import Session

    return Session.load(Path()).check_paths([Path(path) for path in paths])


def __getattr__(name: str) -> object:
    """Import what is asked for only then: ``reviewlint rule`` needs no reader, a hook no docutils."""
    if name in ("Diagnostic", "Severity"):
        from reviewlint import diagnostics

        return getattr(diagnostics, name)
    if name == "Session":
        from reviewlint.session import Session

        return Session
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
