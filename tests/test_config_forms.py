"""What a config may say, its JSON Schema allows, and what it may not, neither of the two takes."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from reviewlint.config.load import make_config
from reviewlint.errors import ConfigError
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.packs.spec import Library
from reviewlint.schemas import describe_config
from reviewlint.site import Site

CHECKOUT = Path(__file__).parents[1]


@functools.cache
def library() -> Library:
    return load_library(find_rules())


@functools.cache
def validator() -> Any:
    return jsonschema_rs.validator_for(
        describe_config([rule for pack in library().packs for rule in pack.rules])
    )


def loads(config: dict[str, Any], folder: Path = Path()) -> bool:
    """Tell whether reviewlint takes a config that stands in ``folder``."""
    try:
        Site(make_config(config, folder.as_posix(), find_rules() / "presets"), library())
    except ConfigError:
        return False
    return True


FILES = [*sorted(CHECKOUT.glob("examples/*/reviewlint.yaml")), *sorted(CHECKOUT.glob("rules/presets/*.yaml"))]
PAGE = (CHECKOUT / "docs" / "configuration.md").read_text("utf-8")
SHOWN = [
    yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
]
OF_EXAMPLES = [
    pytest.param(example.config, id=f"{rule.name}: {example.name}")
    for pack in library().packs
    for rule in pack.rules
    for example in rule.examples
    if example.config
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_config_that_is_there(path: Path) -> None:
    assert validator().is_valid(yaml.safe_load(path.read_text("utf-8")))


@pytest.mark.parametrize("config", [*SHOWN, *OF_EXAMPLES])
def test_a_config_that_is_shown(config: dict[str, Any]) -> None:
    assert (validator().is_valid(config), loads(config)) == (True, True)


GOOD: list[dict[str, Any]] = [
    {},
    {"extends": "strict"},
    {"extends": ["recommended", "strict"]},
    {"include": ["reviews/**"], "exclude": []},
    {"rules": {"caption-missing": False, "images": "info", "title-length": {"longest": 60}}},
    {"rules": {"title-length": {"severity": False}, "image-no-size": True}},
    {"overrides": [{"files": "a/**", "rules": {"images": "off"}}, {"files": ["b"], "fields": {}}]},
    {"overrides": [{"files": "a", "fields": {"rating": {"required": False, "maximum": 10}}}]},
    {"fields": {"date": "day", "tags": ["labels"], "rating": {"names": ["x"], "type": ["number", "null"]}}},
    {"fields": {"cast": {"items": {"type": "object", "required": ["name"]}, "minItems": 1}}},
    {"schema": {"properties": {"runtime": {"type": "integer"}}}},
    {"rating": {"scale": 5}},
    {"rating": {"scale": [0, 5, 0.5]}},
    {"rating": {"scale": {"max": 100, "min": 1}}},
    {"spoilers": {"dialect": "mdx", "renders": ["mdx"]}},
    {"images": {"roots": ["static"], "decorative": ["ornaments/**"]}},
    {"vocabulary": {"tags": ["drama"], "rights-holders": {"films": ["A24"]}}},
    {"vocabulary": {"months": {"3": ["mrz"]}, "ending-words": {"en": {"fate": ["x"], "terms": {"a": "b"}}}}},
    {"language": "de", "timezone": "Europe/Berlin"},
]  # fmt: skip

WRONG: list[dict[str, Any]] = [
    {"ruls": {}},
    {"extends": 3},
    {"include": "**/*.md"},
    {"exclude": [3]},
    {"rules": []},
    {"rules": {"caption-missing": "loud"}},
    {"rules": {"caption-missing": 1}},
    {"rules": {"caption-missing": {"severity": "loud"}}},
    {"rules": {"title-length": {"longst": 60}}},
    {"rules": {"title-length": {"longest": "sixty"}}},
    {"rules": {"file-too-large": {"characters": "many"}}},
    {"rules": {"images": {"longest": 3}}},
    {"packs": "house"},
    {"overrides": {"files": "a"}},
    {"overrides": [{"rules": {}}]},
    {"overrides": [{"files": "a", "exclude": []}]},
    {"overrides": [{"files": "a", "rules": {"caption-missing": "loud"}}]},
    {"overrides": [{"files": "a", "fields": {"rating": {"maximun": 5}}}]},
    {"fields": {"rating": {"maximun": 5}}},
    {"fields": {"rating": {"required": "yes"}}},
    {"fields": {"rating": 3}},
    {"fields": {"cast": {"items": {"tpye": "object"}}}},
    {"schema": 3},
    {"rating": {"scale": "five"}},
    {"rating": {"scale": {"min": 1}}},
    *({"rating": {"scale": scale}} for scale in (0, [5], ["a", 5], [0, 5, 1, 2], [0, 5, 0])),
    *({"rating": {"scale": {"max": 5, "step": step}}} for step in (0, -0.5)),
    {"rating": 5},
    {"spoilers": {"dialect": 3}},
    {"spoilers": {"render": []}},
    {"images": ["static"]},
    {"vocabulary": {"tags": "drama"}},
    {"vocabulary": {"tags": [1984]}},
    {"vocabulary": {"tags": {"cinema": None}}},
    {"vocabulary": {"months": {"maerz": ["mrz"]}}},
    {"vocabulary": {"page-furniture": ["share"]}},
    {"timezone": 1},
]


@pytest.mark.parametrize("config", GOOD, ids=str)
def test_what_a_config_may_say(config: dict[str, Any]) -> None:
    assert (validator().is_valid(config), loads(config)) == (True, True)


@pytest.mark.parametrize("config", WRONG, ids=str)
def test_what_a_config_may_not_say(config: dict[str, Any]) -> None:
    assert (validator().is_valid(config), loads(config)) == (False, False)
