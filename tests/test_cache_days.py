"""What is kept from one day to the next: only what was found to be still to come is found out again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewlint import disk_states
from reviewlint.run import examining
from reviewlint.run.file_state import Mark, read_marked
from reviewlint.session import Session
from tests.archive_on_disk import write
from tests.checks.archives import header

DAYS = ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "2027-01-01")
SITE = {
    "past.md": header(title="Her", date="2026-01-12"),
    "soon.md": header(title="Heat", date="2026-02-28"),
    "month.md": header(title="Ran", date="2026-03"),
    "caption.md": header(title="Alien", image="a.jpg", imageCaption="© 2027 A24"),
    "silenced.md": header(title="Brazil", date="2026-02-28", **{"# reviewlint": "ignore date-future"}),
}
DATED = st.builds(
    lambda date, year, silenced: header(
        title="Her",
        date=date,
        image="a.jpg",
        imageAlt="A man",
        imageCaption=f"© {year} A24",
        **({"# reviewlint": "ignore date-future, caption-year"} if silenced else {}),
    ),
    st.sampled_from([*DAYS, "2026-02", "2026"]),
    st.sampled_from(["2026", "2027"]),
    st.booleans(),
)


def load(folder: Path, day: str, kept: Path | None) -> Session:
    return Session.load(folder, cwd=folder, today=datetime.date.fromisoformat(day), cache=kept)


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the files that are examined, in an archive that has been left alone for long."""
    monkeypatch.setattr(disk_states, "YOUNG", -3_600_000_000_000)
    read: list[str] = []

    def count(path: str) -> tuple[bytes, Mark | None]:
        read.append(Path(path).name)
        return read_marked(path)

    monkeypatch.setattr(examining, "read_marked", count)
    return read


@pytest.mark.parametrize(
    ("first", "then", "again"),
    [
        pytest.param("2026-01-31", "2026-01-31", [], id="the same day"),
        pytest.param(
            "2026-01-31",
            "2026-02-01",
            ["caption.md", "month.md", "silenced.md", "soon.md"],
            id="the next day",
        ),
        pytest.param("2026-02-28", "2026-03-01", ["caption.md", "month.md"], id="some of them past"),
        pytest.param("2027-01-01", "2027-01-02", [], id="all of them past"),
        pytest.param("2027-01-01", "2026-12-31", sorted(SITE), id="a day before"),
    ],
)
def test_only_what_was_still_to_come_is_found_out_again(
    tmp_path: Path, examined: list[str], first: str, then: str, again: Sequence[str]
) -> None:
    site, kept = write(tmp_path / "site", SITE, "exclude: []"), tmp_path / "cache"
    load(site, first, kept).check_paths([site])
    del examined[:]

    found = load(site, then, kept).check_paths([site]).diagnostics

    assert sorted(examined) == again
    assert found == load(site, then, None).check_paths([site]).diagnostics


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("site").resolve(), {}, "exclude: []")


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from(["her.md", "heat.md"]), DATED, min_size=1),
    st.lists(st.sampled_from(DAYS), min_size=2, max_size=4),
)
def test_whatever_day_follows_on_another_a_cache_changes_nothing(
    folder: Path, reviews: Mapping[str, str], days: Sequence[str]
) -> None:
    for path in folder.rglob("*.md"):
        path.unlink()
    write(folder, reviews)
    for day in days:
        ours = load(folder, day, folder / "cache").check_paths([folder])
        theirs = load(folder, day, None).check_paths([folder])
        assert ours.diagnostics == theirs.diagnostics
