"""What git is asked about changes, in words that no configuration gives another meaning."""

from __future__ import annotations

from pathlib import Path

from reviewlint import git

# Whatever a user's own configuration says of diffs, these are to be read by a program. A line whose
# end alone became another (CRLF, LF) says what it said. What git is told not to compare, such as reviews
# with the attribute `-diff`, is text all the same.
DIFF = (
    *("diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--ignore-submodules=all"),
    *("--find-renames", "--src-prefix=a/", "--dst-prefix=b/", "-O/dev/null"),
)
PATCH = ("--unified=0", "--inter-hunk-context=0", "--ignore-cr-at-eol", "--text")


def list_untracked(repository: Path, index: Path | None = None) -> list[str]:
    """Give the files that neither the index holds nor git is told to ignore."""
    return git.split_names(
        git.ask(repository, "ls-files", "--others", "--exclude-standard", "-z", index=index)
    )
