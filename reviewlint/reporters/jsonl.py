"""JSON Lines: one object a line, each as in the ``json`` format."""

from __future__ import annotations

from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.json import describe_finding
from reviewlint.reporters.json_text import write_json


def render(report: Report, options: Options) -> str:
    """Give all findings, in the order path, line, column, rule."""
    return "".join(write_json(describe_finding(one), indent=0) for one in report.diagnostics)
