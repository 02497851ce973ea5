"""Workflow commands, from which GitHub Actions makes annotations of the lines of a change.

The format: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands;
how values are escaped: ``packages/core/src/command.ts`` of https://github.com/actions/toolkit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.summary import count_things, summarize
from reviewlint.reporters.visible import make_line

MOST = 10
"""So many errors, warnings and notices of one step GitHub shows; it drops the rest without a word."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, options: Options) -> str:
    """Give as many findings as GitHub shows, the gravest first, and a last line that counts."""
    shown = list(_choose(report.diagnostics))
    lines = [_command(one) for one in shown]
    left_out = len(report.diagnostics) - len(shown)
    if left_out:
        more = count_things(left_out, "more finding")
        lines.append(f"::notice title=reviewlint::{_escape(f'{more}: {_tell_where(options)}')}")
    if not options.quiet:
        lines.append(make_line(summarize(report, Severity.INFO)))
    return "".join(f"{line}\n" for line in lines)


def _tell_where(options: Options) -> str:
    if options.summarized:
        return "all of them are in the summary of this step"
    return "`--output sarif=FILE` and `--output json=FILE` write all of them"


def _choose(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    by_severity = {severity: [one for one in found if one.severity is severity] for severity in Severity}
    overflow = any(len(listed) > MOST for listed in by_severity.values())
    for severity, listed in by_severity.items():
        # The notice that there is more is one of those that are counted.
        room = MOST - 1 if overflow and severity is Severity.INFO else MOST
        yield from listed[:room]


def _command(one: Diagnostic) -> str:
    place = one.place
    path = make_line(one.path)
    properties = {
        "title": one.rule,
        "file": path,
        "line": str(place.line),
        "endLine": str(place.last_line),
    }
    if place.end_line == place.line:  # columns of more than one line are refused
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    joined = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    # A log shows a command's message without its properties.
    message = f"{path}:{place.line}:{place.column}: {one.rule}: {make_line(one.message)}"
    return f"::{_COMMANDS[one.severity]} {joined}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
