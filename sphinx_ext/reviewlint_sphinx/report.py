"""What the build says: findings as Sphinx warnings, and which reviews were left out, and why."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from sphinx.util import logging

from reviewlint.diagnostics import Diagnostic, Severity

logger = logging.getLogger(__name__)

TYPE = "reviewlint"


class Excluded(NamedTuple):
    """Name a review that is left out; ``reason`` is invalid, draft, withdrawn or embargo."""

    docname: str
    path: str
    reason: str
    diagnostics: tuple[Diagnostic, ...]


def log_findings(path: Path, diagnostics: Iterable[Diagnostic]) -> None:
    """Report each finding at its place, under its rule's name."""
    for one in diagnostics:
        location = f"{path}:{one.place.line}:{one.place.column}"
        if one.severity is Severity.INFO:
            logger.info("%s: %s [%s.%s]", location, one.message, TYPE, one.rule)
        else:
            logger.warning("%s", one.message, location=location, type=TYPE, subtype=one.rule)


def tell_excluded(excluded: Sequence[Excluded]) -> None:
    """Name the reviews that are left out: those with errors as a warning, the others in passing."""
    invalid = [one for one in excluded if one.reason == "invalid"]
    others = [one for one in excluded if one.reason != "invalid"]
    if invalid:
        lines = [f"  {_show(one.path)}: {_explain(one)}" for one in invalid]
        logger.warning(
            "%s left out because of errors:\n%s",
            _count(len(invalid)),
            "\n".join(lines),
            type=TYPE,
            subtype="excluded",
        )
    if others:
        names = ", ".join(f"{_show(one.path)} ({one.reason})" for one in others)
        logger.info("%s not public yet, or no more: %s", _count(len(others)), names)


def write_excluded(path: Path, excluded: Iterable[Excluded]) -> None:
    """List for other tools what is left out; the file changes only when the list does."""
    listed = [
        {
            "document": one.docname,
            "reason": one.reason,
            "errors": [_plain(error) for error in one.diagnostics],
        }
        for one in excluded
    ]
    data = msgspec.json.format(msgspec.json.encode(listed)) + b"\n"
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _plain(error: Diagnostic) -> dict[str, str | int]:
    place = error.place
    return {"rule": error.rule, "line": place.line, "column": place.column, "message": error.message}


def _explain(one: Excluded) -> str:
    if not one.diagnostics:
        return "what keeps it back is silenced by a comment or the config, but cannot be published"
    first = one.diagnostics[0]
    more = len(one.diagnostics) - 1
    rest = f" (and {more} more)" if more else ""
    return f"{first.place.line}:{first.place.column} {first.message} [{first.rule}]{rest}"


def _count(number: int) -> str:
    return "1 review is" if number == 1 else f"{number} reviews are"


def _show(path: str) -> str:
    return os.path.relpath(path).replace(os.sep, "/")
