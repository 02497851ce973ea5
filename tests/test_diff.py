import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.diff import diff_sources
from reviewlint.document.source import SourceText

CASES = [
    ("a\nb\n", "a\nb\n", ""),
    ("a\nb\n", "a\nc\n", "--- her.md\n+++ her.md\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"),
    (
        "a\r\nb",
        "a\r\nc",
        "--- her.md\n+++ her.md\n@@ -1,2 +1,2 @@\n a\r\n"
        "-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n",
    ),
    ("a\fb\n", "a\fc\n", "--- her.md\n+++ her.md\n@@ -1 +1 @@\n-a\fb\n+a\fc\n"),
]


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_diff(before: str, after: str, expected: str) -> None:
    assert diff_sources(SourceText(before), SourceText(after), "her.md") == expected


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("films/her (2013).md", "films/her (2013).md"),
        ("über.md", "über.md"),
        ('a\n"b\\\udcff.md', '"a\\012\\042b\\134\\377.md"'),
    ],
)
def test_a_path_cannot_break_the_header(path: str, shown: str) -> None:
    assert diff_sources(SourceText("a\n"), SourceText("b\n"), path).startswith(
        f"--- {shown}\n+++ {shown}\n@@"
    )


LINES = st.lists(st.sampled_from(["a", "b", "\n", "\r\n", "\r", "é", "\u2028"]), max_size=12).map("".join)


@given(before=LINES, after=LINES)
def test_patch_reads_it(before: str, after: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("patch")
    (folder / "her.md").write_bytes(before.encode())
    diff = diff_sources(SourceText(before), SourceText(after), "her.md")
    if diff:
        run_git(folder, diff)
    assert (folder / "her.md").read_bytes() == after.encode()


def run_git(folder: Path, diff: str) -> None:
    command = ["git", "apply", "-p0", "--unidiff-zero", "--whitespace=nowarn", "-"]
    subprocess.run(command, cwd=folder, input=diff.encode(), check=True, capture_output=True)
