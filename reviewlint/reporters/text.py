"""Text for people: each finding with its line, and how it would be mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.summary import summarize, summarize_fixed, summarize_uncompared


def render(report: Report, options: Options) -> str:
    """Give the findings that are grave enough, and a last line that counts."""
    shown = [one for one in report.diagnostics if one.severity.reaches(options.least)]
    blocks = list(_render_findings(shown, report, options)) if shown else []
    if not options.quiet:
        blocks.append("\n".join(_render_end(report, options)))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _render_findings(shown: Sequence[Diagnostic], report: Report, options: Options) -> Iterator[str]:
    # Imported only for what there is to show: most checks of one file find nothing.
    if options.statistics:
        from reviewlint.reporters.statistics import count_rules

        yield "\n".join(count_rules(shown))
        return
    from reviewlint.reporters.finding import render_finding

    for one in shown:
        yield "\n".join(render_finding(one, report, options))


def _render_end(report: Report, options: Options) -> Iterator[str]:
    if mended := summarize_fixed(report):
        yield f"Mended {mended}"
    if options.least is Severity.INFO and (uncompared := summarize_uncompared(report)):
        yield uncompared
    yield summarize(report, options.least)
