"""`reviewlint check -`: standard input under the name of its file."""

from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run
from tests.cli.reviews import (
    ALL_WELL,
    AMBIGUOUS,
    AMBIGUOUS_FOUND,
    CLEAN,
    DIFF,
    HEADING,
    ONE_ERROR,
    put,
)


def test_standard_input(run: Run) -> None:
    ended = run("check", "-", "--stdin-filename", "her.md", stdin=AMBIGUOUS.encode())
    assert ended == Ended(1, f"{AMBIGUOUS_FOUND}\n{ONE_ERROR}", "")
    nameless = run("check", "-", stdin=AMBIGUOUS.encode())
    assert nameless.out == ended.out.replace("her.md", "-")


def test_standard_input_is_checked_where_only_its_file_is_named(run: Run) -> None:
    put("him.md", HEADING)
    ended = run("check", "--stdin-filename", "her.md", stdin=AMBIGUOUS.encode())
    assert ended == Ended(1, f"{AMBIGUOUS_FOUND}\n{ONE_ERROR}", "")


def test_standard_input_uses_the_config_of_its_file(run: Run) -> None:
    put("site/reviewlint.yaml", "rules: {value-ambiguous: off}\n")
    assert run("check", "-", "-q", "--stdin-filename", "site/her.md", stdin=AMBIGUOUS.encode()).out == ""


@pytest.mark.parametrize("options", [(), ("--fix",), ("--diff",)])
def test_standard_input_under_a_name_that_is_excluded(run: Run, options: tuple[str, ...]) -> None:
    Path("reviewlint.yaml").write_text("exclude: [attic]\n")

    ended = run("check", "-", "--stdin-filename", "attic/her.md", *options, stdin=AMBIGUOUS.encode())

    assert ended == Ended(2, "", "attic/her.md: no review found: her.md left out by `exclude`\n")


def test_standard_input_is_mended_to_standard_output(run: Run) -> None:
    put("her.md", "something else\n")
    text = b"\xef\xbb\xbf---\r\ntitle: 1917\r\n---\r\n"
    ended = run("check", "-", "--fix", "--stdin-filename", "her.md", "--select=value-ambiguous", stdin=text)
    assert ended == Ended(
        0,
        '\ufeff---\r\ntitle: "1917"\r\n---\r\n',
        f"Mended 1 in 1 review: 1 value-ambiguous.\n{ALL_WELL}",
    )
    assert Path("her.md").read_text("utf-8") == "something else\n"


def test_standard_input_that_needs_no_mending_comes_out_as_it_was(run: Run) -> None:
    ended = run("check", "-", "--fix", "-q", stdin=CLEAN.encode())
    assert ended == Ended(0, CLEAN, "")


def test_the_diff_of_standard_input(run: Run) -> None:
    ended = run("check", "-", "--diff", "--stdin-filename", "her.md", stdin=AMBIGUOUS.encode())
    assert ended == Ended(1, DIFF, f"Would mend 1 in 1 review: 1 value-ambiguous.\n{ONE_ERROR}")
