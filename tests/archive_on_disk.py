"""Small archives on disk, checked as a run checks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reviewlint.diagnostics import Diagnostic
from reviewlint.report import Report
from reviewlint.session import Session
from tests.checks.archives import TODAY, header

CONFIG = "reviewlint.yaml"

TWICE = {"a.md": header(title="Her", excerpt="A voice."), "b.md": header(title="Heat", excerpt="A voice.")}


def write(folder: Path, reviews: Mapping[str, str | bytes], config: str | None = None) -> Path:
    """Write a site anew; its folder is its own."""
    for name, text in reviews.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    if config is not None:
        (folder / CONFIG).write_text(config, encoding="utf-8")
    return folder


def load(folder: Path, *rules: str) -> Session:
    """Read the rules and the config of a folder, for those rules alone or for all."""
    return Session.load(folder, cwd=folder, today=TODAY, select=rules)


def check(folder: Path, *paths: str, rules: Sequence[str] = ()) -> Report:
    """Check what is there at some paths below a folder."""
    return load(folder, *rules).check_paths([folder / path for path in paths])


def show(found: Sequence[Diagnostic]) -> list[str]:
    """Give findings in one line each, without their words."""
    return [f"{one.path}:{one.place.line} {one.severity.value} {one.rule}" for one in found]
