"""Only findings on lines that changed."""

from __future__ import annotations

import pytest

from tests.cli.changes import LINES, find
from tests.cli.conftest import Ended, Run
from tests.cli.reviews import AMBIGUOUS
from tests.repository import Repository


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (LINES, LINES.replace("first", "first one"), [6]),
        (LINES, LINES.replace("The the second.\n", ""), []),
        # What stands beside a gap counts as changed.
        (LINES, LINES.replace("The the second.\n\n", ""), [8]),
        (LINES.replace("first.", "first.\nOne."), LINES, [6]),
        # A line that was moved is a new line where it now is.
        (LINES, f"{LINES.replace('The the first.', 'One.')}\nThe the first.\n", [12]),
        (LINES.replace("\n", "\r\n"), LINES.replace("\n", "\r\n").replace("third", "last"), [10]),
        (LINES.replace("\n", "\r\n"), LINES, []),
        (LINES, LINES.replace("\n", "\r\n").replace("third", "last"), [10]),
        # Lone carriage returns end lines here and not in git.
        (LINES.replace("date", "#\rdate"), LINES.replace("date", "#\rdate").replace("third", "last"), [11]),
        (f"\ufeff{LINES}", f"\ufeff{LINES.replace('second', 'next')}", [8]),
    ],
)
def test_only_findings_on_lines_that_changed(
    run: Run, here: Repository, before: str, after: str, expected: list[int]
) -> None:
    here.put("her.md", before)
    here.commit()
    here.put("her.md", after)
    wanted = [f"her.md:{line} repeated-word" for line in expected]
    assert find(run, "--select", "repeated-word", "--since", "HEAD", "--changed-lines") == wanted
    here.git("add", ".")
    here.put("her.md", LINES)
    assert find(run, "--select", "repeated-word", "--staged", "--changed-lines") == wanted


def test_what_is_left_out_is_counted(run: Run, here: Repository) -> None:
    here.put("reviews/old.md", f"{AMBIGUOUS}\nMore of it.\n")
    ended = run("check", "--since", "HEAD", "--changed-lines")
    assert ended == Ended(0, "1 review checked: nothing to report. 1 on lines that did not change.\n", "")


WHOLE = "---\ntitle: Her\ndate: 2026-01-01\nrating: 4\n---\n\nA review.\n"


def test_what_is_said_of_front_matter_as_a_whole(run: Run, here: Repository) -> None:
    here.put("reviewlint.yaml", "fields: {date: {required: true}}\n")
    here.put("her.md", WHOLE)
    here.commit()
    without = WHOLE.replace("date: 2026-01-01\n", "")
    here.put("her.md", without)
    arguments = ["--select", "field-required", "--since", "HEAD", "--changed-lines"]
    assert find(run, *arguments) == ["her.md:1 field-required"]
    here.commit()
    here.put("her.md", f"{without}\nMore of it.\n")
    assert find(run, *arguments) == []
    here.put("her.md", without.replace("rating: 4", "rating: 5"))
    assert find(run, *arguments) == ["her.md:1 field-required"]


def test_front_matter_that_was_broken_is_reported_though_the_line_is_gone(run: Run, here: Repository) -> None:
    here.put("her.md", WHOLE)
    here.commit()
    here.put("her.md", WHOLE.replace("rating: 4\n---\n", "rating: 4\n"))
    assert find(run, "--since", "HEAD", "--changed-lines") == ["her.md:1 front-matter-unclosed"]


@pytest.mark.parametrize("attribute", ["-diff", "binary", "diff=pictures"])
def test_a_review_that_git_takes_for_no_text(run: Run, here: Repository, attribute: str) -> None:
    here.git("config", "diff.pictures.binary", "true")
    here.put(".gitattributes", f"*.md {attribute}\n")
    here.put("her.md", LINES + "\0")
    here.commit()
    here.put("her.md", LINES.replace("second", "next") + "\0")
    arguments = ["--select", "repeated-word", "--changed-lines"]
    assert find(run, *arguments, "--since", "HEAD") == ["her.md:8 repeated-word"]
    here.git("add", ".")
    assert find(run, *arguments, "--staged") == ["her.md:8 repeated-word"]


def test_a_renamed_review_changed_as_a_whole_and_on_few_lines(run: Run, here: Repository) -> None:
    long = AMBIGUOUS + "".join(f"\nLine {number}.\n" for number in range(40))
    here.put("long.md", long)
    here.commit()
    here.git("mv", "long.md", "short title.md")
    assert find(run, "--since", "HEAD") == ["short title.md:2 value-ambiguous"]
    assert find(run, "--staged") == ["short title.md:2 value-ambiguous"]
    assert find(run, "--staged", "--changed-lines") == []
    here.put("short title.md", f"{long}\nThe the end.\n")
    assert find(run, "--since", "HEAD", "--changed-lines") == ["short title.md:86 repeated-word"]
