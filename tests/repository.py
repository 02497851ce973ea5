"""A git repository to try things in, whatever git is told elsewhere."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

IDENTITY = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")


class Repository:
    """Run git in a folder and write files there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, **variables: str) -> str:
        """Give what git prints; a failure of it fails the test."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", *IDENTITY, *arguments],
            cwd=self.folder,
            env={**environment, **variables},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def put(self, path: str, text: str | bytes) -> Path:
        """Write a file."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return place

    def commit(self, message: str = "more") -> None:
        """Commit all there is."""
        self.git("add", "--all")
        self.git("commit", "-q", "-m", message)
