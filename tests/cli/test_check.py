import errno
import json

import pytest

from reviewlint.checks import ambiguous_text
from reviewlint.run import examining, file_state
from tests.cli.conftest import Ended, Run
from tests.cli.reviews import (
    ALL_WELL,
    AMBIGUOUS,
    AMBIGUOUS_FOUND,
    CLEAN,
    HEADING,
    HEADING_FOUND,
    ONE_ERROR,
    PREFIX,
    put,
)

ONE_WARNING = "1 finding in 1 review: 1 warning. 1 can be mended with --fix.\n"


def test_a_folder_without_findings(run: Run) -> None:
    put("her.md", CLEAN)
    assert run("check") == Ended(0, ALL_WELL, "")


def test_an_error(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    assert run("check", "her.md") == Ended(1, f"{AMBIGUOUS_FOUND}\n{ONE_ERROR}", "")


def test_a_warning_is_no_failure(run: Run) -> None:
    put("her.md", HEADING)
    assert run("check", ".") == Ended(0, f"{HEADING_FOUND}\n{ONE_WARNING}", "")


@pytest.mark.parametrize(
    ("threshold", "codes"),
    [("error", [1, 0, 0, 0]), ("warning", [1, 1, 0, 0]), ("info", [1, 1, 1, 0]), ("never", [0, 0, 0, 0])],
)
def test_fail_on(run: Run, threshold: str, codes: list[int]) -> None:
    names = ["image-alt-prefix", "image-file-missing"]
    for index, text in enumerate((AMBIGUOUS, HEADING, PREFIX, CLEAN)):
        put(f"{index}.md", text)
    found = [
        run("check", f"{index}.md", "--fail-on", threshold, "--ignore", names[1]).code for index in range(4)
    ]
    assert found == codes


def test_info_is_listed_when_asked_for_or_when_it_counts(run: Run) -> None:
    put("her.md", PREFIX)
    hidden = run("check", "--select", "image-alt-prefix")
    assert hidden == Ended(0, "1 review checked: nothing to report. 1 of severity info, shown with -v.\n", "")
    shown = run("check", "--select", "image-alt-prefix", "-v")
    assert shown.code == 0
    assert shown.out.startswith("her.md:5:3: info image-alt-prefix: ")
    assert run("check", "--select=image-alt-prefix", "--fail-on=info").out == shown.out


EXCERPT = (
    "---\ntitle: Her\nexcerpt: Nobody said it would end, and then it did, in the rain.\n---\nA review.\n"
)


def test_that_nothing_was_compared_is_said_when_asked_for(run: Run) -> None:
    put("her.md", EXCERPT)
    put("him.md", EXCERPT)
    alone = "1 review was not compared with others: no configuration includes it.\n"
    assert run("check", "her.md") == Ended(0, ALL_WELL, "")
    assert run("check", "her.md", "-v") == Ended(0, f"{alone}{ALL_WELL}", "")
    both = "2 reviews were not compared with others: no configuration includes them.\n"
    assert run("check", "her.md", "him.md", "-v").out.startswith(both)
    # Nobody asked for it, or it was.
    assert run("check", "her.md", "-v", "--select", "value-ambiguous") == Ended(0, ALL_WELL, "")
    assert "compared" not in run("check", "-v").out
    put("reviewlint.yaml", "")
    ended = run("check", "him.md", "-v")
    assert "him.md:3:10: warning excerpt-repeated: " in ended.out
    assert "compared" not in ended.out


def test_quiet_prints_findings_and_nothing_else(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    put("him.md", CLEAN)
    assert run("check", "-q") == Ended(1, AMBIGUOUS_FOUND, "")
    assert run("check", "-q", "him.md") == Ended(0, "", "")


def test_statistics(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    put("him.md", HEADING)
    assert run("check", "--statistics") == Ended(
        1,
        "1  warning  heading-first-level  1 with --fix\n"
        "1  error    value-ambiguous      1 with --fix\n"
        "\n"
        "2 findings in 2 reviews: 1 error, 1 warning. 2 can be mended with --fix.\n",
        "",
    )


def test_select_and_ignore(run: Run) -> None:
    put("her.md", AMBIGUOUS.replace("One shot.", "### One shot"))
    assert run("check", "-q", "--ignore", "value-ambiguous,heading-first-level").out == ""
    assert run("check", "-q", "--select", "front-matter", "--ignore", "value-ambiguous").out == ""
    only = run("check", "--statistics", "--select", "value-ambiguous, heading-level-skip").out
    assert only.splitlines()[0] == "1  error    value-ambiguous  1 with --fix"


def test_json(run: Run) -> None:
    put("films/her.md", AMBIGUOUS)
    ended = run("check", "films", "--output-format", "json")
    assert (ended.code, ended.err) == (1, "")
    assert json.loads(ended.out) == [
        {
            "rule": "value-ambiguous",
            "severity": "error",
            "message": '`1917` is read as the number 1917: write `"1917"` to keep it text',
            "path": "films/her.md",
            "line": 2,
            "column": 8,
            "end_line": 2,
            "end_column": 12,
            "related": [],
            "fix": {
                "safety": "safe",
                "message": 'put "1917" in quotes',
                "edits": [{"line": 2, "column": 8, "end_line": 2, "end_column": 12, "text": '"1917"'}],
            },
            "url": json.loads(ended.out)[0]["url"],
        }
    ]


def test_missing_paths(run: Run) -> None:
    put("her.md", AMBIGUOUS)
    assert run("check", "her.md", "his.md", "theirs") == Ended(
        2, "", "his.md: there is no such file or folder\ntheirs: there is no such file or folder\n"
    )


def test_a_folder_without_reviews(run: Run) -> None:
    put("films/poster.png", b"")
    put("reviewlint.yaml", "exclude: [films]\n")
    assert run("check", "films") == Ended(2, "", "films: no review found: 1 left out by `exclude`\n")


def test_a_file_that_was_named_and_excluded(run: Run) -> None:
    put("her.md", CLEAN)
    put("drafts/x.md", AMBIGUOUS)
    put("reviewlint.yaml", "exclude: [drafts]\n")
    ended = run("check", "her.md", "drafts/x.md")
    assert ended == Ended(0, ALL_WELL, "drafts/x.md: not checked, because `exclude` names it\n")
    assert run("check", "drafts/x.md", "her.md", "-q").err == ""


def test_a_wrong_config_stops_the_run_with_all_its_problems(run: Run) -> None:
    put("her.md", CLEAN)
    put("reviewlint.yaml", "inclde: [films]\nrules:\n  valu-ambiguous: off\n  spoiler-unclosed: fatal\n")
    ended = run("check")
    assert (ended.code, ended.out) == (2, "")
    places = [line.partition(": ")[0] for line in ended.err.splitlines()]
    assert places == ["reviewlint.yaml:1:1", "reviewlint.yaml:3:3", "reviewlint.yaml:4:21"]


def test_a_pattern_in_a_config_that_cannot_be_used(run: Run) -> None:
    put("her.md", CLEAN)
    put("reviewlint.yaml", "rules:\n  raw-script: {patterns: ['(']}\n")
    assert run("check") == Ended(
        2,
        "",
        "reviewlint.yaml:2:27: the pattern '(' cannot be used: missing ): (() (patterns are RE2's: no "
        "lookaround, no back-references, no repeats over 1000)\n",
    )


def test_a_rule_that_there_is_not(run: Run) -> None:
    put("her.md", CLEAN)
    assert run("check", "--select", "value-ambigous") == Ended(
        2, "", "--select: there is no rule `value-ambigous`; did you mean `value-ambiguous`?\n"
    )


def test_a_check_that_crashes_is_reported_and_the_others_still_run(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("her.md", HEADING)

    def crash(*arguments: object) -> object:
        def find(*arguments: object) -> object:
            raise RuntimeError("on purpose")

        return find

    monkeypatch.setattr(ambiguous_text, "prepare", crash)
    ended = run("check", "--statistics")
    assert ended.code == 2
    assert [line.split()[2] for line in ended.out.splitlines()[:2]] == ["check-failed", "heading-first-level"]


def test_an_interrupted_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("her.md", CLEAN)

    def interrupt(*arguments: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("reviewlint.session.Session.check_paths", interrupt)
    ended = run("check")
    assert (ended.code, ended.out, ended.err.strip()) == (130, "", "interrupted")


FORMATS_EXPECTED = (
    "expected FORMAT=FILE with one of the formats text, json, jsonl, sarif, github, gitlab, junit, rdjson, "
    "markdown"
)
WRONG_CALLS = [
    (["--unsafe-fixes"], "--unsafe-fixes goes with --fix or --diff."),
    (["--diff", "--output-format=json"], "--diff shows text, not json."),
    (["--diff", "--statistics"], "--diff and --statistics do not go together."),
    (["-", "her.md"], "standard input (-) is checked alone, without other paths."),
    (
        ["her.md", "--stdin-filename=her.md"],
        "--stdin-filename goes with standard input (-), not with other paths.",
    ),
    (["--since=x", "--stdin-filename=x.md"], "--since asks git about files, and standard input is none."),
    (["-", "--included-only"], "--included-only chooses among files, and standard input is none."),
    (["--stdin-filename=."], "Invalid value for '--stdin-filename': File '.' is a directory."),
    (["--today", "soon"], "Invalid value for '--today': expected a date like 2026-01-31, found 'soon'."),
    (["--output", "xml=x"], f"'--output': {FORMATS_EXPECTED}, found 'xml=x'."),
    (["--output", "json"], f"{FORMATS_EXPECTED}, found 'json'."),
    (["--output", "json="], f"{FORMATS_EXPECTED}, found 'json='."),
    (["--output", "json=-"], f"{FORMATS_EXPECTED}, found 'json=-'."),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG_CALLS)
def test_wrong_calls(run: Run, arguments: list[str], message: str) -> None:
    ended = run("check", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1].endswith(message)


def test_today(run: Run) -> None:
    put("her.md", "---\ntitle: Her\ndate: 2030-01-01\n---\nA review.\n")
    options = ["--select", "date-future", "-q"]
    assert run("check", *options, "--today", "2029-12-31").out.startswith("her.md:3:7: warning date-future: ")
    assert run("check", *options, "--today", "2030-01-01").out == ""


def test_a_config_that_is_named(run: Run) -> None:
    put("films/her.md", AMBIGUOUS)
    put("films/reviewlint.yaml", "rules: {value-ambiguous: error}\n")
    put("lax.yaml", "rules: {value-ambiguous: off}\n")
    assert run("check", "films", "-q").code == 1
    assert run("check", "films", "-q", "--config", "lax.yaml") == Ended(0, "", "")


def test_one_review_that_cannot_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("her.md", AMBIGUOUS)
    put("him.md", CLEAN)
    read = file_state.read_bytes

    def refuse(path: str) -> bytes:
        if path.endswith("him.md"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return read(path)

    monkeypatch.setattr(examining, "read_bytes", refuse)
    ended = run("check", "-q", "--no-cache")
    assert ended == Ended(2, AMBIGUOUS_FOUND, "him.md: this cannot be read: Permission denied\n")
