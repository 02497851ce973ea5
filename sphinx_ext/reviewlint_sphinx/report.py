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


def warn_of_findings(path: Path, diagnostics: Iterable[Diagnostic]) -> None:
    """Report errors and warnings, each at its place and under its rule's name."""
    for one in diagnostics:
        if one.severity is not Severity.INFO:
            logger.warning("%s", one.message, location=_locate(path, one), type=TYPE, subtype=one.rule)


def describe_advice(path: Path, diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Give a line for each finding that is advice only."""
    return [
        f"{_locate(path, one)}: {one.message} [{TYPE}.{one.rule}]"
        for one in diagnostics
        if one.severity is Severity.INFO
    ]


def warn_of_excluded(excluded: Sequence[Excluded]) -> None:
    """Name the reviews that are left out because of errors."""
    invalid = [one for one in excluded if one.reason == "invalid"]
    if invalid:
        lines = "\n".join(f"  {_show(one.path)}: {_explain(one)}" for one in invalid)
        count = _count(len(invalid))
        logger.warning("%s left out because of errors:\n%s", count, lines, type=TYPE, subtype="excluded")


def describe_hidden(excluded: Sequence[Excluded]) -> list[str]:
    """Name in one line the reviews that are not meant to be seen yet, or any more."""
    others = [one for one in excluded if one.reason != "invalid"]
    if not others:
        return []
    names = ", ".join(f"{_show(one.path)} ({one.reason})" for one in others)
    return [f"{_count(len(others))} not public yet, or no more: {names}"]


def give_advice(lines: Iterable[str]) -> None:
    """Say what asks for nothing."""
    for line in lines:
        logger.info("%s", line)


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


def _locate(path: Path, one: Diagnostic) -> str:
    return f"{path}:{one.place.line}:{one.place.column}"


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
