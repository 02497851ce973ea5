"""Mend files: what fixing gives, written to disk, and what is left then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from reviewlint.diagnostics import Diagnostic, Safety
from reviewlint.document.source import SourceText
from reviewlint.errors import InputError, Trouble
from reviewlint.fixing import Fixed, encode, fix_source
from reviewlint.report import Report
from reviewlint.session import Session
from reviewlint.writing import remove_leftovers, write_atomically


def mend_report(
    session: Session, report: Report, check: Callable[[], Report], safeties: frozenset[Safety]
) -> Report:
    """Mend the files of a report; report what is left when ``check`` has looked at them again.

    A file that cannot be written is a failure, and the others are still mended.
    """
    fixed = plan_fixes(session, report, safeties)
    failures: list[Trouble] = []
    # A run that was killed has left the review as it was, so that there is still something to mend.
    for folder in sorted({Path(one.before.path).parent for one in fixed.values() if one.changed}):
        remove_leftovers(folder)
    for path, one in list(fixed.items()):
        if one.changed:
            try:
                write_atomically(Path(one.before.path), encode(one.before), encode(one.after))
            except InputError as error:
                failures += [msgspec.structs.replace(trouble, path=path) for trouble in error.troubles]
                del fixed[path]
    left = check() if any(one.changed for one in fixed.values()) else report
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
