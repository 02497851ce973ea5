"""Findings written in several formats at once, to files, and to the summary of a step."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run
from tests.cli.reviews import ALL_WELL, AMBIGUOUS, AMBIGUOUS_FOUND, CLEAN, HEADING, ONE_ERROR, put
from tests.reporters.readers import READERS, read_commands, read_table
from tests.repository import Repository

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
    assert ended == Ended(
        2,
        "",
        f"folder: {WROTE_NOT}this is a folder\n"
        f"no/found.json: {WROTE_NOT}there is no folder no\n"
        "same: 2 outputs were to go to this one file\n",
    )
    assert not Path("same").exists()


@pytest.mark.parametrize("other", ["folder/../out", "link"])
def test_two_names_of_one_file(run: Run, other: str) -> None:
    put("her.md", CLEAN)
    put("folder/x", "")
    Path("link").symlink_to("out")
    ended = run("check", "--output=json=out", f"--output=sarif={other}", "--output=text=out")
    assert ended == Ended(2, "", f"out: 3 outputs were to go to this one file, which is {other} as well\n")


CONFIG = "this file is for the configuration"
YAML = "this names a YAML file, as configurations and rules are, and findings are never YAML"
A_REVIEW = "a check takes a file of this name for a review; choose another, such as one in .txt"


@pytest.mark.parametrize(
    ("paths", "output", "why"),
    [
        ((), "her.md", A_REVIEW),
        ((), "new.md", A_REVIEW),  # the next run would check it
        (("films",), "films/../her.md", A_REVIEW),  # it is part of the archive
        ((), "link.txt", A_REVIEW),
        (("her.md", "notes.txt"), "./notes.txt", "this is a review that was to be checked"),
        (("-", "--stdin-filename", "films/x.txt"), "films/x.txt", "this is a review that was to be checked"),
        ((), "reviewlint.yaml", CONFIG),
        ((), "films/.reviewlint.yaml", CONFIG),
        ((), "house/base.yaml", CONFIG),
        (("--config", "lax.yaml"), "lax.yaml", CONFIG),
        (("--config", "lax.conf"), "lax.conf", CONFIG),
        ((), "house/fields.json", CONFIG),
        ((), "house/pack.yaml", YAML),
        ((), "house/new.yml", YAML),  # the next run would take it for a rule
        ((), "lax.yaml", YAML),  # a config further down may extend it
        ((), "reviewlint-baseline.json", "this file is for the baseline"),
    ],
)
def test_what_is_read_is_not_written_over(run: Run, paths: tuple[str, ...], output: str, why: str) -> None:
    put("reviewlint.yaml", "extends: house/base.yaml\nexclude: [attic]\n")
    put("house/base.yaml", "extends: recommended\nschema: fields.json\n")
    put("house/fields.json", "{}")
    put("house/pack.yaml", "title: House\n")
    for name in ("lax.yaml", "lax.conf"):
        put(name, "extends: recommended\n")
    for name in ("her.md", "films/him.md", "notes.txt"):
        put(name, CLEAN)
    Path("link.txt").symlink_to("her.md")
    before = read_all()
    ended = run("check", *paths, "--output", f"markdown={output}", stdin=CLEAN.encode())
    assert ended == Ended(2, "", f"{Path(output).as_posix()}: {WROTE_NOT}{why}\n")
    assert read_all() == before


def read_all() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def test_what_no_check_reads_is_written(run: Run, here: Repository) -> None:
    here.put(".gitignore", "build\n")
    here.put("reviewlint.yaml", "include: [films/**, reviews/**]\nexclude: [films/attic]\n")
    outputs = ("found.md", "films/attic/found.md", "films/README.md", "reviews/.found.md", "films/build/x.md")
    for output in outputs:
        Path(output).parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        ended = run("check", "-q", *(f"--output=markdown={output}" for output in outputs))
        assert ended == Ended(1, AMBIGUOUS_FOUND.replace("her.md", "reviews/old.md"), "")
        assert all(Path(output).exists() for output in outputs)


def test_without_a_config_only_the_folders_that_are_checked_hold_reviews(run: Run) -> None:
    put("films/her.md", CLEAN)
    assert run("check", "-q", "films", "--output=markdown=found.md") == Ended(0, "", "")
    assert run("check", "-q", "films", "--output=markdown=films/found.md") == Ended(
        2, "", f"films/found.md: {WROTE_NOT}{A_REVIEW}\n"
    )


def test_a_file_that_cannot_be_written_after_all(run: Run, fill_disk: Callable[[str], None]) -> None:
    put("her.md", AMBIGUOUS)
    put("found.json", "what was there")
    fill_disk("found.json")
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


IN_SUMMARY = "2 more findings: all of them are in the summary of this step"
ELSEWHERE = "2 more findings: `--output sarif=FILE` and `--output json=FILE` write all of them"


def tell_of_more(ended: Ended) -> str:
    """Give what a run with twelve errors says of those that GitHub does not show."""
    commands = list(read_commands(ended.out))
    assert [name for name, _, _ in commands] == ["error"] * 10 + ["notice"]
    return commands[-1][2]


def test_the_summary_of_a_step_has_all_that_annotations_leave_out(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        put(f"{number:02}.md", AMBIGUOUS)
    summary = put("summary.txt", "# From another command\n\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary.absolute()))
    ended = run("check", "--output-format", "github")
    assert tell_of_more(ended) == IN_SUMMARY
    text = summary.read_text("utf-8")
    assert text.startswith("# From another command\n\n12 findings in 12 reviews")
    assert len(read_table(text).rows) == 13
    run("check")
    assert summary.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("summary", "most", "more"),
    [
        (None, 250_000, ELSEWHERE),
        ("no/summary.md", 250_000, ELSEWHERE),
        ("summary.txt", 1_200, ELSEWHERE),
        ("summary.txt", 2_400, IN_SUMMARY),
    ],
)
def test_where_all_findings_are_is_true(
    run: Run, monkeypatch: pytest.MonkeyPatch, summary: str | None, most: int, more: str
) -> None:
    for number in range(12):
        put(f"{number:02}.md", AMBIGUOUS)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.setattr("reviewlint.reporters.markdown.STEP_SUMMARY", most)
    if summary:
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", summary)
    ended = run("check", "--output-format", "github", "--output", "github=found.txt")
    assert tell_of_more(ended) == more
    assert tell_of_more(ended._replace(out=Path("found.txt").read_text("utf-8"))) == more


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
