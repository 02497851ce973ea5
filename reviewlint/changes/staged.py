"""What is staged: the next commit, which the index holds whatever the files on disk say.

The records: "Raw output format" in git-diff-index(1), ``-s`` and ``-v`` in git-ls-files(1).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reviewlint import git
from reviewlint.changes.commands import DIFF, PATCH, list_untracked
from reviewlint.changes.hunks import read_hunks
from reviewlint.changes.model import Changes
from reviewlint.errors import InputError, Trouble

OPTION = "--staged"

_FILES = ("100644", "100755")
"""Modes of what is a file: neither a symbolic link nor another repository."""


def list_staged(repository: Path, *, lines: bool) -> Changes:
    """Give what the next commit changes, and how the index differs from the files on disk.

    ``lines`` asks for the lines that change as well.

    :raises InputError: if a merge is not done, or git cannot be asked
    """
    git.require_usable(repository)
    index = git.find_hook_index(repository)
    raw = ("--raw", "--no-abbrev", "-z")
    staged = list(_read_records(git.ask(repository, *DIFF, "--cached", *raw, "--", index=index)))
    unlike_disk = git.ask(repository, "diff-files", *raw, "--ignore-submodules=all", index=index)
    differing = list(_read_records(unlike_disk))
    _refuse_conflicts((*staged, *differing))
    # `git add --intent-to-add` puts a name into the index that no commit takes up.
    absent = {one.name for one in differing if one.status == "A"}
    blobs = {one.name: one.old_blob for one in differing if one.old_mode in _FILES}
    known = read_hunks(git.ask(repository, *DIFF, *PATCH, "--cached", "--", index=index)) if lines else None
    return Changes(
        frozenset(one.name for one in staged if one.new_mode in _FILES),
        known,
        {**_list_unwatched(git.ask(repository, "ls-files", "-v", "-s", "-z", index=index)), **blobs},
        frozenset((*absent, *list_untracked(repository, index))),
    )


def read_blobs(repository: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give contents that the repository keeps, by their names.

    :raises InputError: if one is not there
    """
    wanted = list(dict.fromkeys(names))
    answer = git.ask(repository, "cat-file", "--batch", given="".join(f"{one}\n" for one in wanted).encode())
    at = 0
    for name in wanted:
        end = answer.index(b"\n", at)
        _, kind, *size = answer[at:end].split()
        if kind != b"blob":
            raise InputError(Trouble(OPTION, 0, 0, f"the repository lacks the content {name} of its index"))
        at = end + 1 + int(size[0])
        yield name, answer[end + 1 : at]
        at += 1


class _Record(NamedTuple):
    old_mode: str
    new_mode: str
    old_blob: str
    status: str
    name: str


def _read_records(answer: bytes) -> Iterator[_Record]:
    fields = iter(answer.split(b"\0"))
    for field in fields:
        if not field:
            return
        old_mode, new_mode, old_blob, _, status = field.decode("ascii").removeprefix(":").split(" ")
        name = next(fields)
        if status[0] in "RC":  # these have the old name before the new one
            name = next(fields)
        yield _Record(old_mode, new_mode, old_blob, status[0], os.fsdecode(name))


def _list_unwatched(answer: bytes) -> Mapping[str, str]:
    """Give the entries whose files git was told not to look at (sparse checkouts among them)."""
    entries = (
        entry.partition(b"\t") for entry in answer.split(b"\0") if entry and not entry.startswith(b"H ")
    )
    found = ((said.decode("ascii").split(" "), os.fsdecode(name)) for said, _, name in entries)
    return {name: blob for (tag, mode, blob, _), name in found if tag != "M" and mode in _FILES}


def _refuse_conflicts(records: Iterable[_Record]) -> None:
    if names := sorted({one.name for one in records if one.status == "U"}):
        message = "this is in conflict: settle it and `git add` it first"
        raise InputError(*(Trouble(name, 0, 0, message) for name in names))
