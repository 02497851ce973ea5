"""``check --add-suppressions``: comments in the reviews, and what the run says of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run
from tests.cli.reviews import ALL_WELL, AMBIGUOUS, CLEAN, HEADING, PREFIX, put

JSON = '{"title": "Her", "date": "soon"}\n\nA review.\n'


def test_what_is_left_is_silenced_and_the_result_is_clean(run: Run) -> None:
    path = put("her.md", AMBIGUOUS.replace("One shot.", "[](x)"))
    put("him.md", CLEAN)
    said = "Silenced 2 in 1 review: 1 link-empty, 1 value-ambiguous.\n"
    clean = "2 reviews checked: nothing to report.\n"
    options = ["--select", "value-ambiguous,link-empty,suppression-unused"]
    assert run("check", *options, "--add-suppressions", " seen on screen ") == Ended(0, clean, said)
    assert path.read_text("utf-8") == (
        "---\n"
        "# reviewlint: ignore value-ambiguous -- seen on screen\n"
        "title: 1917\n"
        "---\n"
        "<!-- reviewlint: ignore-next link-empty -- seen on screen -->\n"
        "[](x)\n"
    )
    before = path.stat()
    assert run("check", *options, "--add-suppressions", "again") == Ended(0, clean, "")
    assert path.stat().st_ino == before.st_ino


def test_what_can_be_mended_is_mended_first(run: Run) -> None:
    path = put("her.md", AMBIGUOUS)
    ended = run("check", "--fix", "--add-suppressions", "x")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith(ALL_WELL)
    assert path.read_text("utf-8") == AMBIGUOUS.replace("1917", '"1917"')


def test_what_is_not_listed_is_not_silenced(run: Run) -> None:
    path = put("her.md", PREFIX)
    options = ["--select", "image-alt-prefix", "-q", "--add-suppressions", "x"]
    assert run("check", *options) == Ended(0, "", "")
    assert path.read_text("utf-8") == PREFIX
    assert run("check", *options, "-v") == Ended(0, "", "")
    assert "ignore-next image-alt-prefix -- x" in path.read_text("utf-8")


def test_what_the_baseline_holds_is_not_silenced(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    run("baseline")
    path = put("her.md", AMBIGUOUS.replace("One shot.", "### One shot"))
    assert run("check", "--add-suppressions", "x").code == 0
    assert path.read_text("utf-8").count("reviewlint:") == 1
    assert run("check").code == 0


def test_json_has_no_comments(run: Run) -> None:
    path = put("her.md", JSON)
    ended = run("check", "-q", "--add-suppressions", "x")
    assert ended.code == 1
    assert ended.out.startswith("her.md:1:27: error date-invalid: ")
    assert ended.err == (
        "her.md:1:27: date-invalid is not silenced: front matter in JSON has no comments; the config can "
        "switch the rule off for this file\n"
    )
    assert path.read_text("utf-8") == JSON


def test_a_file_that_may_not_be_written(run: Run, fill_disk: Callable[[str], None]) -> None:
    put("her.md", AMBIGUOUS)
    put("him.md", HEADING)
    fill_disk("her.md")
    ended = run("check", "--no-cache", "--add-suppressions", "x")
    assert ended.code == 2
    assert ended.err == (
        "Silenced 1 in 1 review: 1 heading-first-level.\n"
        "her.md: left as it was: the file cannot be written: No space left on device\n"
    )
    assert Path("her.md").read_text("utf-8") == AMBIGUOUS


WRONG = "Invalid value for '--add-suppressions': a reason for comments is needed, and "
WRONG_CALLS = [
    (["--add-suppressions", "x", "--diff"], "--diff and --add-suppressions do not go together."),
    (["-", "--add-suppressions", "x"], "--add-suppressions writes files, and standard input is none."),
    (["--add-suppressions", "a --> b"], f"{WRONG}`-->` would end the comment that it stands in."),
    (["--add-suppressions", "a */"], f"{WRONG}`*/` would end the comment that it stands in."),
    (["--add-suppressions", "a\nb"], f"{WRONG}it must be one line, of what can be seen."),
    (["--add-suppressions", "a\u202eb"], f"{WRONG}it must be one line, of what can be seen."),
    (["--add-suppressions", " "], f"{WRONG}it is empty."),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG_CALLS)
def test_wrong_calls(run: Run, arguments: list[str], message: str) -> None:
    put("her.md", AMBIGUOUS)
    ended = run("check", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1] == f"Error: {message}"
    assert Path("her.md").read_text("utf-8") == AMBIGUOUS
