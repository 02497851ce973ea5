"""What day it is."""

from __future__ import annotations

import datetime

import pytest

from reviewlint.clock import find_now, find_today
from reviewlint.errors import InputError


@pytest.mark.parametrize(
    ("epoch", "timezone", "day"),
    [
        ("0", None, "1970-01-01"),
        ("1767182400", None, "2025-12-31"),
        ("1767222000", "Asia/Tokyo", "2026-01-01"),
        ("1767222000", "America/Lima", "2025-12-31"),
    ],
)
def test_a_build_may_fix_the_day(
    epoch: str, timezone: str | None, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert find_today(timezone) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1.5", "9" * 25])
def test_a_moment_that_is_none_is_refused(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(InputError) as raised:
        find_today(None)
    expected = f"SOURCE_DATE_EPOCH: expected the seconds since 1970, found `{epoch}`"
    assert str(raised.value) == expected


def test_an_empty_one_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    before = datetime.datetime.now(datetime.UTC).date()
    assert find_today("UTC") >= before


def test_now_is_the_moment_that_is_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767182400")
    assert find_now() == datetime.datetime(2025, 12, 31, 12, tzinfo=datetime.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(InputError, match="expected the seconds since 1970, found `soon`"):
        find_now()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert find_now().tzinfo is datetime.UTC
