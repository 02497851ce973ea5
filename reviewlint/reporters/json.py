"""JSON: an array with one object a finding, whose keys are a contract."""

from __future__ import annotations

import msgspec

from reviewlint.diagnostics import Diagnostic, Edit, Fix
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.json_text import replace_surrogates, write_json


class FoundRelated(msgspec.Struct, frozen=True):
    """Another place that a finding speaks of."""

    path: str
    line: int
    column: int
    message: str


class FoundEdit(msgspec.Struct, frozen=True):
    """One replacement of a fix."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class FoundFix(msgspec.Struct, frozen=True):
    """A fix: its edits belong together."""

    safety: str
    message: str
    edits: list[FoundEdit]


class Finding(msgspec.Struct, frozen=True):
    """A finding; lines and columns are 1-based, ends exclusive, columns in code points."""

    rule: str
    severity: str
    message: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    related: list[FoundRelated]
    fix: FoundFix | None
    url: str | None


def render(report: Report, options: Options) -> str:
    """Give all findings, in the order path, line, column, rule."""
    return write_json([describe_finding(one) for one in report.diagnostics])


def describe_finding(one: Diagnostic) -> Finding:
    """Put a diagnostic into the shape that programs read."""
    return Finding(
        rule=one.rule,
        severity=one.severity.value,
        message=replace_surrogates(one.message),
        path=replace_surrogates(one.path),
        line=one.place.line,
        column=one.place.column,
        end_line=one.place.end_line,
        end_column=one.place.end_column,
        related=[
            FoundRelated(
                replace_surrogates(other.path),
                other.place.line,
                other.place.column,
                replace_surrogates(other.message),
            )
            for other in one.related
        ],
        fix=_describe_fix(one.fix) if one.fix else None,
        url=one.url,
    )


def _describe_fix(fix: Fix) -> FoundFix:
    return FoundFix(
        fix.safety.value, replace_surrogates(fix.message), [_describe_edit(edit) for edit in fix.edits]
    )


def _describe_edit(edit: Edit) -> FoundEdit:
    place = edit.place
    return FoundEdit(
        place.line, place.column, place.end_line, place.end_column, replace_surrogates(edit.text)
    )
