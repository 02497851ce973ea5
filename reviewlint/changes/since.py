"""What changed since a branch left another, or since a commit: in commits, in the index and on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reviewlint import git
from reviewlint.changes.commands import DIFF, PATCH, list_untracked
from reviewlint.changes.hunks import EVERY, Lines, read_hunks
from reviewlint.changes.model import Changes
from reviewlint.errors import InputError, Trouble

OPTION = "--since"


def list_changed_since(repository: Path, commit: str, *, lines: bool) -> Changes:
    """Give what differs on disk from where the current branch left ``commit``; new files too.

    ``lines`` asks for the lines that changed as well.

    :raises InputError: if there is no such commit, or git cannot be asked
    """
    base = find_base(repository, commit)
    untracked = list_untracked(repository)
    changed = git.split_names(git.ask(repository, *DIFF, "--name-only", "-z", "--diff-filter=d", base, "--"))
    files = frozenset((*changed, *untracked))
    if not lines:
        return Changes(files)
    known: Mapping[str, Lines] = read_hunks(git.ask(repository, *DIFF, *PATCH, base, "--"))
    return Changes(files, {**known, **dict.fromkeys(untracked, EVERY)})


def find_base(repository: Path, commit: str) -> str:
    """Give the name of the newest commit that ``commit`` and the current one both come from.

    :raises InputError: if there is none, saying what would help
    """
    git.require_usable(repository)
    if not _resolve(repository, "HEAD"):
        message = "nothing has been committed here yet, so that every review is new: leave this option out"
        raise InputError(Trouble(OPTION, 0, 0, message))
    # A name that begins with a hyphen would be an option to git, which has none like that.
    start = _resolve(repository, commit) if commit and not commit.startswith("-") else ""
    if not start:
        raise _explain(repository, f"git knows no commit '{commit}' here", _suggest(repository, commit))
    try:
        bases = git.ask(repository, "merge-base", start, "HEAD")
    except git.GitError as error:
        if git.ask(repository, "rev-parse", "--is-shallow-repository").strip() == b"false":
            shared = f"'{commit}' and the current branch have no commit in common"
            raise InputError(Trouble(OPTION, 0, 0, shared)) from error
        raise _explain(repository, f"git does not know where this branch left '{commit}'", "") from error
    return bases.split()[0].decode()


def _resolve(repository: Path, commit: str) -> str:
    """Give the full name of a commit, nothing where there is none."""
    try:
        answer = git.ask(repository, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")
    except git.GitError:
        return ""
    return answer.decode().strip().removeprefix("^")


def _explain(repository: Path, what: str, hint: str) -> InputError:
    if git.ask(repository, "rev-parse", "--is-shallow-repository").strip() == b"true":
        hint = (
            ": this clone holds only the newest commits; fetch the others with `git fetch --unshallow`, "
            "or let CI clone all of them (`fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab)"
        )
    return InputError(Trouble(OPTION, 0, 0, what + hint))


def _suggest(repository: Path, commit: str) -> str:
    """Name the branch or tag that is spelled much like this one, whosever copy of it there is."""
    from difflib import get_close_matches

    answer = git.ask(repository, "for-each-ref", "--format=%(refname:short)")
    names = answer.decode("utf-8", "replace").split()
    known = {name.rpartition("/")[2]: name for name in names} | {name: name for name in names}
    near = get_close_matches(commit, known, n=1)
    return f": did you mean '{known[near[0]]}'?" if near else ""
