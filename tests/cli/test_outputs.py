"""Findings written in several formats at once, to files, and to the summary of a step."""

import errno
import json
import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run
from tests.cli.reviews import ALL_WELL, AMBIGUOUS, AMBIGUOUS_FOUND, CLEAN, HEADING, ONE_ERROR, put
from tests.reporters.readers import READERS, read_commands, read_table

WROTE_NOT = "the findings cannot be written here: "


def test_every_format_at_once(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    Path("out").mkdir()
    formats = sorted(READERS)
    outputs = [part for name in formats for part in ("--output", f"{name}=out/{name}")]
    assert run("check", *outputs) == Ended(1, f"{AMBIGUOUS_FOUND}\n{ONE_ERROR}", "")
    for name in formats:
        text = Path("out", name).read_text("utf-8")
        assert [(one.path, one.line, one.rule) for one in READERS[name](text)] == [
            ("her.md", 2, "value-ambiguous")
        ]
        assert run("check", "--output-format", name) == Ended(1, text, "")


@pytest.mark.parametrize("name", sorted(READERS))
def test_what_is_silenced_is_absent(run: Run, name: str) -> None:
    put("her.md", AMBIGUOUS.replace("1917", "1917 # reviewlint: ignore value-ambiguous -- the film"))
    ended = run("check", "--output-format", name)
    assert (ended.code, ended.err) == (0, "")
    assert list(READERS[name](ended.out)) == []


def test_sarif_describes_all_rules_there_are(run: Run) -> None:
    put("her.md", CLEAN)
    (sarif,) = json.loads(run("check", "--output-format", "sarif").out)["runs"]
    rules = sarif["tool"]["driver"]["rules"]
    assert {"value-ambiguous", "suppression-unused", "rating-scale"} <= {rule["id"] for rule in rules}
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)


def test_files_are_looked_at_before_any_review(run: Run) -> None:
    put("her.md", "")
    put("folder/x", "")
    outputs = ("json=no/found.json", "text=folder", "sarif=same", "junit=same")
    ended = run("check", "missing.md", *(f"--output={one}" for one in outputs))
    same = Path("same").absolute()
    assert ended == Ended(
        2,
        "",
        f"{same}: 2 outputs were to go to this one file\n"
        f"folder: {WROTE_NOT}this is a folder\n"
        f"no/found.json: {WROTE_NOT}there is no folder no\n",
    )
    assert not same.exists()


def test_a_file_that_cannot_be_written_after_all(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("her.md", AMBIGUOUS)
    put("found.json", "what was there")
    replace = Path.replace

    def fail(path: Path, target: Path) -> Path:
        if target.name == "found.json":
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    ended = run("check", "-q", "--output=json=found.json", "--output=text=found.txt")
    assert ended == Ended(2, AMBIGUOUS_FOUND, f"found.json: {WROTE_NOT}No space left on device\n")
    assert Path("found.json").read_text() == "what was there"
    assert Path("found.txt").read_text("utf-8") == AMBIGUOUS_FOUND
    assert sorted(path.name for path in Path().iterdir()) == ["found.json", "found.txt", "her.md"]


def test_a_file_is_replaced_as_a_whole_and_keeps_its_mode(run: Run) -> None:
    put("her.md", CLEAN)
    private = put("found.json", "x" * 9999)
    private.chmod(0o640)
    run("check", "--output", "json=found.json", "--output", "text=new.txt")
    assert private.read_text() == "[]\n"
    assert stat.S_IMODE(private.stat().st_mode) == 0o640
    assert stat.S_IMODE(Path("new.txt").stat().st_mode) == 0o666 & ~_usual_mask()


def _usual_mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_device_is_written_as_it_is(run: Run) -> None:
    put("her.md", CLEAN)
    assert run("check", "--output", "json=/dev/null") == Ended(0, ALL_WELL, "")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize("name", sorted(set(READERS) - {"text", "markdown"}))
def test_statistics_stand_beside_what_programs_read(run: Run, name: str) -> None:
    put("her.md", AMBIGUOUS)
    put("him.md", HEADING)
    plain = run("check", "--output-format", name)
    table = "1  warning  heading-first-level  1 with --fix\n1  error    value-ambiguous      1 with --fix\n"
    assert run("check", "--output-format", name, "--statistics") == Ended(1, plain.out, table)


def test_statistics_in_markdown(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    ended = run("check", "--output-format", "markdown", "--statistics")
    assert read_table(ended.out).rows[1:] == [["1", "error", "value-ambiguous"]]
    assert ended.err == ""


def test_the_summary_of_a_step_has_all_that_annotations_leave_out(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        put(f"{number:02}.md", AMBIGUOUS)
    summary = put("summary.txt", "# From another command\n\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary.absolute()))
    ended = run("check", "--output-format", "github")
    names = [name for name, _, _ in read_commands(ended.out)]
    assert names == ["error"] * 10 + ["notice"]
    text = summary.read_text("utf-8")
    assert text.startswith("# From another command\n\n12 findings in 12 reviews")
    assert len(read_table(text).rows) == 13
    run("check")
    assert summary.read_text("utf-8") == text


def test_a_summary_that_cannot_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("her.md", CLEAN)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "no/summary.md")
    message = f"no/summary.md: {WROTE_NOT}No such file or directory\n"
    assert run("check", "--output-format", "github") == Ended(2, ALL_WELL, message)


@pytest.mark.parametrize(("threshold", "failures"), [("error", 1), ("warning", 2), ("never", 0)])
def test_junit_fails_what_fails_the_run(run: Run, threshold: str, failures: int) -> None:
    put("her.md", AMBIGUOUS)
    put("him.md", HEADING)
    ended = run("check", "--output-format", "junit", "--fail-on", threshold)
    assert (ended.code, ended.out.count("<failure ")) == (min(failures, 1), failures)
