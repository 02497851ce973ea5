"""Configs put together: what each file says over what it extends."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reviewlint.config.fields import FieldFile, merge_fields, read_field
from reviewlint.config.file import OverrideFile, RuleSetting
from reviewlint.config.model import Config, Source
from reviewlint.config.scale import read_scale
from reviewlint.config.words import add_words


def merge_sources(root: Path, preset: str, chain: Sequence[Source]) -> Config:
    """Put the files of a chain together, the farthest first; ``root`` is the folder of the nearest."""
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
        packs += [make_absolute(source.folder, pack) for pack in data.packs]
        roots += [make_absolute(source.folder, place) for place in data.images.roots]
        decorative += data.images.decorative
        vocabulary = add_words(vocabulary, data.vocabulary)
        merged["dialect"] = data.spoilers.dialect or merged.get("dialect")
        if data.spoilers.renders is not None:
            merged["renders"] = tuple(data.spoilers.renders)
        merged["scale"] = read_scale(data.rating) or merged.get("scale")
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


def make_absolute(folder: str, path: str) -> str:
    """Give a path that a config in ``folder`` names."""
    return os.path.normpath(os.path.join(folder, path))  # noqa: PTH118 - pathlib does not fold `..`
