"""What a run reads, none of which an output may take the place of: reviews, configs, rules, baselines."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from reviewlint import git, known
from reviewlint.cli.outputs import Output
from reviewlint.config.model import FILE_NAMES
from reviewlint.errors import InputError, Trouble
from reviewlint.session import Session
from reviewlint.sites import make_absolute

_YAML = (".yaml", ".yml")


def require_apart(session: Session, paths: Sequence[Path], outputs: Sequence[Output]) -> None:
    """Make sure that no output goes where a check of ``paths`` reads, or would read the next time.

    :raises InputError: with every output that does
    """
    if problems := list(_find_problems(session, paths, outputs)):
        raise InputError(*problems)


def _find_problems(session: Session, paths: Sequence[Path], outputs: Sequence[Output]) -> Iterator[Trouble]:
    cwd = Path.cwd()
    configs = {os.path.realpath(path) for path in _list_configs(session)}
    given = [make_absolute(cwd, path) for path in paths]
    folders = [place for place in given if place.is_dir()]
    named = {os.path.realpath(place) for place in given if place not in folders}
    for output in outputs:
        place = make_absolute(cwd, output.path)
        # Where the path is a link, what it leads to is written.
        real = Path(os.path.realpath(place))
        if {place.name, real.name} & {*FILE_NAMES} or str(real) in configs:
            what = "this file is for the configuration"
        elif real.suffix in _YAML:
            what = "this names a YAML file, as configurations and rules are, and findings are never YAML"
        elif known.FILE_NAME in (place.name, real.name):
            what = "this file is for the baseline"
        elif str(real) in named:
            what = "this is a review that was to be checked"
        elif session.search.list_members([place, real], folders) and not git.ignores(real):
            what = "a check takes a file of this name for a review; choose another, such as one in .txt"
        else:
            continue
        yield Trouble(output.path.as_posix(), 0, 0, f"the findings cannot be written here: {what}")


def _list_configs(session: Session) -> Iterator[Path]:
    """Give the files that the config of the whole run was made from."""
    for source in session.config.sources:
        yield Path(source.place)
        if isinstance(schema := source.data.schema, str):
            yield Path(source.folder, schema)
