"""Long lists cut into pages, counted from the oldest review, so that old pages stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

import msgspec

Item = TypeVar("Item")


class Sheet(msgspec.Struct, Generic[Item], frozen=True):
    """Hold the items of one page.

    ``number`` 0 is the front, with the newest; 1 is the page of the oldest. ``older`` and ``newer``
    are the numbers of the pages beside it, ``None`` where there is none.
    """

    number: int
    items: Sequence[Item]
    older: int | None
    newer: int | None


def paginate(items: Sequence[Item], size: int) -> Iterator[Sheet[Item]]:
    """Cut a list, newest first, into the front and pages of exactly ``size`` items.

    The front has fewer than twice as many, so that a new item changes the front alone until there are
    enough for one more page; 0 is one page for all.
    """
    full = max(0, len(items) // size - 1) if size else 0
    front = len(items) - full * size
    yield Sheet(0, items[:front], full or None, None)
    for number in range(full, 0, -1):
        start = front + (full - number) * size
        yield Sheet(
            number,
            items[start : start + size],
            number - 1 or None,
            number + 1 if number < full else 0,
        )
