"""``reviewlint check``: do what was asked."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec

from reviewlint.cli.delivery import deliver
from reviewlint.cli.outputs import require_writable
from reviewlint.cli.progress import Progress
from reviewlint.cli.request import STDIN, Request
from reviewlint.cli.streams import read_input, say, show_bytes
from reviewlint.diagnostics import Safety
from reviewlint.report import Report
from reviewlint.session import Session
from reviewlint.sites import find_cache


def run_check(request: Request) -> int:
    """Check, mend and report; give the exit code.

    :raises ReviewlintError: if nothing could be checked
    """
    require_writable(request.outputs)
    if request.paths == (STDIN,):
        return _check_stdin(request)
    session = _load_session(request, request.paths)
    check = partial(session.check_paths, request.paths)
    if request.narrows:
        from reviewlint.cli.narrow import narrow_check  # asks git, or looks at names one by one

        check, request = narrow_check(session, request)
    with Progress(sys.stderr) as progress:
        report = check(progress.tell)
        if request.fix or request.diff:
            from reviewlint.mending import mend_report, plan_fixes

            safeties = _choose_safeties(request)
            if request.diff:
                report = msgspec.structs.replace(report, fixed=plan_fixes(session, report, safeties))
            else:
                report = mend_report(session, report, check, safeties)
        if request.suppress_reason:
            report = _silence(session, report, check, request, request.suppress_reason)
    return deliver(report, request, session.rules)


def _silence(
    session: Session, report: Report, check: Callable[[], Report], request: Request, reason: str
) -> Report:
    """Write comments that silence what was found, and say what they came to."""
    from reviewlint.reporters.summary import list_counts
    from reviewlint.silencing import silence_report

    done = silence_report(session, report, check, reason, request.least)
    for one, why in done.refused:
        say(f"{one.path}:{one.place.line}:{one.place.column}: {one.rule} is not silenced: {why}")
    if done.silenced and not request.quiet:
        reviews = len({one.path for one in done.silenced})
        say(f"Silenced {list_counts(Counter(one.rule for one in done.silenced), reviews)}")
    return done.report


def _check_stdin(request: Request) -> int:
    """Check the text on standard input; with ``--fix`` standard output gets the mended text."""
    path = request.stdin_filename
    session = _load_session(request, (path,))
    if path != STDIN:
        session.require_included(path)
    data = read_input()
    report = session.check_files([path], texts={path: data})
    if not (request.fix or request.diff):
        return deliver(report, request, session.rules)
    from reviewlint.fixing import encode
    from reviewlint.mending import fix_review

    source = session.read(data, path).source
    fixed = fix_review(session, source, report.diagnostics, _choose_safeties(request))
    mended = {session.show(path): fixed}
    if request.diff:
        return deliver(msgspec.structs.replace(report, fixed=mended), request, session.rules)
    if fixed.changed:
        data = encode(fixed.after)
        report = session.check_files([path], texts={path: data})
    show_bytes(data)
    return deliver(msgspec.structs.replace(report, fixed=mended), request, session.rules, sys.stderr)


def _choose_safeties(request: Request) -> frozenset[Safety]:
    from reviewlint.fixing import ALL, SAFE

    return ALL if request.unsafe_fixes else SAFE


def _load_session(request: Request, paths: Sequence[Path]) -> Session:
    """Load what ``paths`` are checked by, and look at the outputs once it is known what is read."""
    first = paths[0]
    session = Session.load(
        first if first.is_dir() else first.parent,
        config=request.config,
        today=request.today,
        select=request.select,
        ignore=request.ignore,
        cache=find_cache() if request.cache else None,
        baseline=request.baseline,
        processes=request.jobs,
    )
    if request.outputs:
        from reviewlint.cli.inputs import require_apart

        require_apart(session, paths, request.outputs)
    return session
