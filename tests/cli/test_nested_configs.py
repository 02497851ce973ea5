"""The config nearest above a file says whether it is a review, from wherever it is looked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.reviews import AMBIGUOUS, put
from tests.repository import Repository


def find(run: Run, *arguments: str) -> list[str]:
    """Give the path of each file that something was found in."""
    ended = run("check", "--output-format", "json", *arguments)
    if ended.code == 2:
        return ended.err.splitlines()
    return [one["path"] for one in json.loads(ended.out)]


REVIEWS = ("a.md", "old/a.md", "sub/b.md", "sub/b.txt", "sub/old/b.md", "sub/deep/old/c.md")
EXCLUDE_OLD = 'exclude: ["old/**"]\n'


@pytest.mark.parametrize(
    ("configs", "expected"),
    [
        pytest.param(
            {"sub/reviewlint.yaml": EXCLUDE_OLD},
            ["a.md", "old/a.md", "sub/b.md", "sub/deep/old/c.md"],
            id="exclude counts from the folder of its config",
        ),
        pytest.param(
            {"sub/.reviewlint.yaml": EXCLUDE_OLD},
            ["a.md", "old/a.md", "sub/b.md", "sub/deep/old/c.md"],
            id="a hidden config",
        ),
        pytest.param(
            {"sub/reviewlint.yml": EXCLUDE_OLD},
            ["a.md", "old/a.md", "sub/b.md", "sub/deep/old/c.md"],
            id="the other ending of YAML",
        ),
        pytest.param(
            {"sub/pyproject.toml": '[tool.reviewlint]\nexclude = ["old/**"]\n'},
            ["a.md", "old/a.md", "sub/b.md", "sub/deep/old/c.md"],
            id="a pyproject.toml that speaks of reviews",
        ),
        pytest.param(
            {"reviewlint.yaml": EXCLUDE_OLD, "sub/pyproject.toml": "[project]\n"},
            ["a.md", "sub/b.md", "sub/deep/old/c.md", "sub/old/b.md"],
            id="a pyproject.toml that does not",
        ),
        pytest.param(
            {"sub/reviewlint.yaml": 'include: ["*.txt"]\n'},
            ["a.md", "old/a.md", "sub/b.txt"],
            id="include",
        ),
        pytest.param(
            {"reviewlint.yaml": 'include: ["*.md"]\n', "sub/reviewlint.yaml": ""},
            ["a.md", "sub/b.md", "sub/deep/old/c.md", "sub/old/b.md"],
            id="what a farther include does not name",
        ),
        pytest.param(
            {"reviewlint.yaml": 'exclude: ["**/*.md"]\n', "sub/reviewlint.yaml": EXCLUDE_OLD},
            ["sub/b.md", "sub/deep/old/c.md"],
            id="files that a farther exclude names",
        ),
        pytest.param(
            {"reviewlint.yaml": "exclude: [sub]\n", "sub/reviewlint.yaml": ""},
            ["a.md", "old/a.md"],
            id="a folder that a farther exclude names is not looked into",
        ),
        pytest.param(
            {"sub/reviewlint.yaml": EXCLUDE_OLD, "sub/deep/reviewlint.yaml": EXCLUDE_OLD},
            ["a.md", "old/a.md", "sub/b.md"],
            id="a config inside of another's folder",
        ),
    ],
)
def test_each_file_goes_by_its_nearest_config(
    run: Run, tmp_path: Path, configs: dict[str, str], expected: list[str]
) -> None:
    repository = Repository(tmp_path)
    for path in REVIEWS:
        put(path, AMBIGUOUS)
    for path, text in configs.items():
        put(path, text)

    assert find(run) == expected
    assert find(run, "--included-only", *REVIEWS) == expected
    assert find(run, "--config", "none.yaml") == ["none.yaml: cannot be read: No such file or directory"]
    repository.git("add", ".")
    for path in REVIEWS:
        Path(path).unlink()
    assert find(run, "--staged") == expected


def test_what_a_nested_config_excludes_is_left_alone(run: Run, here: Repository) -> None:
    put("sub/old/b.md", AMBIGUOUS)
    put("sub/reviewlint.yaml", EXCLUDE_OLD)
    here.git("add", ".")

    assert find(run, "--staged") == []
    assert find(run, "--since", "HEAD") == []
    run("check", "-q", "--fix")
    run("baseline")

    assert Path("sub/old/b.md").read_text() == AMBIGUOUS
    assert Path("reviews/old.md").read_text() != AMBIGUOUS
    assert not list(Path("sub").glob("*.json"))


RULE = """\
summary: Do not praise
why: It says nothing.
severity: warning
check: pattern
with: {scopes: [paragraph], patterns: [masterpiece]}
message: "'{text}' says nothing"
fix: {none: only the writer knows what to say}
since: "1"
examples:
  - {name: praise, text: A masterpiece., report: ["1:3 'masterpiece' says nothing"]}
  - {name: none, text: A film., report: []}
"""


@pytest.mark.parametrize(("option", "found"), [("--select", ["a.md"]), ("--ignore", [])])
def test_a_rule_that_only_one_config_has_can_be_chosen(run: Run, option: str, found: list[str]) -> None:
    put("reviewlint.yaml", "packs: [house]\n")
    put("house/pack.yaml", "")
    put("house/praise.yaml", RULE)
    put("sub/reviewlint.yaml", "")
    for path in ("a.md", "sub/b.md"):
        put(path, "---\ntitle: A film\n---\n\nA masterpiece.\n")

    assert find(run, option, "praise") == found
    unknown = f"{option}: there is no rule `praise`; `reviewlint rule` lists them all"
    assert find(run, option, "praise", "sub") == [unknown]


def test_a_config_that_is_named_is_the_only_one(run: Run) -> None:
    for path in REVIEWS:
        put(path, AMBIGUOUS)
    put("sub/reviewlint.yaml", EXCLUDE_OLD)
    put("elsewhere.yaml", "exclude: [sub/deep]\n")

    assert find(run, "--config", "elsewhere.yaml") == ["a.md", "old/a.md", "sub/b.md", "sub/old/b.md"]
