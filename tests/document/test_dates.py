"""Dates as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.dates import read_date, read_months

MONTHS = read_months({"3": ["march", "märz"], "4": ["April", "abril"], "12": ["dec"]})


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-05",
        "2005-07",
        "2005",
        "2016-08-27 11:05:00 +0100",
        "2016-08-27T11:05:00Z",
        "2016-08-27 11:05",
        "2016-08-27 11:05:00.250+01:00",
        "2016-08-27 11:05:00 UTC",
    ],
)
def test_iso(text: str) -> None:
    date = read_date(text, MONTHS)

    assert date is not None
    assert (date.iso, date.exists, date.certain, date.text) == (True, True, True, text)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-04-5", "2026-04-05"),
        ("2026/4/5", "2026-04-05"),
        ("2026.04.05", "2026-04-05"),
        ("20260405", "2026-04-05"),
        ("22/04/2010", "2010-04-22"),
        ("04/22/2010", "2010-04-22"),
        ("05.04.2010", "2010-04-05"),
        ("5-5-2010", "2010-05-05"),
        ("22/04/2010 10:30", "2010-04-22 10:30"),
        ("April 5th, 2026", "2026-04-05"),
        ("5 april 2026", "2026-04-05"),
        ("Sunday, 5 April 2026", "2026-04-05"),
        ("6. März 2026", "2026-03-06"),
        ("5 de abril de 2026", "2026-04-05"),
        ("Dec. 1, 2026", "2026-12-01"),
    ],
)
def test_other_forms_that_can_only_mean_one_day(text: str, iso: str) -> None:
    date = read_date(text, MONTHS)

    assert date is not None
    assert (date.iso, date.exists, date.certain, date.text) == (False, True, True, iso)


def test_day_and_month_may_be_swapped() -> None:
    date = read_date("05/04/2010", MONTHS)

    assert date is not None
    assert not date.certain
    assert (date.text, date.swap().text) == ("2010-04-05", "2010-05-04")


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "31.04.2026", "0000-01-01", "2026-01-01 25:00"])
def test_days_that_do_not_exist(text: str) -> None:
    date = read_date(text, MONTHS)

    assert date is not None
    assert not date.exists


@pytest.mark.parametrize("text", ["", "yesterday", "12", "5 Brumaire 1799", "2026-W14", "1/2", "x" * 100])
def test_what_is_no_date(text: str) -> None:
    assert read_date(text, MONTHS) is None


@given(st.dates())
def test_any_iso_date_is_read(day: object) -> None:
    date = read_date(str(day), MONTHS)

    assert date is not None
    assert (date.iso, date.exists, date.text) == (True, True, str(day))
