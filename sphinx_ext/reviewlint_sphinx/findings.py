"""What is found in a project's reviews, each by itself and beside the others, sorted by review."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from reviewlint.diagnostics import Diagnostic
from reviewlint.session import Session


class Findings(msgspec.Struct, frozen=True):
    """Hold what was found in one review.

    ``withheld`` is not shown, because a finding about the whole archive says it for all reviews;
    what may be published is decided by both.
    """

    shown: tuple[Diagnostic, ...]
    withheld: tuple[Diagnostic, ...]

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """Give what the review is judged by."""
        return (*self.shown, *self.withheld)

    @property
    def fingerprint(self) -> str:
        """Give a short text that changes with what was found."""
        return hash_findings(self.shown) + hash_findings(self.withheld)


class ProjectFindings(msgspec.Struct, frozen=True):
    """Hold the findings of each review by its document's name, and those about all of them together."""

    reviews: Mapping[str, Findings]
    archive: tuple[Diagnostic, ...]


def find_all(session: Session, folder: Path, documents: Mapping[str, Path]) -> ProjectFindings:
    """Check all reviews of a project in ``folder``, by document name, beside one another."""
    report = session.check_files(documents.values(), [folder], among=frozenset(documents.values()))
    paths = {docname: session.show(path) for docname, path in documents.items()}
    shown = _sort_by_path(report.diagnostics)
    withheld = _sort_by_path(report.withheld)
    reviews = {
        docname: Findings(tuple(shown.get(path, ())), tuple(withheld.get(path, ())))
        for docname, path in paths.items()
    }
    known = frozenset(paths.values())
    return ProjectFindings(reviews, tuple(one for one in report.diagnostics if one.path not in known))


def hash_findings(found: Iterable[Diagnostic]) -> str:
    """Give a short text that changes with what the findings say, how gravely, and where."""
    said = [(one.sort_key, one.severity) for one in found]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:16]


def _sort_by_path(found: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    by_path: dict[str, list[Diagnostic]] = {}
    for one in found:
        by_path.setdefault(one.path, []).append(one)
    return by_path
