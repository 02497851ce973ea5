"""``reviewlint test-pack``: whether a site's own rules do what their examples say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from reviewlint.cli import exit_codes
from reviewlint.cli.streams import show
from reviewlint.config.load import load_config
from reviewlint.config.model import Config, find_config
from reviewlint.errors import InputError, PackError, Trouble
from reviewlint.pack_trial import Failure, Trial, try_rules
from reviewlint.packs.beside import load_beside
from reviewlint.packs.compiled import load_compiled
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import PACK_FILE, find_packs, find_rules
from reviewlint.packs.parameters import Known
from reviewlint.reporters.summary import count_things
from reviewlint.reporters.visible import make_visible
from reviewlint.sites import PRESETS_FOLDER, find_cache, make_absolute, make_relative


@click.command("test-pack")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The config whose fields and word lists the rules may speak of; else the one found above.",
)
def command(folder: Path | None, config: Path | None) -> int:
    """Run the examples of the rules in FOLDER, each both ways.

    What must be reported has to be, in its place and words, and nothing else. Without FOLDER, the
    rules of all packs that the config names are tried.
    """
    cwd = Path.cwd()
    place = make_absolute(cwd, config) if config else find_config(make_absolute(cwd, folder or Path()))
    shown = make_relative(place, cwd.as_posix()) if place else ""
    site = Config(cwd.as_posix()) if place is None else load_config(place, shown=shown, presets=_presets())
    packs = _choose_packs(folder, site, cwd)
    trial = _try_packs(packs, site, cwd)
    if trial.troubles:
        raise PackError(*trial.troubles)
    show("".join(f"{line}\n" for line in _describe(trial)))
    return exit_codes.FINDINGS if trial.failures else exit_codes.CLEAN


def _choose_packs(folder: Path | None, config: Config, cwd: Path) -> list[Path]:
    """Give the folders whose rules are tried.

    :raises InputError: if there is none
    """
    if folder is not None:
        return [make_absolute(cwd, folder)]
    if find_packs(cwd) == (cwd,):
        return [cwd]
    if not config.packs:
        message = "no rules to try: name the folder of a pack, or list it under `packs:` in reviewlint.yaml"
        raise InputError(Trouble("reviewlint test-pack", 0, 0, message))
    return [Path(pack) for pack in config.packs]


def _try_packs(chosen: list[Path], config: Config, cwd: Path) -> Trial:
    """Try the rules below some folders, beside the other packs of their site.

    :raises PackError: with every problem of every pack
    """
    beside = [Path(pack) for pack in config.packs]
    beside = [pack for pack in beside if not any(pack.is_relative_to(folder) for folder in chosen)]
    # A folder may lie in one that the config names: its rules are read with that one.
    beside += [folder for folder in chosen if not any(folder.is_relative_to(pack) for pack in beside)]
    for folder in chosen:
        if not find_packs(folder):
            message = f"is no rule pack: it holds no {PACK_FILE}"
            raise InputError(Trouble(make_relative(folder, cwd.as_posix()), 0, 0, message))
    library = load_beside(
        load_compiled(find_rules(), find_cache()),
        [(pack, make_relative(pack, cwd.as_posix())) for pack in beside],
        Known(roles=frozenset(config.list_fields()), vocabularies=frozenset(config.vocabulary)),
        load_library,
    )
    rules = [
        rule
        for pack in library.packs
        for rule in pack.rules
        if any(make_absolute(cwd, Path(rule.place)).is_relative_to(folder) for folder in chosen)
    ]
    return try_rules(rules, library, _presets())


def _presets() -> Path:
    return find_rules() / PRESETS_FOLDER


def _describe(trial: Trial) -> Iterator[str]:
    for failure in trial.failures:
        yield from _describe_failure(failure)
    rules = count_things(trial.rules, "rule")
    if failed := trial.failed:
        yield f"{failed} of {trial.examples} examples of {rules} {'does' if failed == 1 else 'do'} not hold."
    else:
        yield f"{trial.examples} examples of {rules}: all hold."


def _describe_failure(failure: Failure) -> Iterator[str]:
    yield make_visible(str(failure.place))
    for label, lines in (("expected", failure.expected), ("found", failure.found)):
        for index, line in enumerate(lines or ("nothing",)):
            yield make_visible(f"  {label if index == 0 else '':<8}  {line}")
