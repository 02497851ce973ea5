"""reviewdog's format, from which it writes comments into a code review on many hosts.

The format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from typing import Any

from reviewlint.diagnostics import Diagnostic, Fix, Severity
from reviewlint.document.source import SourceText
from reviewlint.fixing import apply_edits
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.json_text import replace_surrogates, write_json
from reviewlint.reporters.visible import make_line
from reviewlint.span import Span

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report, options: Options) -> str:
    """Give all findings. Columns count the bytes of UTF-8, as the format asks."""
    diagnostics = [_describe(one, report.sources.get(one.path)) for one in report.diagnostics]
    return write_json({"source": {"name": "reviewlint"}, "diagnostics": diagnostics})


def _describe(one: Diagnostic, source: SourceText | None) -> dict[str, Any]:
    location: dict[str, Any] = {"path": replace_surrogates(one.path)}
    # What is said of a whole archive stands in its config, whose text nobody has read here.
    location["range"] = _describe_range(source, one.span) if source else {"start": {"line": one.place.line}}
    described: dict[str, Any] = {
        "message": make_line(one.message),
        "location": location,
        "severity": _SEVERITIES[one.severity],
        "code": {"value": one.rule, **({"url": one.url} if one.url else {})},
    }
    if one.fix and source:
        described["suggestions"] = [_describe_fix(one.fix, source)]
    if one.related:
        described["related_locations"] = [
            {
                "message": make_line(other.message),
                "location": {
                    "path": replace_surrogates(other.path),
                    "range": {"start": {"line": other.place.line}},
                },
            }
            for other in one.related
        ]
    return described


def _describe_fix(fix: Fix, source: SourceText) -> dict[str, Any]:
    """Give a fix as one replacement: reviewdog takes several for alternatives."""
    part = Span(min(edit.span.start for edit in fix.edits), max(edit.span.end for edit in fix.edits))
    inserted = replace_surrogates(apply_edits(source.text, fix.edits, part))
    return {"range": _describe_range(source, part), "text": inserted}


def _describe_range(source: SourceText, span: Span) -> dict[str, dict[str, int]]:
    return {
        "start": _describe_position(source, span.start),
        "end": _describe_position(source, span.end),
    }


def _describe_position(source: SourceText, offset: int) -> dict[str, int]:
    line, _ = source.position(offset)
    before = source.text[source.line_starts[line - 1] : offset]
    return {"line": line, "column": len(before.encode("utf-8")) + 1}
