"""``reviewlint check``: only what changed, or only what the config includes."""

from __future__ import annotations

from functools import partial

import msgspec

from reviewlint.cli.request import Request
from reviewlint.cli.streams import say
from reviewlint.narrowing import (
    Narrowed,
    check_narrowed,
    leave_out_others,
    narrow_to_changes,
    take_all,
)
from reviewlint.report import Report
from reviewlint.session import Session


def narrow_check(session: Session, request: Request) -> tuple[partial[Report], Request]:
    """Give what checks the reviews that are wanted, and the request as it is then.

    Where there are none, one line says so in the place of a summary.

    :raises InputError: if a path is not there, or git cannot be asked
    """
    narrowed = _narrow(session, request)
    if request.included_only:
        narrowed = leave_out_others(session, narrowed)
    if not narrowed.files:
        if not request.quiet:
            say(_describe_nothing(request))
        request = msgspec.structs.replace(request, quiet=True)
    return partial(check_narrowed, session, narrowed), request


def _narrow(session: Session, request: Request) -> Narrowed:
    if request.since is not None:
        from reviewlint.changes.since import list_changed_since

        since = partial(list_changed_since, commit=request.since, lines=request.changed_lines)
        return narrow_to_changes(session, request.paths, since)
    if request.staged:
        from reviewlint.changes.staged import list_staged

        return narrow_to_changes(session, request.paths, partial(list_staged, lines=request.changed_lines))
    return take_all(session, request.paths)


def _describe_nothing(request: Request) -> str:
    if request.since is not None:
        return f"No review has changed since {request.since}."
    return "No review is staged." if request.staged else "None of the files named is a review."
