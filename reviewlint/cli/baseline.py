"""``reviewlint baseline``: know what is there, so that only what is new is reported."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from reviewlint.baseline import Baseline, collect_baseline, prune_baseline, renew_baseline, write_baseline
from reviewlint.cli import exit_codes
from reviewlint.cli.check import read_date
from reviewlint.cli.delivery import say_unchecked
from reviewlint.cli.progress import Progress
from reviewlint.cli.streams import show
from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.known import SiteFindings
from reviewlint.report import Report
from reviewlint.reporters.statistics import count_rules
from reviewlint.reporters.summary import count_things
from reviewlint.reporters.visible import make_visible
from reviewlint.session import Session
from reviewlint.sites import find_cache
from reviewlint.writing import write_whole


@click.command("baseline")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--prune", is_flag=True, help="Only take out what is there no more.")
@click.option("--stats", is_flag=True, help="Show what is left to do, by rule and by folder.")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Use this config for every review; its globs count from the current folder.",
)
@click.option("--today", callback=read_date, metavar="DATE", help="The day that dates are judged by.")
@click.option("--no-cache", is_flag=True, help="Read every review anew, and keep nothing of them.")
def command(
    paths: tuple[Path, ...],
    prune: bool,
    stats: bool,
    config: Path | None,
    today: datetime.date | None,
    no_cache: bool,
) -> int:
    """Write down what is found in PATHS: `check` then reports others.

    reviewlint-baseline.json is put beside the config; without one, or with one that is named by
    --config, in the current folder. What it says of reviews that are not checked stays as it is.
    Without PATHS, the current folder is checked.
    """
    if prune and stats:
        raise click.UsageError("--prune and --stats do not go together.")
    paths = paths or (Path(),)
    first = paths[0]
    session = Session.load(
        first if first.is_dir() else first.parent,
        config=config,
        today=today,
        cache=None if no_cache else find_cache(),
        processes=0,
        baseline=False,
    )
    with Progress(sys.stderr) as progress:
        report = session.check_paths(paths, progress.tell)
    say_unchecked(report)
    for one in session.compare_baselines(report, paths):
        shown = session.show(one.file)
        if (prune or stats) and not one.file.exists():
            message = "there is no such file: `reviewlint baseline` writes it"
            raise InputError(Trouble(shown, 0, 0, message))
        if stats:
            show(f"{_describe(one, shown)}\n")
        elif prune:
            _prune(one, shown)
        else:
            _renew(one, shown, report)
    return exit_codes.FAILED if report.failures else exit_codes.CLEAN


def _renew(one: SiteFindings, shown: str, report: Report) -> None:
    found = collect_baseline(one.found, report.sources, one.relative)
    renewed = renew_baseline(one.baseline, found, {*one.relative.values(), *one.gone})
    _write(one, shown, renewed)
    show(f"{make_visible(shown)}: {_count(renewed)}.\n")


def _prune(one: SiteFindings, shown: str) -> None:
    mended = sum(one.subtraction.mended.values())
    pruned = prune_baseline(one.baseline, one.subtraction.mended)
    if mended:
        _write(one, shown, pruned)
    show(f"{make_visible(shown)}: {mended} taken out; {_count(pruned)}.\n")


def _write(one: SiteFindings, shown: str, baseline: Baseline) -> None:
    try:
        write_whole(one.file, write_baseline(baseline))
    except OSError as error:
        message = f"this cannot be written: {explain_os_error(error)}"
        raise InputError(Trouble(shown, 0, 0, message)) from error


def _count(baseline: Baseline) -> str:
    findings, reviews = count_things(baseline.total, "finding"), len(baseline.reviews)
    return f"{findings} in {count_things(reviews, 'review')}" if baseline.total else "it holds no findings"


def _describe(one: SiteFindings, shown: str) -> str:
    known = one.subtraction.known
    reviews = count_things(len({finding.path for finding in known}), "review")
    head = f"{make_visible(shown)}: {count_things(len(known), 'finding')} left in {reviews}."
    folders = Counter(str(PurePosixPath(one.relative[finding.path]).parent) for finding in known)
    blocks = ["\n".join(count_rules(known)), "\n".join(_count_folders(folders))] if known else []
    mended = sum(one.subtraction.mended.values())
    gone = [f"{mended} more there no more: `reviewlint baseline --prune` takes them out."] if mended else []
    return "\n\n".join([head, *blocks, *gone])


def _count_folders(folders: Counter[str]) -> Iterator[str]:
    digits = len(str(max(folders.values())))
    for folder, count in sorted(folders.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>{digits}}  {make_visible(folder)}"
