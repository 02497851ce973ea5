"""What docs/ci.md shows is tried: its hooks, workflows and commands."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from reviewlint import __version__
from tests.cli.reviews import AMBIGUOUS, CLEAN
from tests.hooks.action import CHECKOUT, EXPRESSION, read_action, run_step
from tests.hooks.conftest import Hooks
from tests.hooks.test_action import HERE
from tests.repository import Repository
from tests.test_docs import find_blocks

PAGE = CHECKOUT / "docs" / "ci.md"
PRE_COMMIT, GITHUB, GITLAB, REVIEWDOG = find_blocks(PAGE, "yaml")
COMMANDS = [line.removeprefix("$ ") for block in find_blocks(PAGE, "console") for line in block.splitlines()]


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    """Give a site with an error on the branch that a topic left, and another one since."""
    site = Repository(tmp_path / "site")
    site.put("reviews/old.md", AMBIGUOUS)
    site.put("reviews/her.md", CLEAN)
    site.put("README.md", AMBIGUOUS)
    site.commit()
    site.git("update-ref", "refs/remotes/origin/main", "HEAD")
    site.git("checkout", "-q", "-b", "topic")
    site.put("reviews/new.md", AMBIGUOUS)
    site.git("add", ".")
    return site


def run_shell(script: str, folder: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    """Run a script for which ``pip`` has nothing to do, and the folder ``programs`` comes first."""
    programs.mkdir(exist_ok=True)
    (programs / "pip").write_text("#!/bin/sh\n", "utf-8")
    for program in programs.iterdir():
        program.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), environment["PATH"]])
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**environment, "PATH": path, "XDG_CACHE_HOME": str(programs / "cache")},
        capture_output=True,
        encoding="utf-8",
    )


def list_steps(workflow: str) -> list[dict[str, Any]]:
    (job,) = yaml.safe_load(workflow)["jobs"].values()
    steps: list[dict[str, Any]] = job["steps"]
    return steps


@pytest.mark.parametrize("hook", ["reviewlint", "reviewlint-fix"])
def test_the_hook_for_pre_commit(offline: Hooks, site: Repository, hook: str) -> None:
    (repo,) = yaml.safe_load(PRE_COMMIT)["repos"]
    assert repo["rev"] == f"v{__version__}"
    rev = offline.clone.git("rev-parse", "HEAD").strip()
    config = PRE_COMMIT.replace(repo["repo"], offline.clone.folder.as_posix()).replace(repo["rev"], rev)
    site.put(".pre-commit-config.yaml", config.replace("id: reviewlint", f"id: {hook}"))
    assert f"id: {hook}" in PAGE.read_text("utf-8")
    done = offline.run(site, "run")
    assert done.returncode == 1
    assert ("reviews/new.md:2:8: error" in done.stdout) == (hook == "reviewlint")
    assert ("Mended 1 in 1 review" in done.stdout) == (hook == "reviewlint-fix")
    assert "old.md" not in done.stdout


def test_the_hook_without_pre_commit(offline: Hooks, site: Repository) -> None:
    (script,) = find_blocks(PAGE, "sh")
    site.put(".git/hooks/pre-commit", script).chmod(0o755)
    done = offline.commit(site)
    assert (done.returncode, "new.md:2:8: error" in done.stdout + done.stderr) == (1, True)
    site.put("reviews/new.md", CLEAN)
    assert offline.commit(site).returncode == 1
    site.git("add", ".")
    assert offline.commit(site).returncode == 0


@pytest.mark.parametrize(
    ("command", "found"), list(zip(COMMANDS, ["new", "new", "new", ""], strict=True)), ids=COMMANDS
)
def test_the_commands(site: Repository, tmp_path: Path, command: str, found: str) -> None:
    done = run_shell(command, site.folder, tmp_path / "programs")
    assert done.returncode == (1 if found else 0), done.stderr
    assert set(re.findall(r"^reviews/(\w+)\.md:", done.stdout, re.MULTILINE)) == ({found} - {""})


def test_the_workflow_for_github(site: Repository) -> None:
    checkout, step = list_steps(GITHUB)
    assert checkout["with"] == {"fetch-depth": 0}
    assert step["uses"] == f"OWNER/reviewlint@v{__version__}"
    inputs = {name: EXPRESSION.sub("main", value) for name, value in step["with"].items()}
    done = run_step("Check the reviews", site.folder, inputs, HERE)
    assert (done.returncode, done.stdout.count("::error ")) == (1, 1)
    assert "file=reviews/new.md" in done.stdout


def test_the_inputs_of_the_action() -> None:
    table = PAGE.read_text("utf-8").partition("\n## GitHub\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == list(read_action()["inputs"])


def test_the_job_for_gitlab(site: Repository, tmp_path: Path) -> None:
    (job,) = yaml.safe_load(GITLAB).values()
    done = run_shell("\n".join(job["script"]), site.folder, tmp_path / "programs")
    assert done.returncode == 1
    reports = job["artifacts"]["reports"]
    found = json.loads((site.folder / reports["codequality"]).read_bytes())
    assert [one["location"]["path"] for one in found] == ["reviews/new.md", "reviews/old.md"]
    assert "<testsuites" in (site.folder / reports["junit"]).read_text("utf-8")


def test_the_workflow_for_reviewdog(site: Repository, tmp_path: Path) -> None:
    *_, install, comment = list_steps(REVIEWDOG)
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "reviewdog").write_text('#!/bin/sh\necho "$@" > ../arguments\ncat > ../input\n', "utf-8")
    done = run_shell(f"{install['run']}\n{comment['run']}", site.folder, programs)
    assert done.returncode == 0, done.stderr
    assert "-f=rdjson " in (tmp_path / "arguments").read_text("utf-8")
    found = json.loads((tmp_path / "input").read_bytes())["diagnostics"]
    assert [one["location"]["path"] for one in found] == ["reviews/new.md", "reviews/old.md"]
