"""The GitHub Action's steps, run as shell the way GitHub runs them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).parents[2]
EXPRESSION = re.compile(r"\$\{\{ (?P<what>.+?) \}\}")


def read_action() -> dict[str, Any]:
    action: dict[str, Any] = yaml.safe_load((CHECKOUT / "action.yml").read_text("utf-8"))
    return action


def find_step(name: str) -> dict[str, Any]:
    step: dict[str, Any] = next(one for one in read_action()["runs"]["steps"] if one.get("name") == name)
    return step


def run_step(
    name: str, folder: Path, inputs: Mapping[str, str] = {}, outputs: Mapping[str, str] = {}
) -> subprocess.CompletedProcess[str]:
    """Run one step in a repository; ``outputs`` are those of earlier steps, as ``steps.ID.outputs.NAME``.

    GitHub's temporary folder is ``github`` beside the repository, with the files that a step writes to.
    """
    action = read_action()
    defaults = {f"inputs.{key}": one["default"] for key, one in action["inputs"].items()}
    values = {**defaults, **{f"inputs.{key}": value for key, value in inputs.items()}, **outputs}
    step = find_step(name)
    said = {
        key: EXPRESSION.sub(lambda match: values[match["what"]], value)
        for key, value in step.get("env", {}).items()
    }
    runner = folder.parent / "github"
    runner.mkdir(exist_ok=True)
    script = runner / "step.sh"
    script.write_text(step["run"], "utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON"))}
    return subprocess.run(
        # https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax: `shell: bash`
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script],
        cwd=folder,
        env={
            **kept,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept["PATH"]]),
            "GITHUB_ACTION_PATH": str(CHECKOUT),
            "GITHUB_OUTPUT": str(runner / "output"),
            "GITHUB_STEP_SUMMARY": str(runner / "summary"),
            "RUNNER_TEMP": str(runner),
            "XDG_CACHE_HOME": str(runner / "cache"),
            **said,
        },
        capture_output=True,
        encoding="utf-8",
    )
