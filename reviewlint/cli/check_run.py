"""``reviewlint check``: do what was asked, and say how it ended."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import TextIO

import msgspec

from reviewlint.cli import exit_codes
from reviewlint.cli.streams import allows_color, find_width, say, show, show_bytes
from reviewlint.diagnostics import Safety, Severity
from reviewlint.engine import CRASHED
from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.report import Report
from reviewlint.reporters import Options, load_reporter
from reviewlint.session import Session
from reviewlint.sites import find_cache

STDIN = Path("-")


class Output(msgspec.Struct, frozen=True):
    """Name a file that findings are written to, and the format."""

    format: str
    path: Path


class Request(msgspec.Struct, frozen=True):
    """Hold what one call asks for.

    ``least`` is the mildest severity that text lists, ``fail_on`` the mildest that counts for the
    exit code, ``None`` for none.
    """

    paths: tuple[Path, ...]
    fix: bool
    diff: bool
    unsafe_fixes: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    config: Path | None
    output_format: str
    outputs: tuple[Output, ...]
    fail_on: Severity | None
    least: Severity
    statistics: bool
    stdin_filename: Path
    today: datetime.date | None
    quiet: bool
    cache: bool


def run_check(request: Request) -> int:
    """Check, mend and report; give the exit code.

    :raises ReviewlintError: if nothing could be checked
    """
    if request.paths == (STDIN,):
        return _check_stdin(request)
    session = _load_session(request, request.paths[0])
    if request.fix or request.diff:
        from reviewlint.mending import mend_paths

        report = mend_paths(session, request.paths, _choose_safeties(request), write=not request.diff)
    else:
        report = session.check_paths(request.paths)
    return _deliver(report, request)


def _check_stdin(request: Request) -> int:
    """Check the text on standard input; with ``--fix`` standard output gets the mended text."""
    path = request.stdin_filename
    session = _load_session(request, path)
    data = sys.stdin.buffer.read()
    report = session.check_files([path], texts={path: data})
    if not (request.fix or request.diff):
        return _deliver(report, request)
    from reviewlint.fixing import encode
    from reviewlint.mending import fix_review

    source = session.read(data, path).source
    fixed = fix_review(session, source, report.diagnostics, _choose_safeties(request))
    mended = {session.show(path): fixed}
    if request.diff:
        return _deliver(msgspec.structs.replace(report, fixed=mended), request)
    if fixed.changed:
        data = encode(fixed.after)
        report = session.check_files([path], texts={path: data})
    show_bytes(data)
    return _deliver(msgspec.structs.replace(report, fixed=mended), request, sys.stderr)


def _choose_safeties(request: Request) -> frozenset[Safety]:
    from reviewlint.fixing import ALL, SAFE

    return ALL if request.unsafe_fixes else SAFE


def _load_session(request: Request, first: Path) -> Session:
    return Session.load(
        first if first.is_dir() else first.parent,
        config=request.config,
        today=request.today,
        select=request.select,
        ignore=request.ignore,
        cache=find_cache() if request.cache else None,
    )


def _deliver(report: Report, request: Request, stream: TextIO | None = None) -> int:
    """Write the report wherever it was asked for; ``stream`` stands in for standard output."""
    for path in report.excluded:
        if not request.quiet:
            say(f"{path}: not checked, because `exclude` names it")
    for trouble in report.failures:
        say(str(trouble))
    for output in request.outputs:
        _write_output(report, output, request)
    if request.diff:
        _show_diff(report, request)
    elif stream is not None:
        stream.write(_render(report, request, stream))
    else:
        show(_render(report, request, sys.stdout))
    return _judge(report, request.fail_on)


def _render(report: Report, request: Request, stream: TextIO) -> str:
    options = Options(
        least=request.least,
        color=allows_color(stream, os.environ),
        width=find_width(stream),
        statistics=request.statistics,
        quiet=request.quiet,
    )
    return load_reporter(request.output_format)(report, options)


def _write_output(report: Report, output: Output, request: Request) -> None:
    options = Options(least=request.least, statistics=request.statistics, quiet=request.quiet)
    text = load_reporter(output.format)(report, options)
    try:
        output.path.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        message = f"the findings cannot be written here: {explain_os_error(error)}"
        raise InputError(Trouble(output.path.as_posix(), 0, 0, message)) from error


def _show_diff(report: Report, request: Request) -> None:
    """Write the diff to standard output, ready for ``patch``, and what it comes to beside it."""
    from reviewlint.diff import diff_sources
    from reviewlint.reporters.paint import paint_diff
    from reviewlint.reporters.summary import summarize, summarize_fixed

    for path, fixed in sorted(report.fixed.items()):
        diff = diff_sources(fixed.before, fixed.after, path)
        if sys.stdout.isatty():
            diff = "".join(paint_diff(diff, color=allows_color(sys.stdout, os.environ)))
        show(diff)
    if not request.quiet:
        mended = summarize_fixed(report)
        say(f"Would mend {mended}" if mended else "There is nothing that would be mended.")
        say(summarize(report, request.least))


def _judge(report: Report, fail_on: Severity | None) -> int:
    if report.failures or any(one.rule == CRASHED for one in report.diagnostics):
        return exit_codes.FAILED
    if fail_on is not None and any(one.severity.reaches(fail_on) for one in report.diagnostics):
        return exit_codes.FINDINGS
    return exit_codes.CLEAN
