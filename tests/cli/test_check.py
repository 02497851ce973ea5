import errno
import json
from pathlib import Path

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
DIFF = '--- her.md\n+++ her.md\n@@ -1,4 +1,4 @@\n ---\n-title: 1917\n+title: "1917"\n ---\n One shot.\n'


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


def test_a_file_that_cannot_be_written_is_a_failure(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("her.md", AMBIGUOUS)
    put("him.md", AMBIGUOUS)
    replace = Path.replace

    def fail(path: Path, target: Path) -> Path:
        if target.name == "her.md":
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    ended = run("check", "--fix", "-q")
    assert ended == Ended(
        2,
        AMBIGUOUS_FOUND,
        "her.md: not mended: the file cannot be written: No space left on device\n",
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
