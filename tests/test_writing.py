import fcntl
import os
import stat
from pathlib import Path

import pytest

from reviewlint.errors import InputError
from reviewlint.writing import remove_leftovers, write_atomically, write_new


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "her.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"old", b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "shared" / "her.md"
    path.parent.mkdir()
    path.write_bytes(b"old")
    link = tmp_path / "her.md"
    link.symlink_to("shared/her.md")
    write_atomically(link, b"old", b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def refuse(path: Path, before: bytes = b"old") -> str:
    with pytest.raises(InputError) as error:
        write_atomically(path, before, b"new")
    return str(error.value).removeprefix(f"{path.as_posix()}: ")


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "her.md"
    path.write_bytes(b"newer")
    assert refuse(path) == "left as it was: the file was changed while it was checked"
    assert path.read_bytes() == b"newer"


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert (
        refuse(tmp_path / "her.md") == "left as it was: the file cannot be written: No such file or directory"
    )


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert refuse(tmp_path / "pipe.md") == "left as it was: this is no ordinary file"


def test_a_file_that_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "her.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert refuse(path) == "left as it was: the file may only be read"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "her.md"
    path.write_bytes(b"old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    assert refuse(path) == "left as it was: the file cannot be written: No space left on device"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_and_the_folder_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "her" / "index.md"
    write_new(path, b"new", "her.md")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_a_new_file_takes_no_others_place(tmp_path: Path) -> None:
    path = tmp_path / "her.md"
    path.write_bytes(b"old")
    with pytest.raises(InputError, match="not written: there is such a file already, and it stays as it is"):
        write_new(path, b"new", "her.md")
    assert path.read_bytes() == b"old"


def test_a_new_file_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this cannot be written: No such file or directory"):
        write_new(tmp_path / "a" / "b" / "her.md", b"new", "her.md")


def test_nothing_is_left_of_a_new_file_on_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InputError) as error:
        write_new(tmp_path / "her.md", b"new", "films/her.md")
    assert str(error.value) == "films/her.md: this cannot be written: No space left on device"
    assert list(tmp_path.iterdir()) == []


def test_leftovers_go_and_what_is_being_written_stays(tmp_path: Path) -> None:
    for name in ("review.md", ".reviewlint-notes", ".reviewlint-dead.part", ".reviewlint-living.part"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".reviewlint-folder.part").mkdir()
    with (tmp_path / ".reviewlint-living.part").open("rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        remove_leftovers(tmp_path)
    left = [".reviewlint-folder.part", ".reviewlint-living.part", ".reviewlint-notes", "review.md"]
    assert sorted(path.name for path in tmp_path.iterdir()) == left


def test_a_file_is_locked_until_it_is_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(path: Path, target: Path) -> None:
        remove_leftovers(tmp_path)
        os.replace(path, target)  # noqa: PTH105 - it stands in for the method

    path = tmp_path / "her.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", replace)
    write_atomically(path, b"old", b"new")
    assert path.read_bytes() == b"new"
