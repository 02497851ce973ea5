"""``reviewlint schema``: what editors are told is a sound schema, and says what a check says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.cli.conftest import Run

CONFIG = """\
extends: strict
fields:
  rating: {names: [points], maximum: 5}
  weight: {type: integer, description: the place in the list}
schema: front-matter.yaml
"""

SITE_SCHEMA = """\
$defs: {minutes: {type: integer, description: a length}}
properties:
  runtime: {$ref: "#/$defs/minutes", description: how long the film is}
"""


def read_schema(run: Run, *arguments: str) -> dict[str, Any]:
    ended = run("schema", *arguments)
    assert (ended.code, ended.err) == (0, "")
    schema: dict[str, Any] = json.loads(ended.out)
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    return schema


def find_bare_keys(schema: Any, path: str = "") -> Iterator[str]:
    """Give the keys that a schema offers without saying what they are."""
    if isinstance(schema, list):
        for part in schema:
            yield from find_bare_keys(part, path)
    elif isinstance(schema, dict):
        for name, part in schema.get("properties", {}).items():
            # In what the site demands, a key stands for the place of another.
            if "description" not in part and "required" not in part:
                yield f"{path}/{name}"
            yield from find_bare_keys(part, f"{path}/{name}")
        for name, part in schema.get("$defs", {}).items():
            yield from find_bare_keys(part, f"{path}/{name}")
        for name in ("allOf", "anyOf", "items", "additionalProperties"):
            yield from find_bare_keys(schema.get(name), path)


@pytest.fixture
def site(run: Run) -> Run:
    Path("reviewlint.yaml").write_text(CONFIG)
    Path("front-matter.yaml").write_text(SITE_SCHEMA)
    return run


@pytest.mark.parametrize("what", ["front-matter", "config"])
def test_every_key_is_described(run: Run, site: Run, what: str) -> None:
    assert list(find_bare_keys(read_schema(site, what))) == []


def test_front_matter_is_what_is_meant_when_nothing_is_said(run: Run) -> None:
    assert read_schema(run) == read_schema(run, "front-matter")


GOOD: dict[str, Any] = {
    "title": "Her",
    "date": "2026-01-31",
    "points": 4,
    "reviewer": "A. Critic",
    "excerpt": "A man writes letters.",
    "cover": {"src": "her.jpg", "alt": "A man in red", "caption": "The poster"},
    "runtime": 126,
}


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"points": 44}, False),
        ({"weight": "first"}, False),
        ({"weight": 3}, True),
        ({"runtime": "two hours"}, False),
        ({"title": 1917}, False),
        ({"tags": {"a": 1}}, False),
        ({"tags": "drama, quiet"}, True),
        ({"draft": "soon"}, False),
        ({"draft": False}, True),
        ({"unheard_of": 1}, False),
        ({"date": None}, True),
        ({"reviewer": {"name": "A. Critic"}}, True),
    ],
)
def test_front_matter_holds_what_the_site_says(site: Run, change: dict[str, Any], valid: bool) -> None:
    validator = jsonschema_rs.validator_for(read_schema(site))

    assert validator.is_valid(GOOD | change) is valid


def test_what_is_demanded_may_stand_under_any_name(site: Run) -> None:
    validator = jsonschema_rs.validator_for(read_schema(site))

    assert not validator.is_valid({name: value for name, value in GOOD.items() if name != "date"})
    assert validator.is_valid({("pubDate" if name == "date" else name): GOOD[name] for name in GOOD})


@pytest.mark.parametrize(
    ("config", "valid"),
    [
        ({}, True),
        ({"rules": {"caption-missing": False, "field-type": "warning"}}, True),
        ({"rules": {"caption-missing": "loud"}}, False),
        ({"rules": {"title-length": {"severity": "info"}}}, True),
        ({"rules": {"field-unknown": {"closed": True}}}, True),
        ({"rules": {"field-unknown": {"clsoed": True}}}, False),
        ({"rules": {"house-word": "error"}}, True),
        ({"overrides": [{"files": ["old/**"], "rules": {"field-type": "off"}}]}, True),
        ({"fields": {"rating": {"maximum": 5, "names": ["points"]}, "date": "day"}}, True),
        ({"fields": {"rating": {"maximun": 5}}}, False),
        ({"rating": {"scale": [0, 5, 0.5]}}, True),
        ({"ruls": {}}, False),
    ],
)
def test_config_holds_what_a_config_may_say(run: Run, config: dict[str, Any], valid: bool) -> None:
    assert jsonschema_rs.validator_for(read_schema(run, "config")).is_valid(config) is valid


def test_every_rule_is_offered_with_what_it_asks(run: Run) -> None:
    offered = read_schema(run, "config")["$defs"]["rules"]["properties"]
    rules = json.loads(run("rule", "--output-format", "json").out)
    packs = {rule["pack"] for rule in rules}

    assert {name: rule["description"] for name, rule in offered.items()} == {
        **{pack: f"all rules of the pack {pack} that are on by default" for pack in packs},
        **{rule["name"]: rule["summary"] for rule in rules},
    }


def test_a_config_that_cannot_be_read(run: Run) -> None:
    Path("reviewlint.yaml").write_text("schema: nowhere.json\n")

    ended = run("schema")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "reviewlint.yaml:1:9: the schema `nowhere.json` cannot be read: No such file or directory\n"
    )
