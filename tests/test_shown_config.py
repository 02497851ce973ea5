"""The config that `reviewlint config` shows means, read again, what the files mean that it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reviewlint.config.export import export_config
from reviewlint.config.load import load_config
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.site import Site

LIBRARY = load_library(find_rules())
LONGEST = ["caption-length", "image-alt-length", "excerpt-length"]
NAMES = ("caption-missing", "image-heavy", "field-unknown", *LONGEST)
LEVELS = st.sampled_from(["error", "info", "off", True, False])


def settings(name: str) -> st.SearchStrategy[Any]:
    """Give what a config may say of a rule."""
    if name not in LONGEST:
        return LEVELS
    parameters = st.fixed_dictionaries(
        {}, optional={"severity": LEVELS, "longest": st.sampled_from([40, 50])}
    )
    return LEVELS | parameters.filter(bool)


RULES = st.fixed_dictionaries(
    {},
    optional={
        **{name: settings(name) for name in NAMES},
        **dict.fromkeys(("captions", "images", "front-matter"), LEVELS),
    },
)
CONFIG = st.fixed_dictionaries(
    {"rules": RULES},
    optional={
        "overrides": st.lists(st.fixed_dictionaries({"files": st.just("a.md"), "rules": RULES}), max_size=2)
    },
)


def load(folder: Path, name: str, config: dict[str, Any]) -> Site:
    """Write a config as YAML, and make ready what it says."""
    (folder / name).write_text(yaml.safe_dump(config))
    return Site(load_config(folder / name, presets=find_rules() / "presets"), LIBRARY)


def show(site: Site) -> dict[str, Any]:
    return export_config(site.config, site.rules, str)


@example(base={"rules": {"captions": "off"}}, nearer={"rules": {"captions": "error"}}, preset="recommended")
@given(base=CONFIG, nearer=CONFIG, preset=st.sampled_from(["recommended", "strict"]))
def test_what_is_shown_means_the_same_read_again(
    tmp_path_factory: pytest.TempPathFactory, base: dict[str, Any], nearer: dict[str, Any], preset: str
) -> None:
    folder = tmp_path_factory.mktemp("site")
    (folder / "base.yaml").write_text(yaml.safe_dump({"extends": preset, **base}))

    site = load(folder, "reviewlint.yaml", {"extends": "base.yaml", **nearer})
    again = load(folder, "again.yaml", show(site))

    for spec in site.rules:
        for path in (None, "a.md"):
            active, then = (one.activate(spec, one.match_overrides(path)) for one in (site, again))
            assert active == then, (spec.name, path)


@pytest.mark.parametrize(
    ("base", "nearer", "expected"),
    [
        ({"caption-missing": "error"}, {"captions": False}, {"captions": "off"}),
        ({"captions": "off"}, {"caption-missing": "error"}, {"captions": "off", "caption-missing": "error"}),
        (
            {"captions": "off", "caption-missing": "error"},
            {},
            {"captions": "off", "caption-missing": "error"},
        ),
        (
            {"caption-length": {"longest": 40}},
            {"captions": "info"},
            {"captions": "info", "caption-length": {"longest": 40, "severity": "info"}},
        ),
        (
            {"caption-length": {"longest": 40}},
            {"caption-length": False},
            {"caption-length": {"longest": 40, "severity": "off"}},
        ),
    ],
)
def test_a_rule_is_shown_as_it_is_in_the_end(
    tmp_path: Path, base: dict[str, Any], nearer: dict[str, Any], expected: dict[str, Any]
) -> None:
    (tmp_path / "base.yaml").write_text(yaml.safe_dump({"rules": base}))

    assert (
        show(load(tmp_path, "reviewlint.yaml", {"extends": "base.yaml", "rules": nearer}))["rules"]
        == expected
    )
