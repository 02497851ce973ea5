"""The baseline as users meet it."""

import errno
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run
from tests.cli.reviews import ALL_WELL, AMBIGUOUS, AMBIGUOUS_FOUND, CLEAN, HEADING, put

FILE = "reviewlint-baseline.json"
KNOWN = "1 review checked: nothing to report. 1 known from the baseline.\n"


def test_what_was_there_is_not_reported_and_what_is_new_fails(run: Run) -> None:
    path = put("her.md", AMBIGUOUS)
    assert run("baseline") == Ended(0, f"{FILE}: 1 finding in 1 review.\n", "")
    assert run("check") == Ended(0, KNOWN, "")
    put("her.md", path.read_text("utf-8").replace("---\nOne", "work: 300\n---\nOne"))
    ended = run("check", "-q")
    assert ended.code == 1
    assert ended.out.startswith("her.md:3:7: error value-ambiguous: `300`")
    assert "her.md:2:8" not in ended.out


def test_it_is_absent_from_what_programs_read(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    run("baseline")
    for name, nothing in (("json", "[]\n"), ("jsonl", ""), ("gitlab", "[]\n")):
        assert run("check", "--output-format", name) == Ended(0, nothing, "")
    (sarif,) = json.loads(run("check", "--output-format", "sarif").out)["runs"]
    assert sarif["results"] == []


def test_without_the_baseline_all_is_reported(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    run("baseline")
    assert run("check", "--no-baseline", "-q") == Ended(1, AMBIGUOUS_FOUND, "")


def test_what_is_mended_must_be_pruned(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    put("him.md", HEADING)
    run("baseline")
    put("her.md", CLEAN)
    held = "1 finding in 1 review that it holds is there no more"
    message = f"{FILE}: {held}: `reviewlint baseline --prune` takes it out\n"
    left = "2 reviews checked: nothing to report. 1 known from the baseline.\n"
    assert run("check") == Ended(1, left, message)
    assert run("check", "--fail-on", "never") == Ended(0, left, message)
    assert run("check", "--select", "value-ambiguous") == Ended(
        0, "2 reviews checked: nothing to report.\n", ""
    )
    assert run("baseline", "--prune") == Ended(0, f"{FILE}: 1 taken out; 1 finding in 1 review.\n", "")
    assert run("check") == Ended(0, left, "")
    assert run("baseline", "--prune").out == f"{FILE}: 0 taken out; 1 finding in 1 review.\n"


def test_pruning_adds_nothing(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    run("baseline")
    put("him.md", AMBIGUOUS)
    before = Path(FILE).read_bytes()
    run("baseline", "--prune")
    assert Path(FILE).read_bytes() == before
    assert run("check", "-q").out.startswith("him.md:2:8: ")


def test_a_review_that_is_renamed_is_a_new_one(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    run("baseline")
    Path("her.md").rename("him.md")
    ended = run("check", "-q")
    assert (ended.code, ended.out) == (1, AMBIGUOUS_FOUND.replace("her.md", "him.md"))
    assert ended.err.startswith(f"{FILE}: 1 finding in 1 review that it holds is there no more")
    assert run("baseline").out == f"{FILE}: 1 finding in 1 review.\n"
    assert run("check").code == 0


def test_what_is_not_checked_stays_as_it_was(run: Run) -> None:
    put("films/her.md", AMBIGUOUS)
    put("games/braid.md", HEADING)
    run("baseline")
    put("films/her.md", CLEAN)
    assert run("baseline", "films").out == f"{FILE}: 1 finding in 1 review.\n"
    assert run("check").code == 0


def test_what_is_excluded_is_not_taken_up(run: Run) -> None:
    put("reviewlint.yaml", "exclude: [him.md]\n")
    put("her.md", AMBIGUOUS)
    put("him.md", AMBIGUOUS)
    said = "him.md: not checked, because `exclude` names it\n"
    assert run("baseline", "her.md", "him.md") == Ended(0, f"{FILE}: 1 finding in 1 review.\n", said)


def test_statistics(run: Run) -> None:
    put("films/her.md", AMBIGUOUS)
    put("films/old/him.md", AMBIGUOUS)
    put("games/braid.md", HEADING)
    run("baseline")
    put("films/her.md", CLEAN)
    put("films/it.md", AMBIGUOUS)
    assert run("baseline", "--stats") == Ended(
        0,
        f"{FILE}: 2 findings left in 2 reviews.\n"
        "\n"
        "1  warning  heading-first-level  1 with --fix\n"
        "1  error    value-ambiguous      1 with --fix\n"
        "\n"
        "1  films/old\n"
        "1  games\n"
        "\n"
        "1 more there no more: `reviewlint baseline --prune` takes them out.\n",
        "",
    )


def test_each_site_has_its_own(run: Run) -> None:
    put("films/reviewlint.yaml", "rules: {}\n")
    put("films/her.md", AMBIGUOUS)
    put("him.md", AMBIGUOUS)
    said = f"{FILE}: 1 finding in 1 review.\nfilms/{FILE}: 1 finding in 1 review.\n"
    assert run("baseline") == Ended(0, said, "")
    assert "her.md" in Path("films", FILE).read_text()
    assert run("check").code == 0
    assert run("check", "films").out == KNOWN


def test_the_folder_that_a_run_is_started_in_is_no_matter(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("site/reviewlint.yaml", "rules: {}\n")
    put("site/films/her.md", AMBIGUOUS)
    run("baseline", "site")
    assert run("check", "site/films/her.md") == Ended(0, KNOWN, "")
    monkeypatch.chdir("site/films")
    assert run("check", ".") == Ended(0, KNOWN, "")
    assert run("check", "-", "--stdin-filename", "her.md", stdin=AMBIGUOUS.encode()) == Ended(0, KNOWN, "")


def test_what_is_known_is_not_mended(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    run("baseline")
    path = put("her.md", AMBIGUOUS.replace("One shot.", "### One shot"))
    assert run("check", "--fix").code == 0
    assert path.read_text("utf-8") == AMBIGUOUS.replace("One shot.", "## One shot")
    run("check", "--fix", "--no-baseline")
    assert '"1917"' in path.read_text("utf-8")


def test_a_file_alone_says_nothing_of_what_only_its_archive_shows(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    run("baseline")
    put("her.md", CLEAN)
    assert run("check", "her.md") == Ended(0, ALL_WELL, "")


def test_there_is_none_yet(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    message = f"{FILE}: there is no such file: `reviewlint baseline` writes it\n"
    assert run("baseline", "--prune") == Ended(2, "", message)
    assert run("baseline", "--stats") == Ended(2, "", message)
    assert not Path(FILE).exists()


def test_a_damaged_one_stops_the_run(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    put(FILE, '{"version": 1,')
    message = (
        f"{FILE}: this is no baseline, or was damaged: Input data was truncated; restore it, or delete it "
        "and write it anew\n"
    )
    for command in (["check"], ["baseline"], ["baseline", "--prune"]):
        assert run(*command) == Ended(2, "", message)
    assert run("check", "--no-baseline").code == 1


def test_one_that_cannot_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("her.md", AMBIGUOUS)

    def fail(path: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert run("baseline", "--no-cache") == Ended(
        2, "", f"{FILE}: this cannot be written: No space left on device\n"
    )
    assert [path.name for path in Path().iterdir()] == ["her.md"]


def test_prune_or_statistics(run: Run) -> None:
    ended = run("baseline", "--prune", "--stats")
    assert ended.code == 2
    assert ended.err.endswith("Error: --prune and --stats do not go together.\n")
