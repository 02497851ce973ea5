from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.repository import IDENTITY, Repository

CHECKOUT = Path(__file__).parents[2]
SOURCES = (
    *("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"),
    *("reviewlint", "rules", "sphinx_ext"),
)
"""What is installed of a clone."""


class Hooks(NamedTuple):
    """A clone of reviewlint as pre-commit makes one, and where pre-commit keeps what it installs."""

    clone: Repository
    home: Path

    def use(self, site: Repository, *hooks: str) -> None:
        """Write a site's configuration for pre-commit."""
        listed = "".join(f"      - id: {hook}\n" for hook in hooks)
        rev = self.clone.git("rev-parse", "HEAD").strip()
        repo = self.clone.folder.as_posix()
        site.put(".pre-commit-config.yaml", f"repos:\n  - repo: {repo}\n    rev: {rev}\n    hooks:\n{listed}")

    def run(self, site: Repository, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run pre-commit in a site."""
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            cwd=site.folder,
            env=self.environment(site),
            capture_output=True,
            encoding="utf-8",
        )

    def commit(self, site: Repository) -> subprocess.CompletedProcess[str]:
        """Commit what is staged, past the hooks."""
        return subprocess.run(
            ["git", *IDENTITY, "commit", "-q", "-m", "more"],
            cwd=site.folder,
            env=self.environment(site),
            capture_output=True,
            encoding="utf-8",
        )

    def environment(self, site: Repository) -> dict[str, str]:
        """Give the variables of a shell in which both programs can be called."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
        return {
            **kept,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept["PATH"]]),
            "PRE_COMMIT_HOME": str(self.home),
            "PRE_COMMIT_COLOR": "never",
            "XDG_CACHE_HOME": str(site.folder.parent / "cache"),
        }


def clone(folder: Path, change: Callable[[str], str] = str) -> Hooks:
    """Put the checkout into a repository, its hooks changed."""
    repository = Repository(folder / "reviewlint")
    for name in SOURCES:
        source = CHECKOUT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, repository.folder / name, ignore=ignored)
        else:
            repository.put(name, source.read_bytes())
    hooks = repository.folder / ".pre-commit-hooks.yaml"
    hooks.write_text(change(hooks.read_text("utf-8")), "utf-8")
    repository.commit()
    return Hooks(repository, folder / "home")


@pytest.fixture(scope="session")
def installing(tmp_path_factory: pytest.TempPathFactory) -> Hooks:
    """Give the hooks as they are: pre-commit installs them with pip."""
    return clone(tmp_path_factory.mktemp("installing"))


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Hooks:
    """Give the hooks with nothing else changed than that they run what is installed here."""
    folder = tmp_path_factory.mktemp("offline")
    return clone(folder, lambda text: text.replace("language: python", "language: system"))
