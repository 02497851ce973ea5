"""The catalogue: every rule that was promised is there, as grave and as mendable as it was promised to be.

``catalogue.yaml`` holds them by family. Of a rule it says how grave it is and what fix it has, as the
rule's page does; a fix may be safer or more daring where the finding says which. Rules that are not in the
catalogue are welcome.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
import yaml

from reviewlint import checks
from reviewlint.checks.base import PARTS_NEEDED
from reviewlint.document.scopes import require_scopes
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.packs.spec import BUILT_IN, Library, RuleSpec
from reviewlint.reference.places import list_scopes, list_syntaxes, list_written
from reviewlint.reference.rules import describe_severity

CATALOGUE: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("catalogue.yaml").read_text("utf-8")
)


@functools.cache
def library() -> Library:
    return load_library(find_rules())


RULES = [rule for pack in library().packs for rule in pack.rules]


@pytest.mark.parametrize(
    ("family", "name", "severity", "fixes"),
    [
        pytest.param(family, name, severity, set(fixes), id=name)
        for family, rules in CATALOGUE.items()
        for name, (severity, *fixes) in rules.items()
    ],
)
def test_the_catalogue(family: str, name: str, severity: str, fixes: set[str]) -> None:
    rule = library().find_rule(name)

    assert rule is not None
    assert (rule.pack, describe_severity(rule)) == (family, severity)
    assert fixes <= set(rule.fix)
    assert bool(fixes) == bool(rule.fix)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_examples_wherever_it_applies(rule: RuleSpec) -> None:
    reporting = {syntax for one in rule.examples if one.report for syntax in list_written(one)}
    valid = {syntax for one in rule.examples if not one.report for syntax in list_written(one)}

    if reporting:  # a rule file says why, where nothing that can be shown reports
        assert list_syntaxes(rule) <= reporting
    assert list_syntaxes(rule) <= valid


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_where_it_applies(rule: RuleSpec) -> None:
    scopes = list_scopes(rule)

    assert (rule.check == BUILT_IN) == (not scopes)
    require_scopes(scopes)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.not_in], ids=lambda rule: rule.name)
def test_what_cannot_happen_in_a_syntax_is_not_shown_in_it(rule: RuleSpec) -> None:
    reporting = {syntax for one in rule.examples if one.report for syntax in list_written(one)}

    assert not reporting & rule.not_in.keys()


@pytest.mark.parametrize("kind", checks.kinds())
def test_a_kind_needs_what_the_engine_knows_of(kind: str) -> None:
    assert getattr(checks.load(kind), "NEEDS", frozenset()) <= set(PARTS_NEEDED)


@pytest.mark.parametrize("kind", checks.kinds())
def test_a_kind_says_what_it_looks_at(kind: str) -> None:
    module = checks.load(kind)

    assert bool({"scope", "scopes"} & {*module.Params.__struct_fields__}) != hasattr(module, "PLACES")
    require_scopes(getattr(module, "PLACES", ()))
