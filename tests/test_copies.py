"""Copies of what takes long to read: there is the old one or the new one, and nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewlint.copies import read_copy, write_copy
from tests.test_cache_accidents import allow

SMALL, LARGE = b"old", bytes(1000)


@pytest.mark.parametrize("before", [None, SMALL])
def test_a_full_disk_leaves_what_there_was(tmp_path: Path, before: bytes | None) -> None:
    copy = tmp_path / "rules.msgpack"
    if before is not None:
        write_copy(copy, before)
    with allow(100):
        write_copy(copy, LARGE)
    assert read_copy(copy) == before
    assert list(tmp_path.iterdir()) == ([] if before is None else [copy])


def test_what_stands_where_the_copy_would_be_stays(tmp_path: Path) -> None:
    copy = tmp_path / "rules.msgpack"
    copy.mkdir()
    write_copy(copy, LARGE)
    assert read_copy(copy) is None
    assert list(tmp_path.iterdir()) == [copy]


def test_a_run_that_is_interrupted_leaves_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(path: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_copy(tmp_path / "rules.msgpack", LARGE)
    assert list(tmp_path.iterdir()) == []
