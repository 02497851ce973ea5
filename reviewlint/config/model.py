"""Where a site's config is, and what it comes to; reading one is left to ``reviewlint.config.load``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from reviewlint.errors import ConfigError, Trouble, explain_os_error
from reviewlint.regex import compile_later

if TYPE_CHECKING:
    from reviewlint.config.fields import FieldFile
    from reviewlint.config.file import ConfigFile, OverrideFile, RuleSetting, ScaleFile
    from reviewlint.document.model import SpoilerDialect
    from reviewlint.strict_yaml import YamlFile

FILE_NAMES = ("reviewlint.yaml", "reviewlint.yml", ".reviewlint.yaml", ".reviewlint.yml", "pyproject.toml")

_OUR_TABLE = compile_later(
    r"""
    ^[ \t]*
    (?: \[{0,2} [ \t]* ["']?tool["']? [ \t]* \. [ \t]*  # `[tool.reviewlint]`, or as a dotted key
      | \[ [ \t]* ["']?tool["']? [ \t]* \] .*\n         # `[tool]`, and below it, before another table
        (?: (?! [ \t]*\[) .*\n )*? [ \t]* )
    ["']?reviewlint (?![\w-])
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What looks like a table for reviewlint, in a text that is no TOML."""


class Source(msgspec.Struct, frozen=True):
    """Hold one file that a config was made from, to place what is found wrong with it later.

    ``place`` is where it is and ``text`` what it says, where it is a file on disk.
    """

    folder: str
    file: YamlFile
    data: ConfigFile
    schema: dict[str, Any] | None = None
    place: str = ""
    text: str = ""


class Config(msgspec.Struct, frozen=True):
    """Hold a site's settings, presets and ``extends`` merged, paths absolute.

    ``root`` is the folder that globs count from; no ``include`` means the usual names;
    ``schema`` is the JSON Schema of the front matter as plain data; ``sources`` are the files that the
    config came from, the farthest first.
    """

    root: str
    preset: str = "recommended"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fields: Mapping[str, FieldFile] = {}
    schema: dict[str, Any] | None = None
    rules: Mapping[str, RuleSetting] = {}
    packs: tuple[str, ...] = ()
    overrides: tuple[OverrideFile, ...] = ()
    dialect: SpoilerDialect | None = None
    renders: tuple[SpoilerDialect, ...] | None = None
    image_roots: tuple[str, ...] = ()
    decorative: tuple[str, ...] = ()
    scale: ScaleFile | None = None
    vocabulary: Mapping[str, Any] = {}
    language: str | None = None
    timezone: str | None = None
    sources: tuple[Source, ...] = ()

    def list_fields(self) -> dict[str, FieldFile]:
        """Give the fields that the config speaks of, those that only some reviews have included."""
        some = {name: field for override in self.overrides for name, field in override.fields.items()}
        return {**some, **self.fields}


def find_config(folder: Path | str, known: dict[str, Path | None] | None = None) -> Path | None:
    """Look for a config file in ``folder`` and above; a pyproject.toml counts if it speaks of us.

    ``known`` remembers what was found for folders: those of an archive have most above them in common.
    """
    known = {} if known is None else known
    passed: list[str] = []
    found: Path | None = None
    # As texts: an archive has hundreds of folders, and a Path each for all above them is felt.
    place, below = str(folder), ""
    while place != below:
        if place in known:
            found = known[place]
            break
        passed.append(place)
        if (found := _find_own(place)) is not None:
            break
        place, below = os.path.dirname(place), place  # noqa: PTH120
    known.update(dict.fromkeys(passed, found))
    return found


def _find_own(folder: str) -> Path | None:
    for name in FILE_NAMES:
        path = os.path.join(folder, name)  # noqa: PTH118 - for each folder of an archive, at every start
        if os.path.isfile(path) and (not name.endswith(".toml") or _speaks_of_reviews(Path(path))):  # noqa: PTH113
            return Path(path)
    return None


def read_config(path: Path, shown: str) -> str:
    """Give the text of a config file; ``shown`` is how messages name it.

    :raises ConfigError: if it cannot be read
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(Trouble(shown, 0, 0, "is not UTF-8")) from error
    except OSError as error:
        raise ConfigError(Trouble(shown, 0, 0, f"cannot be read: {explain_os_error(error)}")) from error


def _speaks_of_reviews(path: Path) -> bool:
    """Tell whether a pyproject.toml has a table for reviewlint, or seems to and is no TOML.

    One that cannot be read may have it: whoever reads it then says what is wrong.
    """
    try:
        data = path.read_bytes()
        if b"reviewlint" not in data:
            return False
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return True
    import tomllib

    try:
        tool = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError):  # a number of thousands of digits is a plain ValueError
        return _OUR_TABLE.search(text) is not None
    return isinstance(tool, dict) and "reviewlint" in tool
