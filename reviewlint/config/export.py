"""A site's config as its checks see it: presets and files put together, with where each part comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from reviewlint.config.model import Config
from reviewlint.config.rules import merge_rules, write_off
from reviewlint.discovery.inclusion import DEFAULT_INCLUDE
from reviewlint.packs.spec import RuleSpec


def export_config(config: Config, rules: Sequence[RuleSpec], show: Callable[[str], str]) -> dict[str, Any]:
    """Give the merged config as plain data, under the keys of ``reviewlint.yaml``.

    ``rules`` are all there are: read as a config again, this means the same for each of them. ``show``
    turns an absolute path into the one that is shown. What nobody set is left out, but for the preset
    and what is looked for in folders.
    """
    scale = config.scale
    spoilers = {"dialect": config.dialect, "renders": config.renders and list(config.renders)}
    images = {"roots": [show(root) for root in config.image_roots], "decorative": list(config.decorative)}
    said: dict[str, Any] = {
        "extends": config.preset,
        "include": list(config.include or DEFAULT_INCLUDE),
        "exclude": list(config.exclude),
        "packs": [show(pack) for pack in config.packs],
        "fields": msgspec.to_builtins(config.fields),
        "schema": config.schema,
        "rules": _write_off(merge_rules(config, rules)),
        "overrides": [
            _drop_empty({**msgspec.to_builtins(one), "rules": _write_off(one.rules)})
            for one in config.overrides
        ],
        "spoilers": _drop_empty(spoilers),
        "images": _drop_empty(images),
        "rating": {"scale": _drop_empty(msgspec.to_builtins(scale))} if scale else {},
        "vocabulary": dict(config.vocabulary),
        "language": config.language,
        "timezone": config.timezone,
    }
    return _drop_empty(said)


def find_origins(config: Config, key: str) -> list[str]:
    """Give ``file:line`` of each file that says something under a key, the farthest first."""
    places = []
    for source in config.sources:
        if key in source.file.data:
            place = source.file.trouble((key,), "", key=True)
            places.append(f"{place.path}:{place.line}")
    return places


def _write_off(rules: Mapping[str, Any]) -> dict[str, Any]:
    return {name: write_off(setting) for name, setting in rules.items()}


def _drop_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, [], {}, "")}
