"""Forbidden and required patterns on scopes."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from reviewlint import checks
from reviewlint.checks.base import Settings
from tests.run_kind import apply_edits, find_hits, find_texts, read


@pytest.mark.parametrize(
    ("params", "text", "found"),
    [
        ({"scopes": ["heading"], "patterns": ["her"]}, "## Other HER\n", ["her", "HER"]),
        ({"scopes": ["heading"], "patterns": ["her"], "word": True}, "## Other HER\n", ["HER"]),
        ({"scopes": ["heading"], "patterns": ["her"], "ignore_case": False}, "## Other HER\n", ["her"]),
        ({"scopes": ["heading"], "patterns": ["her"], "whole": True}, "## Other HER\n\n## Her\n", ["Her"]),
        ({"scopes": ["heading"], "patterns": ["her"], "unless": ["other"]}, "## Other HER\n", []),
        ({"scopes": ["heading", "paragraph"], "patterns": ["a"]}, "## a\n\nb a\n", ["a", "a"]),
        ({"scopes": ["paragraph"], "patterns": ["ab", "abc", "bc"]}, "abc\n", ["abc"]),
        ({"scopes": ["field.title"], "patterns": ["a"]}, "---\ntitle: bab\n---\na\n", ["a"]),
        (
            {"scopes": ["paragraph"], "patterns": ["her"]},
            "`her` <code>her</code> <!-- her --> <i>her</i>\n",
            ["her"],
        ),
        ({"scopes": ["paragraph"], "patterns": ["`her`"]}, "So `her`.\n", ["`her`"]),
        ({"scopes": ["paragraph"], "patterns": ["<i>"]}, "<i>her</i>\n", ["<i>"]),
        ({"scopes": ["outside-spoilers"], "patterns": ["her"]}, "`her` >!x!< `her` her\n", ["her"]),
        ({"scopes": ["spoiler.body"], "patterns": ["her"]}, ">!`her` her!<\n", ["her"]),
        ({"scopes": ["body"], "patterns": ["her"]}, "So `her`.\n", ["her"]),
    ],
)
def test_forbidden(params: dict[str, Any], text: str, found: list[str]) -> None:
    assert find_texts("pattern", params, text) == found


def test_the_fix_keeps_what_a_group_matched() -> None:
    text = "A <b>bold</b> word.\n"
    params = {"scopes": ["paragraph"], "patterns": ["<b>([^<]*)</b>"], "replace": r"**\1**", "safety": "safe"}

    assert apply_edits(text, find_hits("pattern", params, text)) == "A **bold** word.\n"


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"scopes": ["nowhere"], "patterns": ["a"]}, "there is no scope 'nowhere'"),
        ({"scopes": ["heading"]}, "missing required field `patterns`"),
    ],
)
def test_parameters_that_mean_nothing(params: dict[str, Any], message: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=message):
        msgspec.convert(params, checks.load("pattern").Params)


@pytest.mark.parametrize(
    ("kind", "params", "message"),
    [
        ("pattern", {"scopes": ["heading"], "patterns": [r"\ba"]}, r"the pattern '\\\\ba' cannot be used"),
        ("pattern", {"scopes": ["heading"], "patterns": ["a"], "unless": ["("]}, r"the pattern '\('"),
        ("required-pattern", {"scopes": ["heading"], "patterns": ["("]}, r"the pattern '\('"),
        ("companion", {"patterns": ["("]}, r"the pattern '\('"),
        ("markup", {"patterns": ["("]}, r"the pattern '\('"),
    ],
)
def test_patterns_that_cannot_be_used(kind: str, params: dict[str, Any], message: str) -> None:
    module = checks.load(kind)
    with pytest.raises(ValueError, match=message):
        module.validate(msgspec.convert(params, module.Params))


def test_rules_that_share_a_scope_are_told_apart() -> None:
    module = checks.load("pattern")
    rules = [msgspec.convert({"scopes": ["heading"], "patterns": [one]}, module.Params) for one in "abc"]
    run = module.prepare(rules, Settings())
    found = run(read("# c a\n"), None)

    assert sorted((index, hit.values["text"]) for index, hit in found) == [
        (0, "a"),
        (2, "c"),
    ]


@pytest.mark.parametrize(
    ("caption", "found"),
    [
        ("A city", True),
        ("A city. Photo: B. C.", False),
        ("A city © C", False),
        ("Accredited", True),
        ("Foto: B. C.", False),
    ],
)
def test_required(caption: str, found: bool) -> None:
    text = f"---\ncoverImage: x.jpg\nimageCaption: '{caption}'\n---\n"
    params = {"scopes": ["image.caption"], "list": "credit-forms", "or_in": ["image.credit"]}

    assert bool(find_texts("required-pattern", params, text)) is found


def test_a_credit_of_its_own_will_do() -> None:
    text = "---\ncoverImage: x.jpg\nimageCaption: A city\nimageCredit: B. C.\n---\n"
    params = {"scopes": ["image.caption"], "patterns": ["©"], "or_in": ["image.credit"]}

    assert find_texts("required-pattern", params, text) == []
