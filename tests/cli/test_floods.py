"""What most of an archive shares, where only a part of it is checked."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Ended, Run
from tests.cli.reviews import put
from tests.repository import Repository

UNSAID = (
    "1 finding is not shown (error field-required): most reviews of the archive have it, and a check of the "
    "whole archive says it once."
)


@pytest.fixture
def dateless(here: Repository) -> Repository:
    """Give a repository with reviews that all lack a date, in front of one that is new."""
    here.put("reviewlint.yaml", "fields: {date: {required: true}}\n")
    for number in range(20):
        here.put(f"reviews/{number:02}.md", f"---\ntitle: Film\nrating: {number}/20\n---\n\nA review.\n")
    here.commit()
    return here


def test_a_part_of_it_does_not_pass_for_clean(run: Run, dateless: Repository) -> None:
    arguments = ["check", "--select", "field-required"]
    one = Ended(0, f"1 review checked. {UNSAID}\n", "")
    assert run(*arguments, "reviews/03.md") == one
    assert run(*arguments, "reviews/03.md", "--included-only") == one
    text = (dateless.folder / "reviews/03.md").read_bytes()
    assert run(*arguments, "-", "--stdin-filename", "reviews/03.md", stdin=text) == one
    assert run(*arguments, "reviews/03.md", "-q") == Ended(0, "", "")
    assert run(*arguments, "reviews/03.md", "--ignore", "field-required").out == (
        "1 review checked: nothing to report.\n"
    )
    whole = run(*arguments).out
    assert whole.startswith(
        "reviewlint.yaml:1:1: error field-required: the day of the review is missing in 21 of 21"
    )
    assert whole.endswith("1 finding in 0 of 21 reviews: 1 error.\n")


def test_nor_does_what_changed(run: Run, dateless: Repository) -> None:
    arguments = ["check", "--select", "field-required", "--since", "HEAD"]
    dateless.put("reviews/03.md", "---\ntitle: Film\nrating: 3/20\n---\n\nAnother review.\n")
    assert run(*arguments) == Ended(0, f"1 review checked. {UNSAID}\n", "")
    assert run(*arguments, "--changed-lines").out == "1 review checked: nothing to report.\n"
    dateless.put("reviews/new.md", "---\ntitle: New\n---\n\nA review.\n")
    assert run(*arguments, "--changed-lines") == Ended(0, f"2 reviews checked. {UNSAID}\n", "")


def test_what_the_baseline_holds_is_known(run: Run, dateless: Repository) -> None:
    run("baseline", "reviews/03.md")
    known = "nothing to report. 1 known from the baseline.\n"
    assert run("check", "--select", "field-required", "reviews/03.md").out == f"1 review checked: {known}"
    both = run("check", "--select", "field-required", "reviews/03.md", "reviews/04.md").out
    assert both == f"2 reviews checked. 1 known from the baseline. {UNSAID}\n"


def test_a_diff_says_it_too(run: Run, dateless: Repository) -> None:
    put("reviews/03.md", "---\ntitle: Film\nrating: 3/20\n---\n\nA review.\n")
    ended = run("check", "--select", "field-required", "--diff", "reviews/03.md")
    assert ended == Ended(0, "", f"There is nothing that would be mended.\n1 review checked. {UNSAID}\n")
