"""GitLab's Code Quality report, which merge requests show.

The format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from typing import Any

from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.fingerprints import list_fingerprints
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.json_text import replace_surrogates, write_json
from reviewlint.reporters.visible import make_line

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, options: Options) -> str:
    """Give all findings; two with one fingerprint would be one to GitLab, so no two have it."""
    fingerprints = list_fingerprints(report.diagnostics, report.sources)
    return write_json(
        [_describe(one, name) for one, name in zip(report.diagnostics, fingerprints, strict=True)]
    )


def _describe(one: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "description": make_line(one.message),
        "check_name": one.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[one.severity],
        "location": {
            "path": replace_surrogates(one.path),
            "lines": {"begin": one.place.line, "end": one.place.last_line},
        },
    }
