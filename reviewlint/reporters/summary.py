"""The last line of a run: how many findings of what kind, and what can be mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from reviewlint.diagnostics import Safety, Severity
from reviewlint.report import Report

_NAMED = 3
"""Rules that are named of those whose findings are not shown."""


def summarize(report: Report, least: Severity) -> str:
    """Count what was found; ``least`` is the mildest severity that is listed."""
    unsaid = summarize_unsaid(report, least)
    return " ".join(
        [
            *_count_failures(report),
            *_count_findings(report, least, is_all=not unsaid),
            *([unsaid] if unsaid else []),
            *_count_fixable(report, least),
        ]
    )


def summarize_fixed(report: Report) -> str:
    """Count what was mended, by rule; empty where nothing was."""
    mended: Counter[str] = Counter()
    texts = [fixed for fixed in report.fixed.values() if fixed.changed]
    for fixed in texts:
        mended.update(fixed.mended)
    return list_counts(mended, len(texts)) if mended else ""


def summarize_uncompared(report: Report) -> str:
    """Count the reviews that were checked beside no others; empty where all were, or nobody asked for it."""
    alone = len(set(report.files) - report.compared)
    if not alone:
        return ""
    was, it = ("was", "it") if alone == 1 else ("were", "them")
    return f"{count_things(alone, 'review')} {was} not compared with others: no configuration includes {it}."


def summarize_unsaid(report: Report, least: Severity) -> str:
    """Count what only a check of the whole archive says, so that a part of it does not pass for clean.

    It is empty where there is nothing of the kind that is at least so grave as ``least``.
    """
    unsaid = [one for one in report.unsaid if one.severity.reaches(least)]
    if not unsaid:
        return ""
    kinds = sorted({(one.severity.rank, f"{one.severity.value} {one.rule}") for one in unsaid})
    named = ", ".join(name for _, name in kinds[:_NAMED])
    more = f" and {len(kinds) - _NAMED} more" if len(kinds) > _NAMED else ""
    are, them, each = ("is", "it", "it") if len(unsaid) == 1 else ("are", "them", "each")
    count = count_things(len(unsaid), "finding")
    return (
        f"{count} {are} not shown ({named}{more}): most reviews of the archive have {them}, "
        f"and a check of the whole archive says {each} once."
    )


def list_counts(rules: Counter[str], reviews: int) -> str:
    """Give how many of what, in how many reviews: ``3 in 2 reviews: 2 link-empty, 1 raw-script.``."""
    counts = sorted(rules.items(), key=lambda item: (-item[1], item[0]))
    listed = ", ".join(f"{count} {rule}" for rule, count in counts)
    return f"{rules.total()} in {count_things(reviews, 'review')}: {listed}."


def count_things(number: int, name: str) -> str:
    """Give a number with its noun: ``1 review``, ``2 reviews``."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _count_findings(report: Report, least: Severity, *, is_all: bool) -> Iterator[str]:
    checked = len(report.files)
    counts = Counter(one.severity for one in report.diagnostics)
    shown = {
        severity: counts[severity] for severity in Severity if counts[severity] and severity.reaches(least)
    }
    hidden = counts.total() - sum(shown.values())
    if not shown:
        yield f"{count_things(checked, 'review')} checked{': nothing to report' if is_all else ''}."
    else:
        # What is said of a whole archive stands in its config, which is no review.
        files = len({one.path for one in report.diagnostics if one.severity in shown} & set(report.files))
        if not files:
            where = f"about {count_things(checked, 'review')} as a whole"
        elif files < checked:
            where = f"in {files} of {checked} reviews"
        else:
            where = f"in {count_things(files, 'review')}"
        yield f"{count_things(sum(shown.values()), 'finding')} {where}: {_list(shown)}."
    if hidden:
        yield f"{hidden} {'more ' if shown else ''}of severity info, shown with -v."
    if report.known:
        yield f"{len(report.known)} known from the baseline."
    if report.elsewhere:
        yield f"{report.elsewhere} {'more ' if shown else ''}on lines that did not change."


def _list(counts: Mapping[Severity, int]) -> str:
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
    return ", ".join(
        count_things(count, names[severity]) if severity is not Severity.INFO else f"{count} info"
        for severity, count in counts.items()
    )


def _count_failures(report: Report) -> Iterator[str]:
    if report.failures:
        yield f"{count_things(len(report.failures), 'file')} could not be checked or written."


def _count_fixable(report: Report, least: Severity) -> Iterator[str]:
    safeties = Counter(
        one.fix.safety
        for one in report.diagnostics
        if one.fix
        and one.severity.reaches(least)
        and not (one.path in report.fixed and one.rule in report.fixed[one.path].unsettled)
    )
    safe, unsafe = safeties[Safety.SAFE], safeties[Safety.UNSAFE]
    if safe and unsafe:
        yield f"{safe} can be mended with --fix, {unsafe} more with --fix --unsafe-fixes."
    elif safe:
        yield f"{safe} can be mended with --fix."
    elif unsafe:
        yield f"{unsafe} can be mended with --fix --unsafe-fixes."
