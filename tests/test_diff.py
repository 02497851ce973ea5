import codecs
import os
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.diff import diff_sources
from reviewlint.document.source import SourceText
from reviewlint.fixing import encode
from reviewlint.reporters.paint import paint_diff

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
        ("films/her (2013).md", "films/her (2013).md\t"),
        ("a\\b.md", '"a\\134b.md"'),
        ("über.md", "über.md"),
        ('a\n"b\\\udcff.md', '"a\\012\\042b\\134\\377.md"'),
    ],
)
def test_a_path_cannot_break_the_header(path: str, shown: str) -> None:
    assert diff_sources(SourceText("a\n"), SourceText("b\n"), path).startswith(
        f"--- {shown}\n+++ {shown}\n@@"
    )


def test_on_a_terminal_the_end_of_a_name_does_not_show() -> None:
    shown = paint_diff(diff_sources(SourceText("a\n"), SourceText("b\t\n"), "a b.md"), color=False)
    assert list(shown) == ["--- a b.md\n", "+++ a b.md\n", "@@ -1 +1 @@\n", "-a\n", "+b→\n"]


LINES = st.lists(st.sampled_from(["a", "b", "\n", "\r\n", "\r", "é", "\u2028"]), max_size=12).map("".join)
NAMES = (
    "her.md",
    "her (2013).md",
    'a "quoted" name.md',
    "back\\slash.md",
    '"',
    "tab\tin it.md",
    "über.md",
    " x .md",
)

COMMANDS = {
    "git": ["git", "apply", "-p0", "--unidiff-zero", "--whitespace=nowarn", "-"],
    "patch": ["patch", "-p0", "--quiet", "--batch"],
}


@pytest.mark.parametrize("program", COMMANDS)
@given(before=LINES, after=LINES, name=st.sampled_from(NAMES), mark=st.booleans())
def test_patch_reads_it(
    before: str, after: str, name: str, mark: bool, program: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # In CI both must be there; elsewhere one may be missing.
    if shutil.which(program) is None and not os.environ.get("CI"):
        pytest.skip(f"{program} is not installed")
    file = tmp_path_factory.mktemp("patch") / name
    old, new = (SourceText.decode(codecs.BOM_UTF8 * mark + text.encode()) for text in (before, after))
    file.write_bytes(encode(old))
    diff = diff_sources(old, new, name)
    if diff:
        subprocess.run(
            COMMANDS[program], cwd=file.parent, input=diff.encode(), check=True, capture_output=True
        )
    assert file.read_bytes() == encode(new)
