"""What a folder holds that is to be checked, and for everything else the reason why it is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import Literal

from reviewlint.globs import compile_globs

DEFAULT_INCLUDE = ("**/*.md", "**/*.markdown", "**/*.mdx", "**/*.rst")
"""What is looked for in a folder where the configuration does not say."""

DEFAULT_SKIP = (
    "**/{README,Readme,readme,CHANGELOG,Changelog,changelog,LICENSE,License,license}.*",
    "**/_index.*",
    "**/template*.*",
    "**/node_modules",
)
"""What is passed over in a folder, unless an include pattern says just that name."""

Kind = Literal["folder", "file", "nothing"]

_SUFFIXES = frozenset(PurePosixPath(glob).suffix for glob in DEFAULT_INCLUDE)
REASONS = {
    "exclude": "{} left out by `exclude`",
    "include": "{} that no pattern of `include` names",
    "suffix": f"{{}} whose name does not end in {', '.join(sorted(_SUFFIXES))}",
    "name": "{} with a name that is no review's, such as README or _index",
    "hidden": "{} hidden",
    "git": "{} ignored by git",
    "link": "{} that are links to nothing",
}
"""How to say that so many files or folders were left out, by the reason's key."""


class FolderPatterns:
    """Say what is not wanted of a folder, and why."""

    def __init__(self, include: Sequence[str], excluded: Callable[[str], bool]) -> None:
        include = tuple(include) or DEFAULT_INCLUDE
        self._not_included = "suffix" if include == DEFAULT_INCLUDE else "include"
        self._included = _compile_include(include)
        self._excluded = excluded
        self._skipped = compile_globs(DEFAULT_SKIP)
        # `**/_index.md` as an include pattern says that such pages are reviews here.
        self._not_skipped = compile_globs(glob for glob in include if self._skipped(glob))
        # Only a pattern that itself says `.name` reaches what is hidden, as in a shell.
        self._hidden_wanted = compile_globs(
            part for glob in include for part in glob.split("/") if part.startswith(".") and part != "."
        )

    def reason_against(self, kind: Kind, name: str, relative: str) -> str | None:
        """Give the key of the reason to leave something out, ``None`` where it is wanted."""
        if name.startswith(".") and not self._hidden_wanted(name):
            return "hidden"
        if self._excluded(relative):
            return "exclude"
        if kind == "nothing":
            return "link" if self._included(relative) else self._not_included
        if kind != "folder" and not self._included(relative):
            return self._not_included
        return "name" if self._skipped(relative) and not self._not_skipped(relative) else None

    def reason_on_the_way(self, relative: str) -> str | None:
        """Give the key of the reason to leave out a file, or the first folder on the way to it that is."""
        steps = relative.split("/")
        for number, step in enumerate(steps, 1):
            kind: Kind = "file" if number == len(steps) else "folder"
            if reason := self.reason_against(kind, step, "/".join(steps[:number])):
                return reason
        return None


def _compile_include(globs: Sequence[str]) -> Callable[[str], bool]:
    """Make the test for files; a pattern that says no suffix (``reviews/**``) means the usual ones."""
    with_suffix = [glob for glob in globs if "." in glob.rstrip("/").rpartition("/")[2].strip(".")]
    named = compile_globs(with_suffix)
    anywhere_in = compile_globs(glob for glob in globs if glob not in with_suffix)
    return lambda path: named(path) or (PurePosixPath(path).suffix in _SUFFIXES and anywhere_in(path))
