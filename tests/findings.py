"""Findings made by hand, for tests of what is done with them."""

from __future__ import annotations

from reviewlint.diagnostics import Diagnostic, Edit, Fix, Related, Safety, Severity
from reviewlint.document.source import SourceText
from reviewlint.span import Span


def make_edit(source: SourceText, start: int, end: int, text: str) -> Edit:
    span = Span(start, end)
    return Edit(span, source.place(span), text)


def make_finding(
    source: SourceText,
    start: int,
    end: int,
    *,
    rule: str = "some-rule",
    severity: Severity = Severity.WARNING,
    message: str = "something is wrong",
    edits: tuple[tuple[int, int, str], ...] = (),
    safety: Safety = Safety.SAFE,
    fix_message: str = "mend it",
    related: tuple[Related, ...] = (),
    url: str | None = None,
) -> Diagnostic:
    span = Span(start, end)
    fix = Fix(safety, fix_message, tuple(make_edit(source, *edit) for edit in edits)) if edits else None
    return Diagnostic(rule, severity, message, source.path, source.place(span), span, related, fix, url)
