"""Mend files: what fixing gives, written to disk, and what is left then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from reviewlint.collecting import Progress, say_nothing
from reviewlint.diagnostics import Diagnostic, Safety
from reviewlint.document.source import SourceText
from reviewlint.errors import InputError, Trouble
from reviewlint.fixing import Fixed, encode, fix_source
from reviewlint.report import Report
from reviewlint.session import Session
from reviewlint.writing import write_atomically


def mend_paths(
    session: Session,
    paths: Sequence[Path],
    safeties: frozenset[Safety],
    *,
    write: bool,
    progress: Progress = say_nothing,
) -> Report:
    """Check files and mend them; report what is left after that, or, without ``write``, what there is.

    ``progress`` is told of each file that was read for the first report. A file that cannot be
    written is a failure, and the others are still mended.

    :raises InputError: if nothing there is a review
    """
    report = session.check_paths(paths, progress)
    fixed = plan_fixes(session, report, safeties)
    if not write:
        return msgspec.structs.replace(report, fixed=fixed)
    failures: list[Trouble] = []
    for path, one in list(fixed.items()):
        if one.changed:
            try:
                write_atomically(Path(one.before.path), encode(one.before), encode(one.after))
            except InputError as error:
                failures += [msgspec.structs.replace(trouble, path=path) for trouble in error.troubles]
                del fixed[path]
    left = session.check_paths(paths) if any(one.changed for one in fixed.values()) else report
    return msgspec.structs.replace(left, fixed=fixed, failures=(*left.failures, *failures))


def plan_fixes(session: Session, report: Report, safeties: frozenset[Safety]) -> dict[str, Fixed]:
    """Fix the texts of a report, by their paths; only those that change, or never come to rest."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in report.diagnostics:
        if one.fix and one.fix.safety in safeties:
            by_path.setdefault(one.path, []).append(one)
    fixed = {}
    for path, findings in by_path.items():
        if path in report.sources:
            result = fix_review(session, report.sources[path], findings, safeties)
            if result.changed or result.unsettled:
                fixed[path] = result
    return fixed


def fix_review(
    session: Session, source: SourceText, found: Sequence[Diagnostic], safeties: frozenset[Safety]
) -> Fixed:
    """Fix one text, starting from findings known already (those of the whole archive among them)."""

    def check(text: SourceText) -> Sequence[Diagnostic]:
        if text is source:
            return found
        return session.drop_known(session.check_review(session.read_source(text), text.path), text)

    return fix_source(source, check, safeties)
