"""`reviewlint check --fix` and `--diff`: what is mended, and what is left as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run
from tests.cli.reviews import (
    ALL_WELL,
    AMBIGUOUS,
    AMBIGUOUS_FOUND,
    CLEAN,
    DIFF,
    ONE_ERROR,
    PREFIX,
    put,
)


def test_fix_mends_and_reports_what_is_left(run: Run) -> None:
    path = put("her.md", AMBIGUOUS.replace("One shot.", "[](x)"))
    ended = run("check", "--fix", "--select", "value-ambiguous,link-empty")
    assert path.read_text("utf-8") == '---\ntitle: "1917"\n---\n[](x)\n'
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("her.md:4:1: warning link-empty: ")
    assert ended.out.splitlines()[-2:] == [
        "Mended 1 in 1 review: 1 value-ambiguous.",
        "1 finding in 1 review: 1 warning.",
    ]


def test_fix_again_changes_nothing(run: Run) -> None:
    path = put("her.md", AMBIGUOUS)
    assert run("check", "--fix").out == f"Mended 1 in 1 review: 1 value-ambiguous.\n{ALL_WELL}"
    mended = path.stat()
    assert run("check", "--fix") == Ended(0, ALL_WELL, "")
    assert path.stat().st_ino == mended.st_ino


def test_fix_keeps_line_ends_and_byte_order_mark(run: Run) -> None:
    path = put("her.md", b"\xef\xbb\xbf---\r\ntitle: 1917\r\n---\r\nOne shot.")
    assert run("check", "--fix").code == 0
    assert path.read_bytes() == b'\xef\xbb\xbf---\r\ntitle: "1917"\r\n---\r\nOne shot.'


def test_a_fix_keeps_a_second_byte_order_mark(run: Run) -> None:
    path = put("her.md", b"\xef\xbb\xbf" * 2 + b"---\ntitle: Her\n---\nThe the end.\n")
    run("check", "--fix", "--unsafe-fixes", "--select", "repeated-word")
    assert path.read_bytes() == b"\xef\xbb\xbf" * 2 + b"---\ntitle: Her\n---\nThe end.\n"


def test_unsafe_fixes_are_made_only_when_asked_for(run: Run) -> None:
    path = put("her.md", PREFIX)
    options = ["--select", "image-alt-prefix", "--fix", "-q"]
    run("check", *options)
    assert path.read_text("utf-8") == PREFIX
    run("check", *options, "--unsafe-fixes")
    assert "![A man in red](red.jpg)" in path.read_text("utf-8")


def test_bytes_that_are_no_text_are_never_written(run: Run) -> None:
    path = put("her.md", b"---\ntitle: 1917\n---\nAm\xe9lie\n")
    assert run("check", "--fix").code == 1
    assert path.read_bytes() == b"---\ntitle: 1917\n---\nAm\xe9lie\n"


def test_a_file_that_cannot_be_written_is_a_failure(run: Run, fill_disk: Callable[[str], None]) -> None:
    put("her.md", AMBIGUOUS)
    put("him.md", AMBIGUOUS)
    fill_disk("her.md")
    ended = run("check", "--fix", "-q")
    assert ended == Ended(
        2,
        AMBIGUOUS_FOUND,
        "her.md: left as it was: the file cannot be written: No space left on device\n",
    )
    assert Path("him.md").read_text("utf-8") == AMBIGUOUS.replace("1917", '"1917"')


def test_diff_shows_and_writes_nothing(run: Run) -> None:
    path = put("her.md", AMBIGUOUS)
    expected = Ended(1, DIFF, f"Would mend 1 in 1 review: 1 value-ambiguous.\n{ONE_ERROR}")
    assert run("check", "--diff") == expected
    assert run("check", "--diff", "--fix") == expected
    assert run("check", "--diff", "-q") == Ended(1, DIFF, "")
    assert path.read_text("utf-8") == AMBIGUOUS


def test_diff_of_nothing(run: Run) -> None:
    put("her.md", CLEAN)
    assert run("check", "--diff") == Ended(0, "", f"There is nothing that would be mended.\n{ALL_WELL}")


CIRCLE = """\
summary: Say it otherwise
why: We do.
severity: warning
check: pattern
with: {scopes: [paragraph], patterns: [%s], replace: %s, safety: safe}
message: say it otherwise
fix: safe
since: "1"
examples:
  - {name: said, text: "%s", report: ["1:1 say it otherwise"], fixed: "%s"}
  - {name: not said, text: "so", report: []}
"""


@pytest.mark.parametrize("output", [["--output-format", "json"], ["--output-format", "text"], ["--diff"]])
def test_fixes_that_undo_each_other_are_told_of(run: Run, output: list[str]) -> None:
    put("reviewlint.yaml", "packs: [house]\n")
    put("house/pack.yaml", "")
    for name, words in (("up", ("aye", "nay")), ("down", ("nay", "aye"))):
        put(f"house/{name}.yaml", CIRCLE % (*words, *words))
    put("her.md", "---\ntitle: Her\n---\n\nThey say aye.\n")
    ended = run("check", *(["--fix"] if output != ["--diff"] else []), "--select", "up,down", *output)
    assert ended.code == 0
    assert ended.err.splitlines()[0] == ("her.md: not mended: the fixes of down and up never come to an end")
