"""What a site says to reviewlint: ``reviewlint.yaml``, merged with its presets, checked."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reviewlint.config.file import ConfigFile, read_what_can_be_read
from reviewlint.config.merge import merge_sources
from reviewlint.config.mistakes import find_mistakes
from reviewlint.config.model import FILE_NAMES, Config, Source, read_config
from reviewlint.config.schema import load_schema
from reviewlint.errors import ConfigError, Trouble
from reviewlint.packs.spec import PRESETS
from reviewlint.strict_yaml import Troubles, YamlFile, decode, suggest


def load_config(path: Path, *, shown: str = "", presets: Path | None = None) -> Config:
    """Read a config file and what it extends.

    ``presets`` is the folder of the built-in presets.

    :raises ConfigError: with every problem of every file
    """
    config, problems = examine_config(path, shown=shown, presets=presets)
    if problems:
        raise ConfigError(*problems)
    return config


def examine_config(
    path: Path, *, shown: str = "", presets: Path | None = None
) -> tuple[Config, tuple[Trouble, ...]]:
    """Read a config file as ``load_config`` does, and give its problems beside what can be read of it.

    :raises ConfigError: if the file cannot be read at all
    """
    chain = _Chain(presets)
    preset = chain.add(path, shown or path.as_posix())
    return merge_sources(path.parent, preset, chain.sources), tuple(chain.problems)


def make_config(data: Mapping[str, Any], root: str, presets: Path | None = None) -> Config:
    """Build a config from plain data, as a rule's example carries it.

    :raises ConfigError: with every problem
    """
    file = YamlFile.of_data(FILE_NAMES[0], dict(data))
    chain = _Chain(presets)
    preset = chain.add_file(file, Path(root))
    if chain.problems:
        raise ConfigError(*chain.problems)
    return merge_sources(Path(root), preset, chain.sources)


class _Chain:
    """Put the files that a config is made from in order, each once and behind what it extends.

    ``presets`` is the folder of the built-in presets. What is wrong is noted among the ``problems``.
    """

    def __init__(self, presets: Path | None) -> None:
        self.sources: list[Source] = []
        self.problems: list[Trouble] = []
        self._presets = presets
        self._open: list[str] = []
        self._known: dict[str, str] = {}

    def add(self, path: Path, shown: str) -> str:
        """Add a file behind what it extends; give the strictest preset it names.

        :raises ConfigError: if it cannot be read
        """
        # Path.resolve() takes a link to itself for an error of ours.
        real = os.path.realpath(path)
        if real not in self._known:
            text = read_config(path, shown)
            self._known[real] = PRESETS[0]
            try:
                file = parse_config(path, text, shown)
            except Troubles as error:
                self.problems += error.troubles
            else:
                self._open.append(real)
                self._known[real] = self.add_file(file, path.parent, path.as_posix(), text)
                self._open.pop()
        return self._known[real]

    def add_file(self, file: YamlFile, folder: Path, place: str = "", text: str = "") -> str:
        """Add a file that was read at a place; ``folder`` is where its paths count from."""
        try:
            data = decode(file, file.data, ConfigFile)
        except Troubles as error:
            self.problems += error.troubles
            data = read_what_can_be_read(file.data) if isinstance(file.data, dict) else ConfigFile()
        preset = PRESETS[0]
        for index, name in enumerate([data.extends] if isinstance(data.extends, str) else data.extends):
            where = ("extends",) if isinstance(data.extends, str) else ("extends", index)
            preset = max(preset, self._extend(file, folder, name, where), key=PRESETS.index)
        self.problems += find_mistakes(file, data, folder)
        schema = None
        if data.schema is not None:
            read = load_schema(data.schema, file, folder)
            schema = read.data
            self.problems += read.troubles
        self.sources.append(Source(str(folder), file, data, schema, place, text))
        return preset

    def _extend(self, file: YamlFile, folder: Path, name: str, where: Sequence[str | int]) -> str:
        """Add what a file extends under a name; give the strictest preset that comes of it."""
        if name in PRESETS:
            if self._presets is not None and (self._presets / f"{name}.yaml").is_file():
                self.add(self._presets / f"{name}.yaml", f"preset {name}")
            return name
        if not name.endswith((".yaml", ".yml")):
            hint = suggest(name, PRESETS) or f"; known presets: {', '.join(PRESETS)}; a path ends in .yaml"
            self.problems.append(file.trouble(where, f"there is no preset `{name}`{hint}"))
        elif "\0" in name:  # which no system takes for a path
            self.problems.append(file.trouble(where, f"`{name}` is no path: it holds the character U+0000"))
        elif os.path.realpath(folder / name) in self._open:
            self.problems.append(file.trouble(where, f"`{name}` extends itself"))
        else:
            try:
                return self.add(folder / name, Path(file.path).parent.joinpath(name).as_posix())
            except ConfigError as error:
                self.problems += (file.trouble(where, f"`{name}` {one.message}") for one in error.troubles)
        return PRESETS[0]


def parse_config(path: Path, text: str, shown: str) -> YamlFile:
    """Parse the text of the config at ``path``; ``shown`` is how messages name it.

    :raises Troubles: if it cannot be parsed
    """
    if path.suffix != ".toml":
        return YamlFile(shown, text)
    # Imported only here: most sites have a file of their own for it.
    from reviewlint.config.toml import read_toml_config

    return read_toml_config(shown, text)
