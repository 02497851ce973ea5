"""Only what changed: repositories of every kind, and git where it cannot say."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.changes import CONFIG, LINES, NEW, excerpt, find, find_twice
from tests.cli.conftest import Ended, Run
from tests.cli.reviews import AMBIGUOUS, CLEAN
from tests.repository import Repository


def test_the_first_commit(run: Run, tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.put("new.md", AMBIGUOUS)
    repository.put("other.md", AMBIGUOUS)
    repository.git("add", "new.md")
    assert find(run, "--staged") == NEW
    assert find(run, "--staged", "--changed-lines") == NEW
    said = "nothing has been committed here yet, so that every review is new: leave this option out"
    assert run("check", "--since", "HEAD") == Ended(2, "", f"--since: {said}\n")
    assert run("check", "--since", "main") == Ended(2, "", f"--since: {said}\n")


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
