"""The JSON Schemas of a site's front matter and of ``reviewlint.yaml``, for editors' completion.

They are derived from the roles, the config, the types of the config and the rules' own files, so
that no editor can offer what a check would refuse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from reviewlint import checks
from reviewlint.config.file import ConfigFile
from reviewlint.document.fields import Role
from reviewlint.packs.spec import BUILT_IN, RuleSpec
from reviewlint.packs.vocabulary import list_forms
from reviewlint.packs.word_forms import FORMS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SITE = "urn:reviewlint:front-matter-of-this-site"
TYPES_RULE = "field-type"
"""The rule whose forms say which types a role's value may have."""

Schema = dict[str, Any]

_TYPES = {
    "text": "string",
    "number": "number",
    "answer": "boolean",
    "date": "string",
    "rating": "object",
    "list": "array",
    "map": "object",
    "maps": "array",
}
TITLE = "title"
_LEVELS = ("error", "warning", "info", "off")


class FrontMatterFacts(msgspec.Struct, frozen=True):
    """Hold what a site says of its front matter.

    ``roles`` have the site's own names first; ``constraints`` are schemas by role, ``schema`` that of
    the whole; ``closed`` says that other keys are not wanted; ``forms`` are the parameters of the
    rule that judges types.
    """

    roles: Sequence[Role]
    constraints: Mapping[str, Mapping[str, Any]] = {}
    required: Sequence[str] = ()
    schema: Mapping[str, Any] | None = None
    closed: bool = False
    forms: Mapping[str, Any] = {}


def describe_front_matter(facts: FrontMatterFacts) -> Schema:
    """Give the JSON Schema of a site's front matter."""
    tree = _Node()
    for role in facts.roles:
        for name in role.names:
            tree.descend(name.split(".")).roles.append(role)
    described: Schema = {
        "$schema": DIALECT,
        "title": "Front matter",
        "description": "What stands at the head of a review.",
        "type": "object",
        "properties": {name: _describe_node(node, facts) for name, node in tree.below.items()},
    }
    demands = [_demand(role) for role in facts.roles if role.name in facts.required]
    if facts.schema is not None:
        # A schema of its own, so that references in it still start at its own root.
        described["$defs"] = {"site": {**facts.schema, "$id": SITE}}
        demands.append({"$ref": SITE})
    if demands:
        described["allOf"] = demands
    if facts.closed:
        described["unevaluatedProperties"] = False
    return described


class _Node:
    """Hold a key while its roles and the keys below it are collected."""

    def __init__(self) -> None:
        self.roles: list[Role] = []
        self.below: dict[str, _Node] = {}

    def descend(self, parts: Sequence[str]) -> _Node:
        node = self
        for part in parts:
            node = node.below.setdefault(part, _Node())
        return node


def _describe_node(node: _Node, facts: FrontMatterFacts) -> Schema:
    what = [role.what or role.name.replace("_", " ") for role in node.roles]
    described: Schema = {"description": "; or ".join(what) or f"holds {', '.join(node.below)}"}
    constraint = next(
        (facts.constraints[one.name] for one in node.roles if one.name in facts.constraints), None
    )
    if constraint is not None:
        described |= constraint
    else:
        types = _list_types(node, facts.forms)
        if types:
            described["type"] = types
    if node.below:
        described["properties"] = {
            name: _describe_node(below, facts) for name, below in node.below.items()
        } | described.get("properties", {})
    return described


def _list_types(node: _Node, forms: Mapping[str, Any]) -> list[str]:
    """Give the types of JSON that a key's value may have; none where any will do."""
    types: set[str] = {"object"} if node.below else set()
    for role in node.roles:
        if role.name == TITLE:
            # Whatever YAML makes of it, a title is text, and an editor can say so while it is typed.
            return ["string"]
        allowed = forms.get("roles", {}).get(role.name) or forms.get("forms", {}).get(role.type)
        if not allowed:
            return []
        types |= {_TYPES[form] for form in allowed}
    return sorted(types | {"null"})


def _demand(role: Role) -> Schema:
    """Ask for a role under any of its names."""
    return {"anyOf": [_demand_path(name.split(".")) for name in role.names]}


def _demand_path(parts: Sequence[str]) -> Schema:
    demand: Schema = {"required": [parts[0]]}
    if len(parts) > 1:
        demand["properties"] = {parts[0]: {"type": "object", **_demand_path(parts[1:])}}
    return demand


def describe_config(rules: Sequence[RuleSpec]) -> Schema:
    """Give the JSON Schema of ``reviewlint.yaml``, with every rule there is."""
    kinds = sorted({rule.check for rule in rules if rule.check != BUILT_IN})
    params = [checks.load(kind).Params for kind in kinds]
    (whole, *shapes), parts = msgspec.json.schema_components(
        [ConfigFile, *params, *FORMS.values()], ref_template="#/$defs/{name}"
    )
    by_kind = {kind: parts[_name_of(shape)] for kind, shape in zip(kinds, shapes, strict=False)}
    root = parts.pop(_name_of(whole))
    used = {_name_of(shape) for shape in shapes[: len(kinds)]}
    settings = {
        "type": "object",
        "properties": {
            **{pack: _describe_pack(pack) for pack in sorted({rule.pack for rule in rules})},
            **{rule.name: _describe_rule(rule, by_kind.get(rule.check)) for rule in rules},
        },
        # Rules of a site's own packs.
        "additionalProperties": _describe_setting("a rule of the site's own", {}, closed=False),
    }
    definitions = {name: _explain(part) for name, part in parts.items() if name not in used}
    definitions["rules"] = settings
    for holder in (root, definitions["OverrideFile"]):
        said = holder["properties"]["rules"]
        holder["properties"]["rules"] = {"description": said["description"], "$ref": "#/$defs/rules"}
    root["properties"]["vocabulary"] |= {
        "properties": _describe_words(rules, dict(zip(FORMS, shapes[len(kinds) :], strict=True)))
    }
    _limit_scale(definitions)
    root |= {"title": "reviewlint.yaml", "description": "What a site says to reviewlint."}
    return {"$schema": DIALECT, **root, "$defs": definitions}


def _limit_scale(definitions: Mapping[str, Schema]) -> None:
    """Say what numbers are no scale; that the lowest is beneath the highest no JSON Schema can ask."""
    number, above_zero = {"type": "number"}, {"exclusiveMinimum": 0}
    alone, listed, *_ = definitions["RatingFile"]["properties"]["scale"]["anyOf"]
    alone |= above_zero
    listed |= {"minItems": 2, "maxItems": 3, "prefixItems": [number, number, number | above_zero]}
    step, *_ = definitions["ScaleFile"]["properties"]["step"]["anyOf"]
    step |= above_zero


def _describe_words(rules: Sequence[RuleSpec], by_form: Mapping[str, Schema]) -> Schema:
    """Say of each word list in which form a site adds to it."""
    forms = list_forms((rule.check, rule.params) for rule in rules)
    return {
        name: {"description": f"more words for the list {name}", "allOf": [by_form[form] for form in asked]}
        for name, asked in sorted(forms.items())
    }


def _explain(part: Schema) -> Schema:
    """Say of the keys of an option or a list where they are explained, if nothing is said of them."""
    what = "part of an option or a word list; `reviewlint rule NAME` explains it"
    properties = {name: {"description": what, **one} for name, one in part.get("properties", {}).items()}
    return {**part, "properties": properties} if properties else part


def _name_of(shape: Mapping[str, Any]) -> str:
    return str(shape["$ref"]).rpartition("/")[2]


def _describe_rule(rule: RuleSpec, shape: Mapping[str, Any] | None) -> Schema:
    given = shape["properties"] if shape else {name: {"type": "integer"} for name in rule.params}
    options = {name: _describe_option(rule, name, option) for name, option in given.items()}
    return _describe_setting(rule.summary, options, closed=True)


def _describe_pack(name: str) -> Schema:
    return {"description": f"all rules of the pack {name} that are on by default", "anyOf": list(_levels())}


def _describe_option(rule: RuleSpec, name: str, option: Mapping[str, Any]) -> Schema:
    described: Schema = {
        "description": f"an option of {rule.name}; `reviewlint rule {rule.name}` explains it"
    }
    described |= option
    if name in rule.params:
        described["default"] = rule.params[name]
    return described


def _describe_setting(summary: str, options: Mapping[str, Any], *, closed: bool) -> Schema:
    severity = {"description": "how grave a finding is", "anyOf": list(_levels())}
    detailed: Schema = {"type": "object", "properties": {"severity": severity, **options}}
    if closed:
        detailed["additionalProperties"] = False
    return {"description": summary, "anyOf": [*_levels(), detailed]}


def _levels() -> Iterator[Schema]:
    yield {"enum": list(_LEVELS)}
    # YAML reads an unquoted `off` as false.
    yield {"type": "boolean"}
