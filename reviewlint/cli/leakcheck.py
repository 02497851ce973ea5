"""``reviewlint leakcheck``: whether a build shows what its reviews hide."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from reviewlint.cli import exit_codes
from reviewlint.cli.check import read_date
from reviewlint.cli.streams import say, show
from reviewlint.clock import find_now
from reviewlint.diagnostics import Diagnostic
from reviewlint.discovery.discover import require_paths
from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.globs import compile_globs
from reviewlint.leakcheck.build import WORKING_FOLDER, Build, list_build
from reviewlint.leakcheck.check import find_leaks
from reviewlint.leakcheck.others import read_others
from reviewlint.leakcheck.project import Project, read_project
from reviewlint.leakcheck.secrets import gather_secrets
from reviewlint.leakcheck.sources import Source, make_source
from reviewlint.publication import EXPLAINED, find_reason
from reviewlint.record import make_record
from reviewlint.reporters.summary import count_things
from reviewlint.reporters.visible import make_visible
from reviewlint.session import Session


@click.command("leakcheck")
@click.argument("build", type=click.Path(path_type=Path))
@click.option(
    "--source", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="The reviews' folder."
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Use this config for every review; its globs count from the folder of --source.",
)
@click.option(
    "--on-error",
    type=click.Choice(["exclude", "warn"]),
    help="What the build does with reviews that have errors: leaves them out, or shows them."
    "  [default: as conf.py says; `warn` where there is none]",
)
@click.option("--today", callback=read_date, metavar="DATE", help="The day that embargoes are judged by.")
@click.option("-q", "--quiet", is_flag=True, help="Print leaks and failures, nothing else.")
def command(
    build: Path,
    source: Path,
    config: Path | None,
    on_error: str | None,
    today: datetime.date | None,
    quiet: bool,
) -> int:
    """Look in the folder BUILD for what must not be in it.

    That is the text of spoilers outside of what hides them, anything of reviews that are not public,
    and spoiler markers that nothing read. Pages, EPUBs, feeds, search indexes, inventories and all
    other texts are looked through.
    """
    require_paths([build, source])
    for path in (build, source):
        if not path.is_dir():
            raise InputError(Trouble(path.as_posix(), 0, 0, "this is a file; a folder is needed"))
    files = list_build(build)
    if not files.names:
        raise InputError(Trouble(build.as_posix(), 0, 0, "there is no file in this folder"))
    # Other generators show what has errors, and everything there is.
    project = read_project(source) or Project(reviews=("**",), on_error="warn")
    if config is None and project.config:
        config = source / project.config
    session = Session.load(source, config=config, root=source, today=today)
    shows_invalid = (on_error or project.on_error) == "warn"
    try:
        sources = list(_read_sources(session, source, project.reviews, shows_invalid=shows_invalid))
        others = read_others(source, build, frozenset(one.address for one in sources))
        leaks = find_leaks(files, gather_secrets(sources, others))
    except OSError as error:
        place = Path(error.filename or build).as_posix()
        raise InputError(Trouble(place, 0, 0, f"this cannot be read: {explain_os_error(error)}")) from error
    for leak in leaks:
        show(make_visible(f"{build.as_posix()}/{leak}") + "\n")
    if not quiet:
        _say_outcome(len(leaks), files, len(sources))
    return exit_codes.FINDINGS if leaks else exit_codes.CLEAN


def _read_sources(
    session: Session, folder: Path, globs: Sequence[str], *, shows_invalid: bool
) -> Iterator[Source]:
    """Read the reviews that are below ``folder`` and that ``globs`` name, and judge each.

    :raises InputError: if there is none, or one cannot be read
    """
    found = session.find_files([folder])
    is_review = compile_globs(globs)
    addresses = {path: path.relative_to(folder.absolute()).with_suffix("").as_posix() for path in found.files}
    files = [path for path, address in addresses.items() if is_review(address) or is_review(f"{address}.md")]
    if not files:
        message = f"no review found here that `reviewlint_reviews` in conf.py names: {', '.join(globs)}"
        raise InputError(Trouble(session.show(folder), 0, 0, message))
    report = session.check_files(files, [folder], among=frozenset(files))
    if found.troubles or report.failures:
        raise InputError(*found.troubles, *report.failures)
    diagnostics: dict[str, list[Diagnostic]] = {}
    for one in (*report.diagnostics, *report.withheld):
        diagnostics.setdefault(one.path, []).append(one)
    now = _find_moment(session)
    for path in files:
        shown = session.show(path)
        review = session.read(path.read_bytes(), path)
        record = make_record(review, f"{addresses[path]}{path.suffix}")
        valid = shows_invalid or session.is_publishable(review, diagnostics.get(shown, ()))
        reason = find_reason(review, record, now, valid=valid)
        yield make_source(shown, addresses[path], review, record, EXPLAINED.get(reason, ""))


def _find_moment(session: Session) -> datetime.datetime:
    """Give now, or the end of the day that was asked for."""
    now = find_now()
    day = session.today
    return now if now.date() == day else datetime.datetime.combine(day, datetime.time.max, datetime.UTC)


def _say_outcome(leaks: int, files: Build, reviews: int) -> None:
    if (files.folder / WORKING_FOLDER).is_dir():
        say(
            f"{(files.folder / WORKING_FOLDER).as_posix()}: not looked into: Sphinx works here, with every"
            " spoiler in clear; keep it out of what you publish"
        )
    looked = f"{count_things(len(files.names), 'file')}, {count_things(reviews, 'review')}"
    say(f"{count_things(leaks, 'leak')} ({looked})" if leaks else f"No leak found ({looked}).")
