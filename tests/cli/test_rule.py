import json
from pathlib import Path

import pytest

from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from tests.cli.conftest import Ended, Run

RULES = sorted(rule.name for pack in load_library(find_rules()).packs for rule in pack.rules)

HOUSE_RULE = """\
summary: Do not call it a masterpiece.
why: >-
  Everybody does, and it says nothing of the film. This house keeps the word for what is hung in
  museums, and is happy to be told of exceptions.
severity: {default: warning, strict: error}
check: pattern
with:
  scopes: [paragraph]
  patterns: [masterpiece]
  replace: film
message: "'{text}' says nothing"
fix: unsafe
since: "1.0"
links: ["https://example.org/house-style"]
examples:
  - name: the word
    path: her.md
    files: {him.md: "---\\ntitle: Him\\n---\\nText.\\n"}
    config: {rules: {house-word: error}}
    today: "2026-02-01"
    text: |
      ---
      title: Her
      ---
      A masterpiece.
    report: ["4:3 'masterpiece' says nothing"]
    fixed: |
      ---
      title: Her
      ---
      A film.
  - name: another word
    text: {base64: LS0tCnRpdGxlOiBIZXIKLS0tCkFtGy4K}
    report: []
"""

EXPLAINED = """\
house-word
Do not call it a masterpiece.

Everybody does, and it says nothing of the film. This house keeps the word for what is hung in
museums, and is happy to be told of exceptions.

pack      house
severity  warning; error under strict
fix       unsafe
since     1.0
see       https://example.org/house-style

Options, in reviewlint.yaml under `rules: {house-word: {…}}`:
  severity: error, warning, info or off
"""

EXAMPLES = """\

Reported: the word
  with the config {"rules":{"house-word":"error"}}
  beside him.md
  on 2026-02-01
  | ---
  | title: Her
  | ---
  | A masterpiece.
  4:3 'masterpiece' says nothing
  mended:
  - A masterpiece.
  + A film.

Not reported: another word
  | ---
  | title: Her
  | ---
  | Am‹U+001B›.
"""


@pytest.fixture
def house(run: Run) -> Run:
    """Set up a site with a pack of its own."""
    Path("house").mkdir()
    Path("house/pack.yaml").write_text("title: House style\n")
    Path("house/house-word.yaml").write_text(HOUSE_RULE)
    Path("reviewlint.yaml").write_text("packs: [house]\n")
    return run


def test_all_rules_are_listed(run: Run) -> None:
    ended = run("rule")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert sorted(line.split()[0] for line in lines if line.startswith("  ")) == RULES
    assert "Front matter" in lines
    holder = next(line for line in lines if line.startswith("  caption-holder "))
    assert holder.split(maxsplit=3) == [
        "caption-holder", "warning", "unsafe", "Write the names of rights holders as they do.",
    ]  # fmt: skip
    assert lines[-1] == f"{len(RULES)} rules. `reviewlint rule NAME` explains one."


@pytest.mark.parametrize("name", RULES)
def test_every_rule_can_be_explained(run: Run, name: str) -> None:
    ended = run("rule", name)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"{name}\n")
    assert "\nOptions, in reviewlint.yaml under " in ended.out
    assert "\nNot reported: " in ended.out


def test_a_rule_of_the_house(house: Run) -> None:
    ended = house("rule", "house-word")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(EXPLAINED)
    assert '\n  patterns: ["masterpiece"]\n' in ended.out
    assert ended.out.endswith(EXAMPLES)


def test_the_house_is_in_the_list(house: Run) -> None:
    lines = house("rule").out.splitlines()
    line = lines[lines.index("House style") + 1]
    assert line.split(maxsplit=3) == ["house-word", "warning", "unsafe", "Do not call it a masterpiece."]


def test_an_unknown_rule(run: Run) -> None:
    assert run("rule", "caption-hodler") == Ended(
        2, "", "reviewlint rule: there is no rule `caption-hodler`; did you mean `caption-holder`?\n"
    )
    assert run("rule", "zzz") == Ended(
        2, "", "reviewlint rule: there is no rule `zzz`; `reviewlint rule` lists them all\n"
    )


def test_a_rule_as_data(house: Run) -> None:
    ended = house("rule", "house-word", "--output-format", "json")
    assert json.loads(ended.out) == {
        "name": "house-word",
        "pack": "house",
        "summary": "Do not call it a masterpiece.",
        "why": "Everybody does, and it says nothing of the film. This house keeps the word for what is "
        "hung in museums, and is happy to be told of exceptions.",
        "severity": {"default": "warning", "strict": "error"},
        "check": "pattern",
        "with": {"scopes": ["paragraph"], "patterns": ["masterpiece"], "replace": "film"},
        "message": "'{text}' says nothing",
        "fix": ["unsafe"],
        "default": True,
        "since": "1.0",
        "links": ["https://example.org/house-style"],
        "examples": [
            {
                "name": "the word",
                "path": "her.md",
                "text": "---\ntitle: Her\n---\nA masterpiece.\n",
                "files": {"him.md": "---\ntitle: Him\n---\nText.\n"},
                "config": {"rules": {"house-word": "error"}},
                "today": "2026-02-01",
                "report": ["4:3 'masterpiece' says nothing"],
                "fixed": "---\ntitle: Her\n---\nA film.\n",
            },
            {
                "name": "another word",
                "path": "review.md",
                "text": {"base64": "LS0tCnRpdGxlOiBIZXIKLS0tCkFtGy4K"},
                "files": {},
                "config": {},
                "today": None,
                "report": [],
                "fixed": None,
            },
        ],
    }


def test_all_rules_as_data(run: Run) -> None:
    listed = json.loads(run("rule", "--output-format", "json").out)
    assert sorted(one["name"] for one in listed) == RULES
    assert all(one["examples"] for one in listed)
