"""Options of ``reviewlint check`` that contradict one another, each with what to say of it."""

from __future__ import annotations

from collections.abc import Iterator

from reviewlint.cli.request import STDIN, Request


def list_clashes(request: Request) -> Iterator[str]:
    """Give what cannot be done as it was asked for."""
    yield from _list_general(request)
    yield from _list_narrowing(request)


def _list_general(request: Request) -> Iterator[str]:
    piped = STDIN in request.paths
    if request.unsafe_fixes and not (request.fix or request.diff):
        yield "--unsafe-fixes goes with --fix or --diff."
    if request.diff and request.output_format != "text":
        yield f"--diff shows text, not {request.output_format}."
    if request.diff and request.statistics:
        yield "--diff and --statistics do not go together."
    if request.diff and request.suppress_reason:
        yield "--diff and --add-suppressions do not go together."
    if piped and len(request.paths) > 1:
        yield "standard input (-) is checked alone, without other paths."
    if request.stdin_filename != STDIN and not piped:
        yield "--stdin-filename goes with standard input (-), not with other paths."
    if piped and request.included_only:
        yield "--included-only chooses among files, and standard input is none."
    if piped and request.suppress_reason:
        yield "--add-suppressions writes files, and standard input is none."


def _list_narrowing(request: Request) -> Iterator[str]:
    if request.since is not None and request.staged:
        yield "--since and --staged do not go together."
    option = "--since" if request.since is not None else "--staged" if request.staged else None
    if option is None:
        if request.changed_lines:
            yield "--changed-lines goes with --since or --staged."
        return
    if STDIN in request.paths:
        yield f"{option} asks git about files, and standard input is none."
    if request.suppress_reason:
        yield f"{option} and --add-suppressions do not go together."
    if request.staged and request.fix:
        yield "--staged reads what will be committed, and --fix mends what is on disk."
    if request.changed_lines and (request.fix or request.diff):
        yield "--changed-lines leaves out findings that --fix and --diff would mend."
