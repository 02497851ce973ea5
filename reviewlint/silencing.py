"""Silence findings on disk: comments in the reviews, and what is left then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.document.source import SourceText
from reviewlint.errors import InputError, Trouble
from reviewlint.fixing import encode
from reviewlint.report import Report
from reviewlint.session import Session
from reviewlint.suppressing import UNUSED
from reviewlint.suppression_edits import Silenced, silence_findings
from reviewlint.writing import write_atomically


class Silencing(msgspec.Struct, frozen=True):
    """Hold a report of what is left, what was silenced, and for each other finding why it was not."""

    report: Report
    silenced: tuple[Diagnostic, ...]
    refused: tuple[tuple[Diagnostic, str], ...]


def silence_report(
    session: Session, report: Report, check: Callable[[], Report], reason: str, least: Severity
) -> Silencing:
    """Silence the findings of a report that are at least so grave; ``check`` looks at the files again.

    A file that cannot be written is a failure, and the others are still written.
    """
    by_path: dict[str, list[Diagnostic]] = {}
    for one in report.diagnostics:
        if one.severity.reaches(least):
            by_path.setdefault(one.path, []).append(one)
    silenced: list[Diagnostic] = []
    refused: list[tuple[Diagnostic, str]] = []
    failures: list[Trouble] = []
    for path, found in by_path.items():
        source = report.sources.get(path)
        general = [one for one in found if source is None or one.archive is not None]
        refused += ((one, "it is said of all reviews; the config can switch the rule off") for one in general)
        found = [one for one in found if one.archive is None]
        if source is None or not found:
            continue
        result = silence_text(session, source, found, reason)
        refused += result.refused
        if result.after.text != source.text:
            try:
                write_atomically(Path(source.path), encode(source), encode(result.after))
            except InputError as error:
                failures += [msgspec.structs.replace(trouble, path=path) for trouble in error.troubles]
                continue
            silenced += result.findings
    left = check() if silenced else report
    # What could not be mended before is no failure of the second look, and must not be forgotten.
    told = tuple(dict.fromkeys((*report.failures, *left.failures, *failures)))
    left = msgspec.structs.replace(left, fixed=report.fixed, failures=told)
    return Silencing(left, tuple(silenced), tuple(refused))


def silence_text(session: Session, source: SourceText, found: Sequence[Diagnostic], reason: str) -> Silenced:
    """Silence one text; give up where the comments would bring out something else."""
    before = _count_rules(session, source)
    wide: set[str] = set()
    while True:
        result = silence_findings(source, found, reason, session.read_source, wide)
        after = _count_rules(session, result.after)
        silenced = Counter(one.rule for one in result.findings)
        # What is said of the first line, whatever that is, moves along with it; what is said of two
        # blocks that stand together is gone when a comment comes between them. All of the file holds both.
        moved = {rule for rule in silenced if after[rule] > max(0, before[rule] - silenced[rule])}
        moved |= set(silenced) if after[UNUSED] > before[UNUSED] else set()
        if moved <= wide:
            break
        wide |= moved
    more = ", ".join(sorted((after - before).keys()))
    if not more:
        return result
    why = f"a comment would change what else is found here ({more})"
    refused = (*result.refused, *((one, why) for one in result.findings))
    return Silenced(source, source, refused=refused)


def _count_rules(session: Session, source: SourceText) -> Counter[str]:
    return Counter(one.rule for one in session.check_review(session.read_source(source), source.path))
