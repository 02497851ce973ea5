"""What a site says to reviewlint: ``reviewlint.yaml``, merged with its presets, checked."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reviewlint.config_file import (
    ConfigFile,
    OverrideFile,
    RuleSetting,
    ScaleFile,
    read_what_can_be_read,
)
from reviewlint.config_schema import find_field_mistakes, load_schema
from reviewlint.document.spoilers.dialects import list_family
from reviewlint.errors import ConfigError, Trouble
from reviewlint.field_file import FieldFile, merge_fields, read_field
from reviewlint.packs.locate import PACK_FILE, find_packs
from reviewlint.packs.spec import PRESETS
from reviewlint.site_config import FILE_NAMES, Config, Source, read_config
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
    return _merge(path.parent, preset, chain), tuple(problems)


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
    return _merge(Path(root), preset, chain)


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
    problems += _find_mistakes(file, data, folder)
    schema = None
    if data.schema is not None:
        read = load_schema(data.schema, file, folder)
        schema = read.data
        problems += read.troubles
    chain.append(Source(str(folder), file, data, schema))
    return preset


def _find_mistakes(file: YamlFile, data: ConfigFile, folder: Path) -> list[Trouble]:
    problems = list(find_field_mistakes(file, data))
    for index, pack in enumerate(data.packs):
        if not find_packs(Path(_absolute(str(folder), pack))):
            message = f"`{pack}` is no rule pack: it holds no {PACK_FILE}"
            problems.append(file.trouble(("packs", index), message))
    for name, setting in data.rules.items():
        problems += _find_setting_mistakes(file, ("rules", name), setting)
    for index, override in enumerate(data.overrides):
        for name, setting in override.rules.items():
            problems += _find_setting_mistakes(file, ("overrides", index, "rules", name), setting)
    scale = data.rating.scale
    if isinstance(scale, list) and not _is_scale(scale):
        problems.append(
            file.trouble(("rating", "scale"), "expected [lowest, highest] or [lowest, highest, step]")
        )
    dialect, renders = data.spoilers.dialect, data.spoilers.renders
    if dialect and renders is not None and not set(renders).intersection(list_family(dialect)):
        message = f"does not name `{dialect}`, the site's own `dialect`: it would be shown in clear"
        problems.append(file.trouble(("spoilers", "renders"), message))
    if data.timezone is not None:
        import zoneinfo

        try:
            zoneinfo.ZoneInfo(data.timezone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            message = f"there is no time zone `{data.timezone}`; expected a name like `Europe/Berlin`"
            problems.append(file.trouble(("timezone",), message))
    return problems


def _find_setting_mistakes(file: YamlFile, where: Sequence[str | int], setting: RuleSetting) -> list[Trouble]:
    if not isinstance(setting, dict):
        return []
    levels = ("error", "warning", "info", "off", True, False)
    severity = setting.get("severity", True)
    if severity in levels:
        return []
    return [
        file.trouble((*where, "severity"), f"found `{severity}`; expected one of error, warning, info, off")
    ]


def _merge(root: Path, preset: str, chain: Sequence[Source]) -> Config:
    merged: dict[str, Any] = {"root": root.as_posix(), "preset": preset, "sources": tuple(chain)}
    fields: dict[str, FieldFile] = {}
    rules: dict[str, RuleSetting] = {}
    vocabulary: dict[str, Any] = {}
    packs: list[str] = []
    roots: list[str] = []
    decorative: list[str] = []
    overrides: list[OverrideFile] = []
    for source in chain:
        data = source.data
        for name in ("include", "exclude"):
            if (globs := getattr(data, name)) is not None:
                merged[name] = tuple(globs)
        for name, field in data.fields.items():
            said = read_field(field)
            fields[name] = merge_fields(fields[name], said) if name in fields else said
        if source.schema is not None:
            merged["schema"] = source.schema
        rules.update(data.rules)
        overrides += data.overrides
        packs += [_absolute(source.folder, pack) for pack in data.packs]
        roots += [_absolute(source.folder, place) for place in data.images.roots]
        decorative += data.images.decorative
        vocabulary = {name: _add(vocabulary.get(name), words) for name, words in data.vocabulary.items()} | {
            name: words for name, words in vocabulary.items() if name not in data.vocabulary
        }
        merged["dialect"] = data.spoilers.dialect or merged.get("dialect")
        if data.spoilers.renders is not None:
            merged["renders"] = tuple(data.spoilers.renders)
        scale = data.rating.scale
        if scale is not None and (not isinstance(scale, list) or _is_scale(scale)):
            merged["scale"] = _read_scale(scale)
        merged["language"] = data.language or merged.get("language")
        merged["timezone"] = data.timezone or merged.get("timezone")
    return Config(
        **merged,
        fields=fields,
        rules=rules,
        vocabulary=vocabulary,
        packs=tuple(packs),
        image_roots=tuple(roots),
        decorative=tuple(decorative),
        overrides=tuple(overrides),
    )


def _is_scale(numbers: Sequence[float]) -> bool:
    return len(numbers) in (2, 3) and numbers[0] < numbers[1]


def _read_scale(scale: float | list[float] | ScaleFile) -> ScaleFile:
    if isinstance(scale, ScaleFile):
        return scale
    if isinstance(scale, list):
        return ScaleFile(scale[1], scale[0], scale[2] if len(scale) > 2 else None)
    return ScaleFile(scale)


def _add(words: Any, more: Any) -> Any:
    if isinstance(words, dict) and isinstance(more, dict):
        return words | more
    return [*words, *more] if isinstance(words, list) and isinstance(more, list) else more


def _absolute(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path))  # noqa: PTH118 - pathlib does not fold `..`


def _parse(path: Path, shown: str) -> YamlFile:
    text = read_config(path, shown)
    if path.suffix != ".toml":
        return YamlFile(shown, text)
    # Imported only here: most sites have a file of their own for it.
    from reviewlint.config_toml import read_toml_config

    return read_toml_config(shown, text)
