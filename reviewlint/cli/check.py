"""``reviewlint check``: what may be asked of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import click

from reviewlint.cli.check_run import run_check
from reviewlint.cli.clashes import list_clashes
from reviewlint.cli.outputs import Output
from reviewlint.cli.request import STDIN, Request
from reviewlint.diagnostics import Severity
from reviewlint.reporters import FORMATS

NEVER = "never"


def read_names(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Take names apart that were given with commas between them."""
    return tuple(name for value in values for name in value.replace(",", " ").split())


def read_outputs(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[Output, ...]:
    """Read ``FORMAT=FILE``."""
    outputs = []
    for value in values:
        name, equals, path = value.partition("=")
        if name not in FORMATS or not equals or path in ("", "-"):
            known = ", ".join(FORMATS)
            raise click.BadParameter(
                f"expected FORMAT=FILE with one of the formats {known}, found '{value}'."
            )
        outputs.append(Output(name, Path(path)))
    return tuple(outputs)


def read_date(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime.date | None:
    """Read a day."""
    try:
        return None if value is None else datetime.date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"expected a date like 2026-01-31, found '{value}'.") from error


def read_reason(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Read the reason that comments give."""
    if value is None:
        return None
    from reviewlint.document.suppressions import explain_reason

    if why := explain_reason(value):
        raise click.BadParameter(f"a reason for comments is needed, and {why}.")
    return value.strip()


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, then report what is left.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: also what an editor must look over."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--add-suppressions",
    "suppress_reason",
    callback=read_reason,
    metavar="REASON",
    help="Write comments into the reviews that silence what is left, and give this reason.",
)
@click.option(
    "--select", multiple=True, callback=read_names, metavar="RULES", help="Only these rules or packs."
)
@click.option("--ignore", multiple=True, callback=read_names, metavar="RULES", help="All but these.")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Use this config for every review; its globs count from the current folder.",
)
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How findings are written to standard output.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    callback=read_outputs,
    metavar="FORMAT=FILE",
    help="Also write all findings to a file, whatever goes to standard output. May be repeated.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*(one.value for one in Severity), NEVER]),
    default="error",
    show_default=True,
    help="The mildest severity that makes the exit code 1.",
)
@click.option(
    "--statistics",
    is_flag=True,
    help="Count findings by rule: instead of listing them, or beside them on standard error where a "
    "program reads the list.",
)
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default=STDIN,
    metavar="FILE",
    help="Where the review on standard input belongs; without PATHS, that review is checked.",
)
@click.option(
    "--since", metavar="REF", help="Only reviews that changed since this branch left REF, new ones too."
)
@click.option(
    "--staged", is_flag=True, help="Only reviews that the next commit changes, as it will have them."
)
@click.option(
    "--changed-lines", is_flag=True, help="With --since or --staged: only findings on lines that changed."
)
@click.option(
    "--included-only",
    is_flag=True,
    help="Of the files named, only those that a check of their folder would find. For hooks, which name all.",
)
@click.option("--today", callback=read_date, metavar="DATE", help="The day that dates are judged by.")
@click.option(
    "--no-cache", is_flag=True, help="Read every review of the archive anew, and keep nothing of them."
)
@click.option("--no-baseline", is_flag=True, help="Report what the baseline holds, too.")
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Check in so many processes. Without this, in as many as are of use.",
)
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="List findings of severity info too, and count what was compared with nothing.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print findings and failures, nothing else.")
def command(
    paths: tuple[Path, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    suppress_reason: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    output_format: str,
    outputs: tuple[Output, ...],
    fail_on: str,
    statistics: bool,
    stdin_filename: Path,
    since: str | None,
    staged: bool,
    changed_lines: bool,
    included_only: bool,
    today: datetime.date | None,
    no_cache: bool,
    no_baseline: bool,
    jobs: int,
    verbose: bool,
    quiet: bool,
) -> int:
    """Check reviews: files, folders, or standard input (-).

    Without PATHS, the current folder is checked.
    """
    if not paths:
        paths = (Path() if stdin_filename == STDIN else STDIN,)
    lists_info = verbose or fail_on == Severity.INFO.value
    request = Request(
        paths=paths,
        fix=fix,
        diff=diff,
        unsafe_fixes=unsafe_fixes,
        select=select,
        ignore=ignore,
        config=config,
        output_format=output_format,
        outputs=outputs,
        fail_on=None if fail_on == NEVER else Severity(fail_on),
        least=Severity.INFO if lists_info else Severity.WARNING,
        statistics=statistics,
        stdin_filename=stdin_filename,
        today=today,
        quiet=quiet,
        cache=not no_cache,
        baseline=not no_baseline,
        jobs=jobs,
        suppress_reason=suppress_reason,
        since=since,
        staged=staged,
        changed_lines=changed_lines,
        included_only=included_only,
    )
    for clash in list_clashes(request):
        raise click.UsageError(clash)
    return run_check(request)
