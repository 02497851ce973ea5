"""What a config says of each rule: in which file, at which key, for which reviews, and what it comes to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from reviewlint.config.model import Config, Source
from reviewlint.packs.spec import RuleSpec

if TYPE_CHECKING:
    from reviewlint.config.file import RuleSetting

SEVERITY = "severity"
"""The key beside a rule's own parameters."""


class Said(msgspec.Struct, frozen=True):
    """Hold one thing that a config says of a rule, or of a pack's rules.

    ``where`` leads to it in the file of ``source``. ``override`` is the number of the override that it
    stands in, among those of the whole site; ``None`` where it holds for every review.
    """

    source: Source
    where: tuple[str | int, ...]
    name: str
    setting: RuleSetting
    override: int | None = None


def list_said(config: Config, packs: Collection[str]) -> tuple[Said, ...]:
    """Give all that a config says of rules, in the order in which the later beats the earlier.

    What a file says of a rule beats what it says of a pack, ``packs`` being the names of all; what an
    override says beats all that holds for every review.
    """
    said: list[Said] = []
    for source in config.sources:
        said += _list_block(source, ("rules",), source.data.rules, packs)
    number = 0
    for source in config.sources:
        for index, override in enumerate(source.data.overrides):
            said += _list_block(source, ("overrides", index, "rules"), override.rules, packs, number)
            number += 1
    return tuple(said)


def _list_block(
    source: Source,
    where: tuple[str | int, ...],
    rules: Mapping[str, RuleSetting],
    packs: Collection[str],
    override: int | None = None,
) -> Iterator[Said]:
    for name in sorted(rules, key=lambda name: name not in packs):
        yield Said(source, (*where, name), name, rules[name], override)


def choose_said(said: Iterable[Said], spec: RuleSpec, preset: str, matched: Collection[int]) -> list[Said]:
    """Give what is said of one rule, for reviews that the overrides ``matched`` name.

    A severity that a pack is given is for those of its rules that are on by default.
    """
    return [
        one
        for one in said
        if (one.override is None or one.override in matched)
        and (one.name == spec.name or (one.name == spec.pack and _reaches(one.setting, spec, preset)))
    ]


def _reaches(setting: RuleSetting | None, spec: RuleSpec, preset: str) -> bool:
    if is_off(setting):
        return True
    return spec.default and spec.severity.get(preset, spec.severity["default"]) is not None


def settle(said: Iterable[Said]) -> RuleSetting | None:
    """Put together what is said of one rule; ``None`` where nothing is.

    A severity alone leaves the parameters as they were, parameters alone the severity, unless the rule
    was off: then they turn it on.
    """
    setting: RuleSetting | None = None
    for one in said:
        before, after = _as_map(setting), _as_map(one.setting)
        if is_off(setting) and SEVERITY not in after:
            before = {**before, SEVERITY: True}
        together = {**before, **after}
        setting = together if together.keys() - {SEVERITY} else together.get(SEVERITY)
    return setting


def merge_rules(config: Config, specs: Sequence[RuleSpec]) -> dict[str, RuleSetting]:
    """Say in one block for every review what the files of a config say of rules and packs.

    In one file a rule beats its pack; of several files the later beats the earlier. So what is said of a
    rule in the end is given where that of its pack does not say it: also of one that an earlier file turned
    off with its pack, and that the later severity of the pack does not reach.
    """
    packs = {spec.pack for spec in specs}
    said = list_said(config, packs)
    merged = {name: setting for name, setting in config.rules.items() if name in packs}
    for spec in specs:
        settled = settle(choose_said(said, spec, config.preset, ()))
        by_pack = config.rules.get(spec.pack)
        if by_pack is not None and not _reaches(by_pack, spec, config.preset):
            by_pack = None
        if settled is not None and write_off(settled) != write_off(by_pack):
            merged[spec.name] = settled
    return merged


def is_off(setting: RuleSetting | None) -> bool:
    """Tell whether a setting turns a rule off."""
    level = setting.get(SEVERITY, True) if isinstance(setting, dict) else setting
    return level in ("off", False)


def write_off(setting: RuleSetting | None) -> RuleSetting | None:
    """Write that a rule is off as people do, and not as YAML reads it."""
    if isinstance(setting, dict) and setting.get(SEVERITY) is False:
        return {**setting, SEVERITY: "off"}
    return "off" if setting is False else setting


def read_parameters(setting: RuleSetting | None) -> dict[str, Any]:
    """Give the parameters of a setting, without its severity."""
    if not isinstance(setting, dict):
        return {}
    return {name: value for name, value in setting.items() if name != SEVERITY}


def _as_map(setting: RuleSetting | None) -> dict[str, Any]:
    if isinstance(setting, dict):
        return setting
    return {} if setting is None else {SEVERITY: setting}
