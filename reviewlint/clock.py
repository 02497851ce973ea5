"""What day it is: said, or fixed for reproducible builds, or read from the clock."""

from __future__ import annotations

import datetime
import os

import msgspec

from reviewlint.errors import InputError, Trouble


class Today(msgspec.Struct, frozen=True):
    """Answer for a day that does not change."""

    date: datetime.date

    def precedes(self, when: tuple[int, ...]) -> bool:
        """Tell whether a year, a month (year, month) or a day (year, month, day) is still to come."""
        today = self.date
        return when > (today.year, today.month, today.day)[: len(when)]


def find_today(timezone: str | None) -> datetime.date:
    """Give ``SOURCE_DATE_EPOCH``'s day, else today's, in a time zone (UTC for the former if none).

    Source: reproducible-builds.org, the SOURCE_DATE_EPOCH specification, by which a malformed
    value is an error.

    :raises InputError: if ``SOURCE_DATE_EPOCH`` is no moment
    """
    zone: datetime.tzinfo | None = None
    if timezone:
        import zoneinfo

        zone = zoneinfo.ZoneInfo(timezone)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        return _read_epoch(epoch, zone or datetime.UTC).date()
    return datetime.datetime.now(zone).astimezone(zone).date()


def find_now() -> datetime.datetime:
    """Give the moment of ``SOURCE_DATE_EPOCH``, else this one, in UTC.

    :raises InputError: if ``SOURCE_DATE_EPOCH`` is no moment
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return _read_epoch(epoch, datetime.UTC) if epoch else datetime.datetime.now(datetime.UTC)


def _read_epoch(epoch: str, zone: datetime.tzinfo) -> datetime.datetime:
    try:
        if epoch.isdecimal():
            return datetime.datetime.fromtimestamp(int(epoch), zone)
    except (OverflowError, ValueError, OSError):
        pass  # later than a calendar goes
    message = f"expected the seconds since 1970, found `{epoch}`"
    raise InputError(Trouble("SOURCE_DATE_EPOCH", 0, 0, message))
