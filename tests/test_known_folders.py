"""What an earlier search knows of folders: a search that relies on it finds what one without it finds."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewlint import disk_states
from reviewlint.discovery.discover import Discovery, discover
from reviewlint.discovery.known_folders import NO_FOLDERS, KnownFolders

FILES = ("her.md", "notes.txt", "films/alien.md", "films/old/brazil.md", "books/emma.md", "pyproject.toml")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name in FILES:
        write(root / name)
    return root


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every folder look as if it had been left alone for long."""
    monkeypatch.setattr(disk_states, "YOUNG", -3_600_000_000_000)


def write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("A review.\n")


def find(root: Path, known: KnownFolders = NO_FOLDERS) -> Discovery:
    """Search, and see that what is told of folders is true of the files."""
    found = discover([root], root=root, exclude=["books/drafts"], configs=["pyproject.toml"], known=known)
    assert found.holders == {path.parent.as_posix() for path in found.files}
    return found


def ignore_old(root: Path) -> None:
    subprocess.run(["git", "init", "--quiet", root], check=True)
    (root / ".gitignore").write_text("old/\n")


def nest_repository(root: Path) -> None:
    ignore_old(root / "films")


def replace_by_folder(root: Path) -> None:
    (root / "her.md").unlink()
    write(root / "her.md/x.md")


EDITS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "a review edited": lambda root: (root / "her.md").write_text("Another.\n"),
    "a review added": lambda root: write(root / "films/old/dune.md"),
    "a review removed": lambda root: (root / "films/alien.md").unlink(),
    "a review renamed": lambda root: (root / "books/emma.md").rename(root / "books/emma.txt"),
    "another in its place": lambda root: (root / "notes.txt").replace(root / "her.md"),
    "a folder added": lambda root: write(root / "games/ico.md"),
    "a folder removed": lambda root: (root / "films/old").rename(root.parent / "gone"),
    "a folder in place of a review": replace_by_folder,
    "what is excluded": lambda root: write(root / "books/drafts/x.md"),
    "a link to a review": lambda root: (root / "films/me.md").symlink_to("../her.md"),
    "a link to nothing": lambda root: (root / "films/me.md").symlink_to("nothing.md"),
    "a link to a folder": lambda root: (root / "books/all").symlink_to("../films"),
    "a repository": ignore_old,
    "a repository in it": nest_repository,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_search_finds_what_changed(site: Path, edit: Callable[[Path], object]) -> None:
    known = find(site).folders
    time.sleep(0.02)  # longer than a tick of the clock that folders are dated by

    edit(site)

    fresh = find(site)
    again = find(site, known)
    assert again.places == fresh.places
    assert find(site, again.folders).places == fresh.places


def test_where_a_link_leads_is_asked_each_time(site: Path) -> None:
    (site / "films/me.md").symlink_to("later.md")
    (site / "books/all").symlink_to(site.parent / "elsewhere")
    known = find(site).folders

    write(site.parent / "elsewhere/it.md")
    (site.parent / "later.md").write_text("")
    (site.parent / "later.md").replace(site / "films/old/later.md")
    (site / "films/me.md").unlink()
    (site / "films/me.md").symlink_to("old/later.md")

    assert find(site, known).places == find(site).places


def test_folders_that_did_not_change_are_not_listed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = find(site).folders
    listed: list[str] = []
    scan = os.scandir

    def note(folder: Path) -> object:
        listed.append(folder.name)
        return scan(folder)

    time.sleep(0.02)
    write(site / "films/dune.md")
    monkeypatch.setattr(os, "scandir", note)
    again = find(site, known)
    assert listed == ["films"]
    assert again.folders.count_changes(known) == 1
    assert again.folders.count_changes(NO_FOLDERS) == len(again.places)


def test_a_folder_that_could_not_be_listed_is_not_known(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def fail(folder: Path) -> object:
        if folder.name == "films":
            raise OSError(24, "Too many open files")
        return scan(folder)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", fail)
        known = find(site).folders
    assert find(site, known).places == find(site).places


def test_what_is_found_again_is_no_change(site: Path) -> None:
    assert find(site).folders.count_changes(find(site).folders) == 0


def test_a_folder_with_a_config_of_its_own_is_not_known(site: Path) -> None:
    write(site / "films/pyproject.toml")
    known = find(site).folders.folders
    assert sorted(Path(path).name for path in known) == ["books", "old", "site"]


def test_a_folder_that_was_changed_just_now_is_not_known(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_states, "YOUNG", 3_600_000_000_000)
    assert find(site).folders.folders == {}
