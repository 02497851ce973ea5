"""What a site says to reviewlint: ``reviewlint.yaml``, merged with its presets, checked."""

from __future__ import annotations

from collections.abc import Mapping
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
    problems: list[Trouble] = []
    chain: list[Source] = []
    preset = _collect(path, shown or path.as_posix(), presets, chain, problems, ())
    return merge_sources(path.parent, preset, chain), tuple(problems)


def make_config(data: Mapping[str, Any], root: str, presets: Path | None = None) -> Config:
    """Build a config from plain data, as a rule's example carries it.

    :raises ConfigError: with every problem
    """
    file = YamlFile.of_data(FILE_NAMES[0], dict(data))
    chain: list[Source] = []
    problems: list[Trouble] = []
    preset = _collect_file(file, Path(root), presets, chain, problems, ())
    if problems:
        raise ConfigError(*problems)
    return merge_sources(Path(root), preset, chain)


def _collect(
    path: Path,
    shown: str,
    presets: Path | None,
    chain: list[Source],
    problems: list[Trouble],
    above: tuple[Path, ...],
) -> str:
    try:
        file = _parse(path, shown)
    except Troubles as error:
        problems += error.troubles
        return PRESETS[0]
    return _collect_file(file, path.parent, presets, chain, problems, (*above, path))


def _collect_file(
    file: YamlFile,
    folder: Path,
    presets: Path | None,
    chain: list[Source],
    problems: list[Trouble],
    above: tuple[Path, ...],
) -> str:
    """Add a file to the chain behind what it extends; give the strictest preset it names."""
    try:
        data = decode(file, file.data, ConfigFile)
    except Troubles as error:
        problems += error.troubles
        data = read_what_can_be_read(file.data) if isinstance(file.data, dict) else ConfigFile()
    preset = PRESETS[0]
    for index, name in enumerate([data.extends] if isinstance(data.extends, str) else data.extends):
        where = ("extends",) if isinstance(data.extends, str) else ("extends", index)
        inner = preset
        if name in PRESETS:
            inner = name
            if presets is not None and (presets / f"{name}.yaml").is_file():
                _collect(presets / f"{name}.yaml", f"preset {name}", None, chain, problems, above)
        elif not name.endswith((".yaml", ".yml")):
            hint = suggest(name, PRESETS) or f"; known presets: {', '.join(PRESETS)}; a path ends in .yaml"
            problems.append(file.trouble(where, f"there is no preset `{name}`{hint}"))
        elif (folder / name).resolve() in [one.resolve() for one in above]:
            problems.append(file.trouble(where, f"`{name}` extends itself"))
        else:
            shown = Path(file.path).parent.joinpath(name).as_posix()
            try:
                inner = _collect(folder / name, shown, presets, chain, problems, above)
            except ConfigError as error:
                problems += (file.trouble(where, f"`{name}` {one.message}") for one in error.troubles)
        preset = max(preset, inner, key=PRESETS.index)
    problems += find_mistakes(file, data, folder)
    schema = None
    if data.schema is not None:
        read = load_schema(data.schema, file, folder)
        schema = read.data
        problems += read.troubles
    chain.append(Source(str(folder), file, data, schema))
    return preset


def _parse(path: Path, shown: str) -> YamlFile:
    text = read_config(path, shown)
    if path.suffix != ".toml":
        return YamlFile(shown, text)
    # Imported only here: most sites have a file of their own for it.
    from reviewlint.config.toml import read_toml_config

    return read_toml_config(shown, text)
