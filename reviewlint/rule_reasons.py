"""Why a rule is on or off for a review, in a writer's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.config.rules import SEVERITY, Said, is_off, read_parameters
from reviewlint.diagnostics import Severity
from reviewlint.engine import ActiveRule
from reviewlint.errors import Trouble
from reviewlint.packs.parameters import LIST_PARAMETER
from reviewlint.packs.spec import PRESETS, RuleSpec
from reviewlint.reference.rules import describe_severity
from reviewlint.site import Site


class RuleReason(msgspec.Struct, frozen=True):
    """Say how grave a rule is and why; ``severity`` is ``None`` where it is off.

    ``conditions`` are the cases in which it is something else, in words; ``places`` where the config
    says so, the last of them deciding.
    """

    rule: str
    pack: str
    severity: Severity | None
    reason: str
    conditions: str = ""
    places: tuple[Trouble, ...] = ()


def explain_rules(site: Site, relative: str | None = None, *, draft: bool = False) -> Iterator[RuleReason]:
    """Explain every rule of a site: for the review at ``relative``, or for the site at large."""
    matched = site.match_overrides(relative)
    for spec in site.rules:
        said = site.list_said(spec, matched)
        active = site.activate(spec, matched)
        places = tuple(one.source.file.trouble(one.where, "", key=True) for one in said)
        level = active.weigh(None, draft=draft) if active else None
        if active and draft and "draft" in active.severity:
            yield RuleReason(spec.name, spec.pack, level, _IN_DRAFTS, "", places)
            continue
        reason = _explain(site, spec, said, places)
        yield RuleReason(spec.name, spec.pack, level, reason, _list_conditions(active), places)


_IN_DRAFTS = "this is a draft, in which something may still be missing"


def _list_conditions(active: ActiveRule | None) -> str:
    if active is None:
        return ""
    cases = {name: level for name, level in active.severity.items() if name not in PRESETS}
    told = describe_severity(msgspec.structs.replace(active.spec, severity=cases, default=True))
    return told.partition("; ")[2]


def _explain(site: Site, spec: RuleSpec, said: Sequence[Said], places: Sequence[Trouble]) -> str:
    """Say what decides: the last that names a severity, else the preset, else the rule itself."""
    for one, place in zip(reversed(said), reversed(places), strict=True):
        if _decides(one) or (len(said) == 1):
            return _describe_said(site, spec, one, place)
    preset = site.config.preset
    own = _explain_preset(site, spec) if preset in spec.severity else _explain_default(site, spec)
    if said:
        own += f"; its parameters from {_show_place(places[-1])}"
    return own


def _decides(one: Said) -> bool:
    return not isinstance(one.setting, dict) or SEVERITY in one.setting or is_off(one.setting)


def _describe_said(site: Site, spec: RuleSpec, one: Said, place: Trouble) -> str:
    words = [_show_place(place)]
    if one.override is not None:
        globs = ", ".join(site.config.overrides[one.override].globs)
        words.append(f"override {one.override + 1}, for {globs}")
    if one.name != spec.name:
        words.append(f"for all of the pack {one.name}")
    if not _decides(one) and read_parameters(one.setting):
        words.append("which gives it parameters")
    return ", ".join(words)


def _explain_preset(site: Site, spec: RuleSpec) -> str:
    preset = site.config.preset
    for source in reversed(site.config.sources):
        named = source.data.extends
        if preset in ([named] if isinstance(named, str) else named):
            return f"the preset {preset}, {_show_place(source.file.trouble(('extends',), '', key=True))}"
    return f"the preset {preset}"


def _explain_default(site: Site, spec: RuleSpec) -> str:
    words = spec.params.get(LIST_PARAMETER)
    if not spec.default:
        return "off unless a config turns it on"
    if words and not site.settings.vocabularies.get(words):
        return f"on by default, and silent until the config fills the word list `{words}`"
    if spec.severity["default"] is not None:
        return "on by default"
    presets = [name for name in PRESETS if spec.severity.get(name)]
    if presets:
        return f"off by default, on under the preset {presets[0]}"
    return "off by default"


def _show_place(place: Trouble) -> str:
    return f"{place.path}:{place.line}" if not place.path.startswith("preset ") else f"the {place.path}"
