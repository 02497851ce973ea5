"""Dates that are none, lie ahead, or disagree with the file's name."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.checks.date import _begins_with
from reviewlint.diagnostics import Safety
from reviewlint.document.dates import read_date
from tests.run_kind import apply_edits, find_hits, find_texts


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("2026-04-5", "2026-04-05"),
        ('"22/04/2010"', '"2010-04-22"'),
        ("'April 5, 2026'", "'2026-04-05'"),
        ("20260405", "2026-04-05"),
        ("[2026-04-05, 2026/4/6]", "[2026-04-05, 2026-04-06]"),
    ],
)
def test_what_can_only_mean_one_day_is_rewritten(written: str, mended: str) -> None:
    text = f"---\ntitle: Her\ndate: {written} # seen at home\n---\nText.\n"

    hits = find_hits("date", {"roles": ["date"], "fault": "form"}, text)

    assert [hit.safety for hit in hits] == [Safety.SAFE]
    assert apply_edits(text, hits) == text.replace(written, mended)


@pytest.mark.parametrize("written", ["05/04/2026", "2026-02-30", "soon", "{{ page.date }}", "No"])
def test_what_only_a_person_knows(written: str) -> None:
    hits = find_hits("date", {"roles": ["date"], "fault": "form"}, f"---\ndate: '{written}'\n---\nText.\n")

    assert [hit.edits for hit in hits] == [()]


@pytest.mark.parametrize("written", ["", "~", "[]", "{a: 1}", "2026-04-05T10:00:00Z", "2005-07", "2005"])
def test_dates_and_no_dates_that_are_left_alone(written: str) -> None:
    assert (
        find_hits("date", {"roles": ["date"], "fault": "form"}, f"---\ndate: {written}\n---\nText.\n") == []
    )


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("date: 2026-02-01", ["2026-02-01"]),
        ("date: 2026-01-31", []),
        ("date: 2026-01-31 23:59:00", []),
        ("date: '2026-01'", []),
        ("date: '2027'", ["2027"]),
        ("date: 02.02.2026", ["02.02.2026"]),
        ("date: 02/03/2026", []),
        ("date: 2026-02-01\nembargo_until: 2026-02-01T10:00:00Z", []),
    ],
)
def test_the_future(front: str, found: list[str]) -> None:
    params = {"roles": ["date"], "fault": "future", "unless": ["embargo"]}
    today = datetime.date(2026, 1, 31)

    assert find_texts("date", params, f"---\n{front}\n---\nText.\n", today=today) == found


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("_posts/2016-08-27-her.md", ["2016-08-26"]),
        ("_posts/2016-08-26-her.md", []),
        ("_posts/2016-8-26-her.md", []),
        ("_posts/2016-99-26-her.md", []),
        ("2016-08-27/her.md", []),
        ("her-2016-08-27.md", []),
    ],
)
def test_the_name_of_the_file(path: str, found: list[str]) -> None:
    params = {"roles": ["date"], "fault": "file-name"}

    assert find_texts("date", params, "---\ndate: 2016-08-26\n---\nText.\n", path=path) == found


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("2026-03-01T18:00:00+01:00", None),
        ("2026-03-01 18:00 +0100", None),
        ("2026-03-01T18:00Z", None),
        (
            "2026-03-01T18:00:00",
            "has no time zone; write it behind the time, such as `2026-03-01T18:00:00+01:00`",
        ),
        ("2026-03-01", "has no time of day; write one such as `2026-03-01T18:00:00+01:00`"),
        ("2026-03", "is no time; write one such as `2026-01-31T18:00:00+01:00`"),
        ("Monday", "is no time; write one such as `2026-01-31T18:00:00+01:00`"),
    ],
)
def test_a_moment(written: str, problem: str | None) -> None:
    params = {"roles": ["embargo"], "fault": "time-zone"}

    hits = find_hits("date", params, f"---\nembargo_until: {written}\n---\nText.\n")

    assert [hit.values["problem"] for hit in hits] == ([problem] if problem else [])


_NAMED = st.dates(datetime.date(1990, 1, 1), datetime.date(2025, 12, 31))


@given(
    named=_NAMED, said=_NAMED, padded=st.booleans(), behind=st.sampled_from(["", "1", " 10:00", "T10:00Z"])
)
def test_a_date_that_begins_like_the_files_name_is_the_same_day(
    named: datetime.date, said: datetime.date, padded: bool, behind: str
) -> None:
    one, two = (str(day) if padded else f"{day.year}-{day.month}-{day.day}" for day in (named, said))
    for text in (one + behind, two + behind):
        date = read_date(text, {})
        if date is not None and date.exists and date.certain and _begins_with(text, one):
            assert (date.year, date.month, date.day) == (named.year, named.month, named.day)
