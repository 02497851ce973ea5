"""What day it is: said, or fixed for reproducible builds, or read from the clock."""

from __future__ import annotations

import datetime
import os


def find_today(timezone: str | None) -> datetime.date:
    """Give ``SOURCE_DATE_EPOCH``'s day, else today's, in a time zone (UTC for the former if none).

    Source: reproducible-builds.org, the SOURCE_DATE_EPOCH specification.
    """
    zone: datetime.tzinfo | None = None
    if timezone:
        import zoneinfo

        zone = zoneinfo.ZoneInfo(timezone)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), zone or datetime.UTC).date()
    return datetime.datetime.now(zone).astimezone(zone).date()
