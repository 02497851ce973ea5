"""What git knows of a folder, asked of the program itself."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from reviewlint.errors import InputError, Trouble, explain_os_error


class GitError(InputError):
    """Git could not answer: it is not there, or says no."""


def find_repository(folder: Path) -> Path | None:
    """Give the top of the working tree that a folder lies in, symbolic links resolved."""
    real = folder.resolve()
    return next((parent for parent in (real, *real.parents) if (parent / ".git").exists()), None)


def list_ignored(repository: Path, folders: Sequence[Path]) -> frozenset[str]:
    """Give the untracked files and folders below ``folders`` that git is told to ignore.

    They are absolute paths with forward slashes; a folder stands for all that it holds. Files that
    are tracked are never among them, whatever the ignore patterns say. Without git nothing is.
    """
    arguments = ("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z", "--")
    try:
        answer = ask(repository, *arguments, *(str(folder.resolve()) for folder in folders))
    except GitError:
        return frozenset()
    top = repository.as_posix()
    return frozenset(f"{top}/{name.rstrip('/')}" for name in split_names(answer))


def ignores(file: Path) -> bool:
    """Tell whether git is told to ignore a file, which need not be there; one that is tracked it never is."""
    repository = find_repository(file.parent)
    if repository is None:
        return False
    try:
        # It takes no pathspecs, and refuses to be told how to read them.
        ask(repository, "--no-literal-pathspecs", "check-ignore", "--quiet", "--", str(file))
    except GitError:
        return False
    return True


def ask(repository: Path, *arguments: str, given: bytes = b"", index: Path | None = None) -> bytes:
    """Give what git writes to standard output when it runs at the top of a working tree.

    ``given`` goes to its standard input; ``index`` is read in place of the repository's own.

    :raises GitError: with git's own reason, if it fails or there is no git
    """
    import subprocess  # is slow to import, and a check of a single file asks git nothing

    # A file system monitor is a program that a repository's own configuration may name.
    command = ("git", "-c", "core.fsmonitor=false", "--literal-pathspecs", *arguments)
    environment = _clean(os.environ) | ({"GIT_INDEX_FILE": str(index)} if index else {})
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; what users name stands behind `--` or is checked
            command, cwd=repository, env=environment, input=given, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise GitError(Trouble("git", 0, 0, "it is not installed, or not on the PATH")) from error
    except OSError as error:
        raise GitError(Trouble("git", 0, 0, f"it cannot be run: {explain_os_error(error)}")) from error
    if done.returncode:
        raise GitError(Trouble("git", 0, 0, _explain_failure(done.stderr, done.returncode)))
    return done.stdout


def require_usable(repository: Path) -> None:
    """Make sure that git takes a folder for a repository: `git diff` would compare any two files.

    :raises GitError: with git's own reason, if it does not
    """
    ask(repository, "rev-parse", "--git-dir")


def find_hook_index(repository: Path) -> Path | None:
    """Give the index that a commit is being made of, where this runs in a hook of the repository.

    ``git commit --all`` and ``git commit PATH`` make the commit of an index other than the usual one.

    :raises GitError: if git cannot be asked
    """
    named = os.environ.get("GIT_INDEX_FILE")
    if not named:
        return None
    # githooks(5): a hook runs at the top of the working tree, from where a relative name counts.
    index = Path(os.path.realpath(repository / named))
    own = os.fsdecode(ask(repository, "rev-parse", "--absolute-git-dir").rstrip(b"\n"))
    return index if index.is_relative_to(os.path.realpath(own)) else None


def split_names(answer: bytes) -> list[str]:
    """Take apart the names that git lists with a NUL behind each (``-z``)."""
    return [os.fsdecode(name) for name in answer.split(b"\0") if name]


def _explain_failure(stderr: bytes, code: int) -> str:
    """Give what git says of a failure: on its first lines, with what would help."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    return " ".join(lines[:3]).removeprefix("fatal: ") or f"it failed with code {code}"


def _clean(environment: Mapping[str, str]) -> dict[str, str]:
    """Leave out what git exports in a hook: the repository that runs it need not be the one asked."""
    return {name: value for name, value in environment.items() if not name.startswith("GIT_")}
