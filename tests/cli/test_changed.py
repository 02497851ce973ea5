"""Only what changed: against a commit, and in the index."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.changes import CONFIG, NEW, excerpt, find, find_twice
from tests.cli.conftest import Ended, Run
from tests.cli.reviews import AMBIGUOUS, CLEAN
from tests.repository import Repository


def test_since_a_commit_what_is_committed_staged_altered_and_untracked(run: Run, here: Repository) -> None:
    here.put(".gitignore", "drafts\n")
    here.git("checkout", "-q", "-b", "topic")
    for name in ("committed", "staged", "untracked", "drafts/ignored", "gone", "README"):
        here.put(f"{name}.md", AMBIGUOUS)
        if name == "committed":
            here.commit()
        if name in ("staged", "gone"):
            here.git("add", f"{name}.md")
    (here.folder / "gone.md").unlink()
    assert find(run, "--since", "main") == [
        f"{name}.md:2 value-ambiguous" for name in ("committed", "staged", "untracked")
    ]
    assert find(run, "--since", "main", "staged.md", "reviews") == ["staged.md:2 value-ambiguous"]


def test_what_changed_on_the_other_branch_since_is_not_ours(run: Run, here: Repository) -> None:
    here.git("checkout", "-q", "-b", "topic")
    here.put("new.md", AMBIGUOUS)
    here.commit()
    here.git("checkout", "-q", "main")
    here.put("reviews/old.md", f"{AMBIGUOUS}\nMore.\n")
    here.commit()
    here.git("checkout", "-q", "topic")
    assert find(run, "--since", "main") == NEW


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--since", "HEAD"], "No review has changed since HEAD.\n"),
        (["--staged"], "No review is staged.\n"),
        (["--staged", "--changed-lines"], "No review is staged.\n"),
    ],
)
def test_that_nothing_changed_is_said_and_is_no_failure(
    run: Run, here: Repository, arguments: list[str], line: str
) -> None:
    here.put("notes.txt", "new")
    here.git("add", ".")
    assert run("check", *arguments) == Ended(0, "", line)
    assert run("check", *arguments, "--quiet") == Ended(0, "", "")
    assert run("check", *arguments, "--output-format", "json") == Ended(0, "[]\n", line)
    assert run("check", *arguments, "--output", "sarif=found.sarif").code == 0
    assert json.loads(Path("found.sarif").read_bytes())["runs"][0]["results"] == []


NAMES = [
    "a b.md",
    "é ü 映画.md",
    'it\'s "her".md',
    "-rf.md",
    "tab\tname.md",
    "[a]*?.md",
    ":(top)x.md",
    " .md",
]


@pytest.mark.parametrize("option", [["--since", "main"], ["--staged"]])
@pytest.mark.parametrize("lines", [[], ["--changed-lines"]])
def test_names_that_want_quoting(run: Run, here: Repository, option: list[str], lines: list[str]) -> None:
    for name in NAMES:
        here.put(f"films of '26/{name}", AMBIGUOUS)
    here.git("add", ".")
    found = find(run, *option, *lines)
    assert found == sorted(f"films of '26/{name}:2 value-ambiguous" for name in NAMES)


def test_a_name_that_is_not_utf_8(run: Run, here: Repository) -> None:
    here.put(os.fsdecode(b"caf\xe9.md"), AMBIGUOUS)
    here.git("add", ".")
    assert len(find(run, "--staged", "--changed-lines")) == 1
    assert len(find(run, "--since", "HEAD", "--changed-lines")) == 1


def test_staged_reads_the_index_and_not_the_disk(run: Run, here: Repository) -> None:
    here.put("new.md", AMBIGUOUS)
    here.git("add", ".")
    here.put("new.md", CLEAN)
    assert find(run, "--staged") == NEW
    here.git("add", ".")
    here.put("new.md", AMBIGUOUS)
    assert find(run, "--staged") == []
    (here.folder / "new.md").unlink()
    assert run("check", "--staged") == Ended(0, "1 review checked: nothing to report.\n", "")


@pytest.mark.parametrize("how", ["--assume-unchanged", "--skip-worktree"])
def test_a_file_that_git_does_not_look_at_is_read_from_the_index_too(
    run: Run, here: Repository, how: str
) -> None:
    here.put("new.md", AMBIGUOUS)
    here.git("add", ".")
    here.git("update-index", how, "new.md")
    here.put("new.md", CLEAN)
    assert find(run, "--staged") == NEW


def test_staged_shows_what_would_be_mended_of_the_index(run: Run, here: Repository) -> None:
    here.put("new.md", AMBIGUOUS)
    here.git("add", ".")
    here.put("new.md", CLEAN)
    assert run("check", "--staged", "--diff").out.endswith('-title: 1917\n+title: "1917"\n ---\n One shot.\n')


def test_since_mends_only_what_changed(run: Run, here: Repository) -> None:
    here.put("new.md", AMBIGUOUS)
    assert run("check", "--since", "main", "--fix").code == 0
    assert (here.folder / "new.md").read_text("utf-8") == AMBIGUOUS.replace("1917", '"1917"')
    assert (here.folder / "reviews" / "old.md").read_text("utf-8") == AMBIGUOUS


@pytest.mark.parametrize("options", [[], ["--no-cache"], ["--jobs", "2"]])
def test_a_changed_review_is_compared_with_those_that_did_not_change(
    run: Run, here: Repository, options: list[str]
) -> None:
    here.put("reviewlint.yaml", CONFIG)
    here.put("reviews/a.md", excerpt("A"))
    here.commit()
    here.put("reviews/b.md", excerpt("B"))
    here.git("add", ".")
    expected = ["reviews/b.md reviews/a.md"]
    for _ in range(2):  # the second time out of the cache
        assert find_twice(run, *options, "--since", "HEAD") == expected
        assert find_twice(run, *options, "--staged") == expected
        assert find_twice(run, *options, "--staged", "reviews/b.md") == expected


@pytest.mark.parametrize("config", [CONFIG, None])
def test_staged_compares_with_what_will_be_committed(run: Run, here: Repository, config: str | None) -> None:
    if config:
        here.put("reviewlint.yaml", config)
    for name in ("altered", "deleted", "removed", "same"):
        here.put(f"{name}.md", excerpt(name, f"How {name} was seen by nobody who was there that evening."))
    here.commit()
    here.put("z1.md", excerpt("z1", "How altered was seen by nobody who was there that evening."))
    here.put("z2.md", excerpt("z2", "How deleted was seen by nobody who was there that evening."))
    here.put("z3.md", excerpt("z3", "How removed was seen by nobody who was there that evening."))
    here.put("z4.md", excerpt("z4", "How untracked was seen by nobody who was there that evening."))
    here.put("z5.md", excerpt("z5", "How intended was seen by nobody who was there that evening."))
    here.git("add", ".")
    here.git("rm", "-q", "--cached", "removed.md")
    here.put("altered.md", excerpt("altered"))
    (here.folder / "deleted.md").unlink()
    here.put("untracked.md", excerpt("u", "How untracked was seen by nobody who was there that evening."))
    here.put("intended.md", excerpt("i", "How intended was seen by nobody who was there that evening."))
    here.git("add", "--intent-to-add", "intended.md")
    expected = ["z1.md altered.md", "z2.md deleted.md"]
    assert sorted(find_twice(run, "--staged")) == expected
    # On disk it is the other three that are told twice.
    assert find_twice(run) == ["z3.md removed.md", "z4.md untracked.md", "z5.md intended.md"]


def test_excludes_hold_whatever_changed(run: Run, here: Repository) -> None:
    here.put("reviewlint.yaml", "include: [reviews]\nexclude: [reviews/drafts]\n")
    here.commit()
    for name in ("reviews/new.md", "reviews/drafts/new.md", "notes/new.md", "reviews/README.md"):
        here.put(name, AMBIGUOUS)
    here.git("add", ".")
    for option in (["--staged"], ["--since", "HEAD"]):
        assert find(run, *option) == ["reviews/new.md:2 value-ambiguous"]
        assert find(run, *option, "reviews/drafts/new.md", "reviews/new.md") == [
            "reviews/new.md:2 value-ambiguous"
        ]
    shutil.rmtree(here.folder / "reviews")
    assert find(run, "--staged") == ["reviews/new.md:2 value-ambiguous"]


def test_a_baseline_counts_what_will_be_committed(run: Run, here: Repository) -> None:
    here.put("gone.md", AMBIGUOUS)
    assert run("baseline").code == 0
    here.commit()
    (here.folder / "gone.md").unlink()
    here.put("reviews/old.md", f"{AMBIGUOUS}\nMore of it.\n")
    here.git("add", "reviews")
    done = "1 review checked: nothing to report. 1 known from the baseline.\n"
    assert run("check", "--staged") == Ended(0, done, "")
    here.git("add", ".")
    ended = run("check", "--staged")
    assert (ended.code, ended.out) == (1, done)
    assert "`reviewlint baseline --prune`" in ended.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--since", "main", "--staged"], "--since and --staged do not go together."),
        (["--changed-lines"], "--changed-lines goes with --since or --staged."),
        (["--staged", "-"], "--staged asks git about files, and standard input is none."),
        (
            ["--since", "main", "--add-suppressions", "old one"],
            "--since and --add-suppressions do not go together.",
        ),
        (["--staged", "--fix"], "--staged reads what will be committed, and --fix mends what is on disk."),
        (
            ["--since", "main", "--changed-lines", "--fix"],
            "--changed-lines leaves out findings that --fix and --diff would mend.",
        ),
    ],
)
def test_what_does_not_go_together(run: Run, arguments: list[str], message: str) -> None:
    ended = run("check", *arguments)
    assert (ended.code, ended.out, ended.err.splitlines()[-1]) == (2, "", f"Error: {message}")


def test_of_files_named_only_what_the_config_includes(run: Run, here: Repository) -> None:
    here.put("reviewlint.yaml", "include: [reviews]\nexclude: [reviews/drafts]\n")
    names = ["README.md", "reviews/README.md", "reviews/drafts/a.md", "reviews/old.md", ".github/a.md"]
    for name in names:
        here.put(name, AMBIGUOUS)
    assert find(run, "--included-only", *names) == ["reviews/old.md:2 value-ambiguous"]
    assert find(run, "--included-only", "reviews", "README.md") == ["reviews/old.md:2 value-ambiguous"]
    line = "None of the files named is a review.\n"
    assert run("check", "--included-only", "README.md", "reviews/drafts/a.md") == Ended(0, "", line)
    ended = run("check", "--included-only", "none.md")
    assert ended == Ended(2, "", "none.md: there is no such file or folder\n")


@pytest.mark.parametrize(
    "others", [["--since", "HEAD"], ["--staged"], ["--fix"], ["--add-suppressions", "so it is called"]]
)
def test_what_else_is_asked_of_them_changes_nothing_about_that(
    run: Run, here: Repository, others: list[str]
) -> None:
    here.put("reviewlint.yaml", "include: [reviews]\n")
    for name in ("README.md", "reviews/new.md"):
        here.put(name, AMBIGUOUS)
    here.git("add", ".")
    found = find(run, "--included-only", *others, "README.md", "reviews/new.md")
    asks_only = others[0] in ("--since", "--staged")
    assert found == (["reviews/new.md:2 value-ambiguous"] if asks_only else [])
    assert (here.folder / "README.md").read_text("utf-8") == AMBIGUOUS


def test_without_a_config_only_what_a_search_would_find(run: Run, here: Repository) -> None:
    for name in ("README.md", "her.md", "notes.txt"):
        here.put(name, AMBIGUOUS)
    assert find(run, "--included-only", "README.md", "her.md", "notes.txt") == ["her.md:2 value-ambiguous"]


def test_standard_input_stands_in_for_a_file_that_is_not_there_yet(run: Run, here: Repository) -> None:
    here.put("reviewlint.yaml", CONFIG)
    here.put("reviews/a.md", excerpt("A"))
    select = ["check", "-", "--output-format", "json", "--select", "excerpt-repeated", "--stdin-filename"]
    for name, expected in (("reviews/b.md", 1), ("reviews/a.md", 0), ("README.md", 0)):
        ended = run(*select, name, stdin=excerpt("B").encode())
        assert len(json.loads(ended.out)) == expected
