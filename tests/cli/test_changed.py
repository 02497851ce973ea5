"""Only what changed: against a commit, in the index, on which lines; and git where it cannot say."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run
from tests.cli.test_check import AMBIGUOUS, CLEAN
from tests.repository import Repository

CONFIG = "extends: recommended\n"


@pytest.fixture
def here(tmp_path: Path) -> Repository:
    """Give a repository with a review that has an error, committed."""
    repository = Repository(tmp_path)
    repository.put("reviews/old.md", AMBIGUOUS)
    repository.commit()
    return repository


def find(run: Run, *arguments: str) -> list[str]:
    """Check, and give each finding as its place and rule."""
    ended = run("check", "--output-format", "json", "--today", "2026-01-31", *arguments)
    assert ended.code in (0, 1), ended.err
    return [f"{one['path']}:{one['line']} {one['rule']}" for one in json.loads(ended.out)]


NEW = ["new.md:2 value-ambiguous"]


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


def test_the_first_commit(run: Run, tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.put("new.md", AMBIGUOUS)
    repository.put("other.md", AMBIGUOUS)
    repository.git("add", "new.md")
    assert find(run, "--staged") == NEW
    assert find(run, "--staged", "--changed-lines") == NEW
    ended = run("check", "--since", "HEAD")
    assert ended == Ended(2, "", "--since: git knows no commit 'HEAD' here\n")


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


def find_twice(run: Run, *arguments: str) -> list[str]:
    """Check for reviews of the same; give each with the other one."""
    ended = run("check", "--output-format", "json", "--select", "excerpt-repeated", *arguments)
    assert ended.code in (0, 1), ended.err
    return [one["path"] + " " + one["related"][0]["path"] for one in json.loads(ended.out)]


def excerpt(title: str, text: str = "Nobody said it would end, and then it did, in the rain.") -> str:
    return f'---\ntitle: "{title}"\nexcerpt: {text}\n---\n\nA review.\n'


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


LINES = "---\ntitle: Her\ndate: 2026-01-01\n---\n\nThe the first.\n\nThe the second.\n\nThe the third.\n"


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


def test_a_submodule_is_a_repository_of_its_own(run: Run, here: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "elsewhere")
    other.put("sub.md", AMBIGUOUS)
    other.commit()
    here.put(".gitignore", "elsewhere\n")
    here.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.folder), "films")
    assert find(run, "--staged") == []
    here.commit()
    Path("films/sub.md").write_text(AMBIGUOUS.replace("1917", "1984"), "utf-8")
    assert find(run, "--since", "HEAD") == []
    assert find(run, "--since", "HEAD", "films") == ["films/sub.md:2 value-ambiguous"]
    assert find(run, "--since", "HEAD", "films", "reviews") == ["films/sub.md:2 value-ambiguous"]


def test_from_within_a_folder_and_in_a_second_working_tree(
    run: Run, here: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here.put("new.md", AMBIGUOUS)
    here.put("reviews/new.md", AMBIGUOUS)
    here.git("add", ".")
    monkeypatch.chdir(here.folder / "reviews")
    for option in (["--staged"], ["--since", "main"]):
        assert find(run, *option) == NEW
        assert find(run, *option, "..") == ["../new.md:2 value-ambiguous", *NEW]
        assert find(run, *option, "../new.md") == ["../new.md:2 value-ambiguous"]
    second = tmp_path_factory.mktemp("trees") / "second"
    here.git("worktree", "add", "-q", "-b", "second", str(second))
    monkeypatch.chdir(second)
    Path("new.md").write_text(AMBIGUOUS, "utf-8")
    assert find(run, "--since", "main") == NEW
    assert find(run, "--staged") == []


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


def test_a_folder_named_by_a_link(run: Run, here: Repository) -> None:
    here.put("reviews/new.md", AMBIGUOUS)
    here.put("reviews/same.md", AMBIGUOUS)
    here.git("add", ".")
    Path("link").symlink_to("reviews", target_is_directory=True)
    here.put("reviews/same.md", CLEAN)
    expected = ["link/new.md:2 value-ambiguous", "link/same.md:2 value-ambiguous"]
    assert find(run, "--staged", "link") == expected
    assert find(run, "--since", "HEAD", "link") == expected[:1]


def test_a_repository_named_by_a_link(
    run: Run, here: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("links") / "site"
    link.symlink_to(here.folder, target_is_directory=True)
    here.put("reviewlint.yaml", CONFIG)
    here.put("a.md", excerpt("A"))
    here.put("b.md", excerpt("B"))
    here.git("add", ".")
    here.put("a.md", excerpt("A", "Something else that nobody has said before."))
    assert len(find_twice(run, "--staged", str(link))) == 1


HOSTILE = """\
[diff]
    noprefix = true
    mnemonicPrefix = true
    renames = false
    external = false
    context = 9
    interHunkContext = 9
    relative = true
    orderFile = /nowhere
[color]
    ui = always
[core]
    quotePath = false
"""


def test_whatever_a_user_told_git_of_diffs(
    run: Run, here: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text(HOSTILE, "utf-8")
    here.put(".gitattributes", "*.md -text diff=shout\n")
    here.put("é.md", LINES)
    here.commit()
    here.git("mv", "é.md", "ü.md")
    here.put("ü.md", LINES.replace("second", "next"))
    here.git("config", "diff.shout.textconv", "tr a-z A-Z <")
    here.git("config", "diff.shout.command", "echo")
    monkeypatch.setenv("HOME", str(home))
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_EXTERNAL_DIFF"):
        monkeypatch.setenv(variable, "/nowhere")
    select = ["--select", "repeated-word", "--changed-lines"]
    assert find(run, *select, "--since", "HEAD") == ["ü.md:8 repeated-word"]
    here.git("add", ".")
    assert find(run, *select, "--staged") == ["ü.md:8 repeated-word"]


def test_a_review_that_git_takes_for_binary_changed_as_a_whole(run: Run, here: Repository) -> None:
    here.put(".gitattributes", "*.md -diff\n")
    here.put("her.md", LINES)
    here.commit()
    here.put("her.md", LINES.replace("second", "next"))
    lines = find(run, "--select", "repeated-word", "--since", "HEAD", "--changed-lines")
    assert lines == [f"her.md:{line} repeated-word" for line in (6, 8, 10)]


@pytest.mark.parametrize("arguments", [["--all"], ["new.md"], []])
def test_a_hook_sees_the_commit_that_is_being_made(here: Repository, arguments: list[str]) -> None:
    here.put("new.md", CLEAN)
    here.commit()
    command = f"{shlex.quote(sys.executable)} -m reviewlint check --staged --no-cache"
    hook = here.put(".git/hooks/pre-commit", f"#!/bin/sh\nexec {command} >&2\n")
    hook.chmod(0o755)
    here.put("new.md", AMBIGUOUS)
    here.put("reviews/old.md", CLEAN)
    if not arguments:
        here.git("add", "new.md")
    identity = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    done = subprocess.run(
        ["git", *identity, "commit", "-m", "x", *arguments],
        cwd=here.folder,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, "new.md:2:8: error value-ambiguous" in done.stderr) == (1, True)


def test_the_index_of_another_repository_is_not_read(
    run: Run, here: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Repository(tmp_path_factory.mktemp("other"))
    other.put("new.md", AMBIGUOUS)
    other.git("add", ".")
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git" / "index"))
    assert find(run, "--staged") == []


def clone_shallow(origin: Repository, folder: Path) -> Repository:
    for name in ("a", "b", "c"):
        origin.put(f"{name}.md", CLEAN)
        origin.commit()
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", origin.folder.as_uri(), folder],
        check=True,
        capture_output=True,
    )
    return Repository(folder)


SHALLOW = (
    ": this clone holds only the newest commits; fetch the others with `git fetch --unshallow`, "
    "or let CI clone all of them (`fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab)\n"
)


def test_a_clone_without_history_says_what_would_help(
    run: Run, here: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.git("branch", "topic")
    clone = clone_shallow(here, tmp_path / "clone")
    monkeypatch.chdir(clone.folder)
    expected = f"--since: git knows no commit 'origin/topic' here{SHALLOW}"
    assert run("check", "--since", "origin/topic") == Ended(2, "", expected)
    clone.git("fetch", "-q", "--depth", "1", "origin", "topic:topic")
    expected = f"--since: git does not know where this branch left 'topic'{SHALLOW}"
    assert run("check", "--since", "topic") == Ended(2, "", expected)
    assert run("check", "--since", "HEAD") == Ended(0, "", "No review has changed since HEAD.\n")


@pytest.mark.parametrize(
    ("commit", "message"),
    [
        ("mian", "git knows no commit 'mian' here: did you mean 'main'?"),
        ("feature", "git knows no commit 'feature' here: did you mean 'team/feature'?"),
        ("v9", "git knows no commit 'v9' here"),
        ("", "git knows no commit '' here"),
        ("--output=x", "git knows no commit '--output=x' here"),
        ("main..HEAD", "git knows no commit 'main..HEAD' here"),
        ("HEAD:reviews", "git knows no commit 'HEAD:reviews' here"),
        ("alone", "'alone' and the current branch have no commit in common"),
    ],
)
def test_a_commit_that_cannot_be_used(run: Run, here: Repository, commit: str, message: str) -> None:
    here.git("branch", "team/feature")
    here.git("checkout", "-q", "--orphan", "alone")
    here.commit("another beginning")
    here.git("checkout", "-q", "main")
    assert run("check", f"--since={commit}") == Ended(2, "", f"--since: {message}\n")
    assert not Path("x").exists()


def test_without_a_repository(run: Run, tmp_path: Path) -> None:
    (tmp_path / "her.md").write_text(CLEAN, "utf-8")
    message = "this is in no git repository, so there is nothing to say what changed\n"
    assert run("check", "--staged") == Ended(2, "", f".: {message}")
    assert run("check", "--since", "main", "her.md") == Ended(2, "", f"her.md: {message}")


def test_without_git(run: Run, here: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    expected = Ended(2, "", "git: it is not installed, or not on the PATH\n")
    assert run("check", "--staged") == expected
    assert run("check", "--since", "main") == expected


def test_a_repository_that_git_cannot_use(run: Run, here: Repository) -> None:
    (here.folder / ".git" / "HEAD").write_text("damaged", "utf-8")
    for option in (["--since", "main"], ["--staged"]):
        ended = run("check", *option)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("git: not a git repository")


def test_a_merge_that_is_not_settled(run: Run, here: Repository) -> None:
    here.git("checkout", "-q", "-b", "topic")
    here.put("reviews/old.md", CLEAN)
    here.commit()
    here.git("checkout", "-q", "main")
    here.put("reviews/old.md", LINES)
    here.commit()
    subprocess.run(["git", "merge", "-q", "topic"], cwd=here.folder, capture_output=True)
    expected = "reviews/old.md: this is in conflict: settle it and `git add` it first\n"
    assert run("check", "--staged") == Ended(2, "", expected)
    assert run("check", "--since", "HEAD").code == 1


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
