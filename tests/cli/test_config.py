"""``reviewlint config`` shows what holds for a review, and says of each rule why it is on or off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ended, Run

CONFIG = """\
extends: [strict, shared/base.yaml]
include: ["**/*.md"]
exclude: [attic]
rules:
  image-alt-length: {longest: 99}
  image-alt-prefix: off
  image-no-size: true
  spoilers: warning
overrides:
  - files: ["short/**", "*.txt"]
    rules: {excerpt-length: off, images: info}
  - files: games/**
    fields: {rating: {maximum: 100}}
"""
BASE = """\
rules:
  caption-length: error
  title-length: {longest: 60, severity: info}
vocabulary: {rights-holders: {films: [A24]}}
"""


@pytest.fixture
def site(run: Run) -> Run:
    Path("shared").mkdir()
    Path("short").mkdir()
    Path("attic").mkdir()
    Path("short/.notes").mkdir()
    Path("reviewlint.yaml").write_text(CONFIG)
    Path("shared/base.yaml").write_text(BASE)
    for name in ("her.md", "short/her.md", "attic/her.md", "short/.notes/her.md", "README.md", "her.txt"):
        Path(name).write_text("---\ntitle: Her\n---\nText.\n")
    Path("draft.md").write_text("---\ntitle: Her\ndraft: true\n---\nText.\n")
    return run


def read(run: Run, *arguments: str) -> dict[str, Any]:
    ended = run("config", *arguments, "--output-format", "json")
    assert (ended.code, ended.err) == (0, "")
    exported: dict[str, Any] = json.loads(ended.out)
    return exported


def explain(run: Run, path: str, rule: str) -> str:
    """Give severity, reason and conditions of a rule, as text has them."""
    lines = run("config", path).out.splitlines()
    (line,) = (line for line in lines if line.startswith(f"  {rule} "))
    return " ".join(line.split()[1:])


ON_STRICT = "the preset strict, reviewlint.yaml:1"


@pytest.mark.parametrize(
    ("path", "rule", "expected"),
    [
        (".", "image-alt-missing", "error on by default"),
        (".", "image-alt-length", "warning reviewlint.yaml:5, which gives it parameters"),
        (".", "image-alt-prefix", "off reviewlint.yaml:6"),
        (".", "image-no-size", "warning reviewlint.yaml:7"),
        (".", "image-heavy", "off off unless a config turns it on"),
        (".", "spoiler-empty", "warning reviewlint.yaml:8, for all of the pack spoilers"),
        (".", "caption-length", "error shared/base.yaml:2"),
        (".", "title-length", "info shared/base.yaml:3"),
        (".", "excerpt-length", "info on by default"),
        (".", "caption-credit-missing", f"warning {ON_STRICT} (warning when usual)"),
        (".", "field-unknown", "warning the preset strict, which gives it parameters"),
        (".", "tag-unknown", "error on by default, and silent until the config fills the word list `tags`"),
        ("her.md", "excerpt-length", "info on by default"),
        ("her.md", "field-required", "error on by default (off in drafts)"),
        ("draft.md", "field-required", "off this is a draft, in which something may still be missing"),
        ("short/her.md", "excerpt-length", "off reviewlint.yaml:11, override 1, for short/**, *.txt"),
        (
            "short/her.md",
            "image-alt-length",
            "info reviewlint.yaml:11, override 1, for short/**, *.txt, for all of the pack images",
        ),
        ("short", "excerpt-length", "info on by default"),
    ],
)
def test_why_a_rule_is_on_or_off(site: Run, path: str, rule: str, expected: str) -> None:
    assert explain(site, path, rule) == expected


def test_without_the_preset_there_is_less(run: Run) -> None:
    assert explain(run, ".", "caption-credit-missing") == (
        "off off by default, on under the preset strict (warning when usual)"
    )
    assert run("config").out.startswith("Config for .\nNo config was found: what is usual holds.\n\n")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("attic/her.md", "This file is never checked: `exclude` names it."),
        (
            "README.md",
            "This file is checked only where it is named itself: its name, or its folder's, is no review's.",
        ),
        (
            "short/.notes/her.md",
            "This file is checked only where it is named itself: it is hidden, or in a hidden folder.",
        ),
        (
            "her.txt",
            "This file is checked only where it is named itself: no pattern of `include` names it.",
        ),
        ("draft.md", "This review is a draft."),
        ("her.md", ""),
    ],
)
def test_what_is_said_of_a_file(site: Run, path: str, line: str) -> None:
    lines = site("config", path).out.splitlines()

    assert lines[:3] == [f"Config for {path}", "from preset strict, shared/base.yaml, reviewlint.yaml", line]


FROM_HERE = "Its globs count from the current folder, and not from its own: it was named by --config."


@pytest.mark.parametrize(
    ("arguments", "where", "said"),
    [
        ((), "..", []),
        (("--config", "../reviewlint.yaml"), ".", [FROM_HERE]),
        (("--config", "there.yaml"), ".", []),
    ],
)
def test_from_which_folder_globs_count(
    site: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], where: str, said: list[str]
) -> None:
    Path("attic/there.yaml").write_text("exclude: [old]\n")
    monkeypatch.chdir("attic")

    lines = site("config", *arguments).out.splitlines()

    assert lines[2 : lines.index("")] == said
    assert read(site, *arguments)["globs_from"] == where


def test_the_config_put_together(site: Run) -> None:
    out = site("config").out.partition("\n\n")[2].partition("\n\nRules: ")[0]

    assert out.startswith(
        "# reviewlint.yaml:1\nextends: strict\n# reviewlint.yaml:2\ninclude:\n- '**/*.md'\n"
        "# reviewlint.yaml:3\nexclude:\n- attic\n# preset strict:2\nfields:\n"
    )
    assert out.endswith("# shared/base.yaml:4\nvocabulary:\n  rights-holders:\n    films:\n    - A24")


def test_the_config_as_data(site: Run) -> None:
    exported = read(site, "short/her.md")

    assert {**exported, "rules": [], "config": {}} == {
        "path": "short/her.md",
        "draft": False,
        "left_out": None,
        "files": ["preset strict", "shared/base.yaml", "reviewlint.yaml"],
        "globs_from": ".",
        "config": {},
        "rules": [],
    }
    assert exported["config"]["extends"] == "strict"
    assert exported["config"]["rules"] == {
        "field-unknown": {"closed": True},
        "caption-length": "error",
        "title-length": {"longest": 60, "severity": "info"},
        "image-alt-length": {"longest": 99},
        "image-alt-prefix": "off",
        "image-no-size": True,
        "spoilers": "warning",
    }
    assert exported["config"]["overrides"] == [
        {"files": ["short/**", "*.txt"], "rules": {"excerpt-length": "off", "images": "info"}},
        {"files": "games/**", "fields": {"rating": {"maximum": 100.0}}},
    ]
    rules = {one["rule"]: one for one in exported["rules"]}
    assert rules["image-alt-length"] == {
        "rule": "image-alt-length",
        "pack": "images",
        "severity": "info",
        "conditions": "",
        "reason": "reviewlint.yaml:11, override 1, for short/**, *.txt, for all of the pack images",
        "places": [{"path": "reviewlint.yaml", "line": 5}, {"path": "reviewlint.yaml", "line": 11}],
    }


def test_what_cannot_be_shown(site: Run) -> None:
    assert site("config", "nowhere") == Ended(2, "", "nowhere: there is no such file or folder\n")

    Path("reviewlint.yaml").write_text("ruls: {}\n")

    assert site("config") == Ended(2, "", "reviewlint.yaml:1:1: unknown key `ruls`; did you mean `rules`?\n")


def test_names_that_would_act_on_a_terminal_are_shown(run: Run) -> None:
    Path("a\x1b[31m.md").write_text("Text.\n")
    Path("reviewlint.yaml").write_text('exclude: ["\\e[31m"]\n')

    assert "\x1b" not in run("config", "a\x1b[31m.md").out
