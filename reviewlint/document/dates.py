"""Dates as people write them, and what they are in ISO 8601."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from operator import le

import msgspec

from reviewlint.regex import compile_later

_NUMBER = compile_later(r"[0-9]+")


class WrittenDate(msgspec.Struct, frozen=True):
    """Hold a date and how it was written.

    ``month`` and ``day`` are ``None`` where only a year, or a year and a month, is given. ``iso``
    says that it is written as ISO 8601 has it; ``certain`` that day and month cannot be confused.
    ``time`` is the time of day as written, with the blank or ``T`` before it; ``zone`` its time
    zone.
    """

    year: int
    month: int | None = None
    day: int | None = None
    iso: bool = True
    certain: bool = True
    time: str = ""
    zone: str = ""

    @property
    def exists(self) -> bool:
        """Tell whether the calendar has this day and the clock this time."""
        try:
            datetime.date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        if not self.time:
            return True
        clock = map(int, _NUMBER.findall(self.time.removesuffix(self.zone)))
        return all(map(le, clock, (24, 59, 60)))

    @property
    def text(self) -> str:
        """Write it as ISO 8601 has it."""
        date = f"{self.year:04}"
        if self.month is not None:
            date += f"-{self.month:02}"
        if self.day is not None:
            date += f"-{self.day:02}"
        return date + self.time

    def swap(self) -> WrittenDate:
        """Take the day for the month and the month for the day."""
        return msgspec.structs.replace(self, month=self.day, day=self.month)


Months = Mapping[str, int]
"""The number of each month under its names, in small letters."""

_ZONE = r"(?P<zone>Z|z|[ ]?(?:UTC|GMT)|[ ]?[+-][0-9]{2}(?::?[0-9]{2})?)?"
_TIME = rf"(?P<time>(?:[Tt]|[ \t]+)[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]+)?)?{_ZONE})?"
_ISO = compile_later(rf"(?P<year>[0-9]{{4}})(?:-(?P<month>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}){_TIME})?)?")
_YEAR_FIRST = compile_later(
    rf"(?P<year>[0-9]{{4}})(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign)(?P<day>[0-9]{{1,2}}){_TIME}"
)
_COMPACT = compile_later(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_YEAR_LAST = compile_later(
    rf"(?P<one>[0-9]{{1,2}})(?P<sign>[-/.])(?P<two>[0-9]{{1,2}})(?P=sign)(?P<year>[0-9]{{4}}){_TIME}"
)
_DAY_NAME = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_ORDINAL = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.|º)?"
_MONTH_NAME = r"(?P<name>[^\W\d_]{3,12})"
_YEAR = rf"(?P<year>[0-9]{{4}}){_TIME}"
_NAMED = (
    compile_later(rf"{_DAY_NAME}{_ORDINAL}\s+(?:of\s+|de\s+)?{_MONTH_NAME}\.?,?\s+(?:de\s+)?{_YEAR}"),
    compile_later(rf"{_DAY_NAME}{_MONTH_NAME}\.?\s+{_ORDINAL},?\s+{_YEAR}"),
)
_LONGEST = 60


def read_date(text: str, months: Months) -> WrittenDate | None:
    """Read a date; ``None`` where the text is none. The date need not exist (2026-02-30)."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if match := _ISO.fullmatch(text):
        year, month, day, time, zone = match.groups()
        return WrittenDate(
            int(year),
            int(month) if month else None,
            int(day) if day else None,
            time=time or "",
            zone=(zone or "").strip(),
        )
    if match := _YEAR_FIRST.fullmatch(text):
        return _make(match["year"], match["month"], match["day"], match)
    if match := _COMPACT.fullmatch(text):
        return _make(match["year"], match["month"], match["day"], None)
    if match := _YEAR_LAST.fullmatch(text):
        return _read_year_last(match)
    return _read_named(text.lower(), months)


def read_months(words: Mapping[str, Sequence[str]]) -> Months:
    """Turn a word list, the names of each month under its number, around."""
    return {name.lower(): int(number) for number, names in words.items() for name in names}


def _read_year_last(match: re.Match[str]) -> WrittenDate:
    one, two = int(match["one"]), int(match["two"])
    # 22.04.2010 is how German, Polish, Russian and others write it, and nobody means a month first.
    day_first = match["sign"] == "." or one > 12
    date = _make(match["year"], match["two"], match["one"], match)
    if day_first or one == two:
        return date
    return date.swap() if two > 12 else msgspec.structs.replace(date, certain=False)


def _read_named(text: str, months: Months) -> WrittenDate | None:
    for pattern in _NAMED:
        match = pattern.fullmatch(text)
        if match and match["name"] in months:
            return _make(match["year"], str(months[match["name"]]), match["day"], match)
    return None


def _make(year: str, month: str, day: str, match: re.Match[str] | None) -> WrittenDate:
    time = (match["time"] or "") if match else ""
    zone = _zone(match) if match else ""
    return WrittenDate(int(year), int(month), int(day), iso=False, time=time, zone=zone)


def _zone(match: re.Match[str]) -> str:
    return (match["zone"] or "").strip()
