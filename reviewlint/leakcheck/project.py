"""What a Sphinx project's ``conf.py`` says of its reviews, as far as it says it plainly.

It is a program, and is not run for this: only values that are written out are known.
"""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec

_PREFIX = "reviewlint_"


class Project(msgspec.Struct, frozen=True):
    """Hold values of ``conf.py``; see the Sphinx extension's own list of them."""

    reviews: tuple[str, ...] = ("reviews/**",)
    config: str | None = None
    on_error: str = "exclude"


def read_project(folder: Path) -> Project | None:
    """Give what a folder's ``conf.py`` says; ``None`` where there is none, or it is no Python."""
    try:
        tree = ast.parse((folder / "conf.py").read_bytes())
    except (OSError, SyntaxError, ValueError):
        return None
    values: dict[str, object] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if name.startswith(_PREFIX):
                _note(values, name.removeprefix(_PREFIX), statement.value)
    known = {name: values[name] for name in Project.__struct_fields__ if name in values}
    try:
        return msgspec.convert(known, Project)
    except msgspec.ValidationError:
        return Project()


def _note(values: dict[str, object], name: str, value: ast.expr) -> None:
    """Note a value; one that only running would tell is left out."""
    try:
        values[name] = ast.literal_eval(value)
    except ValueError:
        values.pop(name, None)
