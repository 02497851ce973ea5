"""``reviewlint new``: write a review that lacks only what a person must say."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from reviewlint.cli import exit_codes
from reviewlint.cli.check import read_date
from reviewlint.cli.streams import show
from reviewlint.errors import InputError
from reviewlint.session import Session
from reviewlint.skeleton import Wanted, make_skeleton
from reviewlint.survey import Survey
from reviewlint.surveying import survey_files
from reviewlint.writing import write_new


def read_title(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Read a title: one line, with something in it."""
    if value is None:
        return None
    title = " ".join(value.split())
    if not title or not title.isprintable():
        raise click.BadParameter("expected a title of one line.")
    return title


@click.command("new")
@click.argument("title", callback=read_title)
@click.option(
    "--work", callback=read_title, metavar="TITLE", help="The work, where the review has a title of its own."
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Where to put it. Without this, where most reviews are.",
)
@click.option("--today", callback=read_date, metavar="DATE", help="The day to date it.")
def command(title: str, work: str | None, folder: Path | None, today: datetime.date | None) -> int:
    """Write a draft called TITLE, in the shape of the other reviews."""
    session = Session.load(folder or Path(), today=today)
    root = Path(session.config.root) if session.config.sources else (folder or Path())
    survey = _survey(session, root)
    wanted = Wanted(title, work, session.today)
    skeleton = make_skeleton(wanted, survey)
    place = (folder or _choose_folder(root, survey)) / skeleton.name
    write_new(place, skeleton.text.encode(), session.show(place))
    left = f"Still to be said: {', '.join(skeleton.open)}, and the review itself.\n" if skeleton.open else ""
    show(f"Wrote {session.show(place)}, a draft.\n{left}")
    return exit_codes.CLEAN


def _survey(session: Session, root: Path) -> Survey | None:
    try:
        files = session.find_files([root]).files
    except InputError:
        # The first review of a site has no others to go by.
        return None
    survey = survey_files(session, files, root)
    return survey if survey.count else None


def _choose_folder(root: Path, survey: Survey | None) -> Path:
    if survey is None:
        return root
    folders = survey.folders
    return root / max(sorted(folders), key=lambda folder: folders[folder])
