"""Every example of every rule is a test: exact place, whole message, and the fix is quiet."""

from __future__ import annotations

import functools

import pytest

from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.packs.spec import Example, Library, RuleSpec
from reviewlint.sites import PRESETS_FOLDER
from reviewlint.testing import list_examples, run_example


@functools.cache
def library() -> Library:
    return load_library(find_rules())


CASES = [
    pytest.param(rule, example, id=f"{rule.name}: {example.name}")
    for rule, example in list_examples(library())
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: RuleSpec, example: Example) -> None:
    outcome = run_example(rule, example, library(), find_rules() / PRESETS_FOLDER)

    assert outcome.report == outcome.expected
    assert outcome.fixed == outcome.expected_fixed
    assert outcome.left == ()


@pytest.mark.parametrize(
    "rule", [rule for pack in library().packs for rule in pack.rules], ids=lambda rule: rule.name
)
def test_the_title_of_an_example_is_its_own(rule: RuleSpec) -> None:
    names = [example.name for example in rule.examples]

    assert len(names) == len(set(names))
