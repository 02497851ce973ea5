"""A report, written wherever it was asked for, and what it comes to as an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

import msgspec

from reviewlint.cli import exit_codes
from reviewlint.cli.outputs import add_step_summary, find_step_summary, write_output
from reviewlint.cli.request import Request
from reviewlint.cli.streams import allows_color, find_width, say, show
from reviewlint.diagnostics import Severity
from reviewlint.engine import CRASHED
from reviewlint.errors import Trouble
from reviewlint.packs.spec import RuleSpec
from reviewlint.report import Outdated, Report
from reviewlint.reporters import Options, load_reporter
from reviewlint.reporters.summary import count_things, summarize, summarize_fixed, summarize_unsaid

_MADE_FOR_PEOPLE = ("text", "markdown")
"""Formats that show statistics in the place of findings."""

_SUMMARIZED = (*_MADE_FOR_PEOPLE, "github")
"""Formats that have a line for what is no finding."""


def deliver(report: Report, request: Request, rules: Sequence[RuleSpec], stream: TextIO | None = None) -> int:
    """Write the report wherever it was asked for; ``stream`` stands in for standard output."""
    say_unchecked(report, quiet=request.quiet)
    for path, fixed in report.fixed.items():
        if fixed.unsettled and not request.quiet:
            say(f"{path}: not mended: the fixes of {' and '.join(fixed.unsettled)} never come to an end")
    for baseline in report.outdated:
        say(_describe_outdated(baseline))
    options, unwritten = _summarize_step(report, request, _choose_options(request, rules))
    unwritten += _write_outputs(report, request, options)
    for trouble in unwritten:
        say(str(trouble))
    if request.diff:
        _show_diff(report, request)
    else:
        target = stream or sys.stdout
        shown = msgspec.structs.replace(
            options, color=allows_color(target, os.environ), width=find_width(target)
        )
        show(load_reporter(request.output_format)(report, shown), stream)
        if request.statistics and request.output_format not in _MADE_FOR_PEOPLE:
            _say_statistics(report, request)
        unsaid = "" if request.quiet else summarize_unsaid(report, Severity.INFO)
        if unsaid and request.output_format not in _SUMMARIZED:
            say(unsaid)
    return exit_codes.FAILED if unwritten else _judge(report, request.fail_on)


def say_unchecked(report: Report, *, quiet: bool = False) -> None:
    """Say what was named and not checked; if ``quiet``, only what could not be."""
    if not quiet:
        for path in report.excluded:
            say(f"{path}: not checked, because `exclude` names it")
    for trouble in report.failures:
        say(str(trouble))


def _choose_options(request: Request, rules: Sequence[RuleSpec]) -> Options:
    return Options(
        least=request.least,
        statistics=request.statistics,
        quiet=request.quiet,
        fail_on=request.fail_on,
        rules=tuple(rules),
    )


def _summarize_step(report: Report, request: Request, options: Options) -> tuple[Options, list[Trouble]]:
    """Write what GitHub shows of a step, if it is asked to; give what failed, and options that know of it."""
    path = find_step_summary(os.environ)
    if path is None or "github" not in (request.output_format, *(one.format for one in request.outputs)):
        return options, []
    from reviewlint.reporters.markdown import STEP_SUMMARY, render_within

    everything = msgspec.structs.replace(options, least=Severity.INFO, statistics=False)
    text, left_out = render_within(report, everything, STEP_SUMMARY)
    trouble = add_step_summary(path, text)
    whole = not left_out and trouble is None
    return msgspec.structs.replace(options, summarized=whole), [trouble] if trouble else []


def _write_outputs(report: Report, request: Request, options: Options) -> Iterator[Trouble]:
    """Write the files that were asked for; give what failed."""
    for output in request.outputs:
        if trouble := write_output(output.path, load_reporter(output.format)(report, options)):
            yield trouble


def _say_statistics(report: Report, request: Request) -> None:
    from reviewlint.reporters.statistics import count_rules

    for line in count_rules([one for one in report.diagnostics if one.severity.reaches(request.least)]):
        say(line)


def _show_diff(report: Report, request: Request) -> None:
    """Write the diff to standard output, ready for ``patch``, and what it comes to beside it."""
    from reviewlint.diff import diff_sources
    from reviewlint.reporters.paint import paint_diff

    for path, fixed in sorted(report.fixed.items()):
        diff = diff_sources(fixed.before, fixed.after, path)
        if sys.stdout.isatty():
            diff = "".join(paint_diff(diff, color=allows_color(sys.stdout, os.environ)))
        show(diff)
    if not request.quiet:
        mended = summarize_fixed(report)
        say(f"Would mend {mended}" if mended else "There is nothing that would be mended.")
        say(summarize(report, request.least))


def _describe_outdated(baseline: Outdated) -> str:
    findings = count_things(baseline.findings, "finding")
    reviews = count_things(baseline.reviews, "review")
    are, them = ("is", "it") if baseline.findings == 1 else ("are", "them")
    held = f"{findings} in {reviews} that it holds {are} there no more"
    return f"{baseline.path}: {held}: `reviewlint baseline --prune` takes {them} out"


def _judge(report: Report, fail_on: Severity | None) -> int:
    if report.failures or any(one.rule == CRASHED for one in report.diagnostics):
        return exit_codes.FAILED
    if fail_on is None:
        return exit_codes.CLEAN
    # What a baseline holds too much would let the same mistakes in again.
    if report.outdated or any(one.severity.reaches(fail_on) for one in report.diagnostics):
        return exit_codes.FINDINGS
    return exit_codes.CLEAN
