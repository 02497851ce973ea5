"""``reviewlint init``: write a first config that fits the reviews that are there."""

from __future__ import annotations

from pathlib import Path

import click

from reviewlint.cli import exit_codes
from reviewlint.cli.streams import show
from reviewlint.config.model import find_config
from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.reporters.summary import count_things
from reviewlint.session import Session
from reviewlint.survey_config import Setting, make_settings, render_config
from reviewlint.surveying import survey_files
from reviewlint.writing import write_new

NAME = "reviewlint.yaml"


@click.command("init")
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--print", "only_print", is_flag=True, help="Show the config, and write nothing.")
def command(folder: Path, only_print: bool) -> int:
    """Write a reviewlint.yaml that fits the reviews in FOLDER.

    Without FOLDER, those in the current one.
    """
    if not only_print:
        _refuse_second(folder)
    session = Session.load(folder)
    survey = survey_files(session, session.find_files([folder]).files, folder)
    if not survey.count:
        message = "no review with metadata was found here, so there is nothing to go by"
        raise InputError(Trouble(folder.as_posix(), 0, 0, message))
    settings = make_settings(survey)
    config = render_config(survey, settings)
    if only_print:
        show(config)
        return exit_codes.CLEAN
    path = folder / NAME
    write_new(path, config.encode(), path.as_posix())
    seen = "".join(f"  {_describe(setting)}\n" for setting in settings)
    show(
        f"Looked at {count_things(survey.count, 'review')}:\n{seen}"
        f"Wrote {path.as_posix()}: read it through, then run `reviewlint check {folder.as_posix()}`.\n"
    )
    return exit_codes.CLEAN


def _describe(setting: Setting) -> str:
    return setting.seen if setting.topic == "fields" else f"{setting.topic}: {setting.seen}"


def _refuse_second(folder: Path) -> None:
    try:
        there = find_config(folder.absolute())
    except OSError as error:
        raise InputError(Trouble(folder.as_posix(), 0, 0, explain_os_error(error))) from error
    if there is not None and there.parent == folder.absolute():
        message = "there is a config already, and it stays as it is; `--print` shows what would be written"
        raise InputError(Trouble((folder / there.name).as_posix(), 0, 0, message))
