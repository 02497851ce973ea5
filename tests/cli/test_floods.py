"""What most of an archive shares, where only a part of it is checked, and where it has no config."""

from __future__ import annotations

from pathlib import Path

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
    as_json = [*arguments, "reviews/03.md", "--output-format", "json"]
    assert run(*as_json) == Ended(0, "[]\n", f"{UNSAID}\n")
    assert run(*as_json, "-q") == Ended(0, "[]\n", "")
    assert run(*arguments, "reviews/03.md", "--output-format", "github") == one
    assert run(*arguments, "reviews/03.md", "--ignore", "field-required").out == (
        "1 review checked: nothing to report.\n"
    )
    whole = run(*arguments).out
    assert whole.startswith(
        "reviewlint.yaml:1:1: error field-required: the day of the review is missing in 21 of 21"
    )
    assert whole.endswith("1 finding about 21 reviews as a whole: 1 error.\n")


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


ALTLESS = "cover-alt-missing"


def put_covers(first: int, last: int, folder: str = ".") -> None:
    for number in range(first, last + 1):
        put(
            f"{folder}/b{number}.md",
            f"---\ntitle: Film {number}\ncoverImage: /c{number}.jpg\n---\nHi {number}.\n",
        )


@pytest.mark.parametrize("config", [None, "exclude: []\n"])
def test_no_comment_silences_what_is_said_of_all(run: Run, config: str | None) -> None:
    if config:
        put("reviewlint.yaml", config)
    put_covers(10, 40)
    ended = run("check", "--select", ALTLESS, "--add-suppressions", "old", "--fail-on", "never")
    place = "reviewlint.yaml" if config else "b10.md"
    why = "it is said of all reviews; the config can switch the rule off"
    assert ended.err == f"{place}:1:1: {ALTLESS} is not silenced: {why}\n"
    assert ended.out.startswith(
        f"{place}:1:1: warning {ALTLESS}: 31 of 31 reviews have a cover without alt text"
    )


def test_the_other_findings_of_the_first_review_are_silenced(run: Run) -> None:
    put_covers(11, 40)
    put("b10.md", "---\ntitle: Film 10\ncoverImage: /c10.jpg\n---\nThe the end.\n")
    ended = run("check", "--select", f"{ALTLESS},repeated-word", "--add-suppressions", "old")
    assert ended.err.endswith("Silenced 1 in 1 review: 1 repeated-word.\n")
    assert ended.out.endswith("1 finding in 1 of 31 reviews: 1 warning.\n")


@pytest.mark.parametrize("config", [None, "exclude: []\n"])
def test_the_baseline_knows_what_is_said_of_all(run: Run, config: str | None) -> None:
    if config:
        put("reviewlint.yaml", config)
    put_covers(10, 40)
    run("baseline")
    known = run("check").out.partition(" known from the baseline")[0].rpartition(" ")[2]
    # Another review comes first, and the counts are others.
    put("a99.md", "---\ntitle: Film 99\ncoverImage: /c99.jpg\n---\nHi 99.\n")
    whole = f"32 reviews checked: nothing to report. {known} known from the baseline.\n"
    assert run("check") == Ended(0, whole, "")
    # What is said of all of them is known of no part.
    assert run("check", "b11.md", "b12.md").code == 0


@pytest.mark.parametrize("folder", [".", "films"])
@pytest.mark.parametrize("comes", [True, False])
def test_with_a_config_an_archive_is_known_by_that_and_no_more_by_its_folder(
    run: Run, folder: str, comes: bool
) -> None:
    config = put("reviewlint.yaml", "exclude: []\n")
    if comes:
        config.unlink()
    put_covers(10, 40, folder)
    run("baseline")
    if comes:
        put("reviewlint.yaml", "exclude: []\n")
    else:
        config.unlink()
    place = "reviewlint.yaml" if comes else Path(folder, "b10.md").as_posix()
    said = run("check", "--select", ALTLESS).out
    assert said.startswith(f"{place}:1:1: warning {ALTLESS}: 31 of 31 reviews have a cover without alt text")
    assert run("baseline", "--prune").out.endswith(": 2 taken out; 62 findings in 31 reviews.\n")


@pytest.mark.parametrize("config", [None, "exclude: []\n"])
def test_what_was_said_of_all_and_is_mended_must_be_pruned(run: Run, config: str | None) -> None:
    if config:
        put("reviewlint.yaml", config)
    put_covers(10, 40)
    put("films/her.md", "---\ntitle: Her\n---\n\nA review.\n")
    run("baseline")
    before = run("check")
    assert (before.code, before.err) == (0, "")
    for number in range(10, 41):
        Path(f"b{number}.md").unlink()
    put("games/him.md", "---\ntitle: Him\n---\n\nA review.\n")
    assert run("check", "films") == Ended(0, "1 review checked: nothing to report.\n", "")
    assert run("check").code == 1
    pruned = run("baseline", "--prune").out
    assert pruned.endswith(" taken out; it holds no findings.\n")
    assert run("check").code == 0
