"""Byte offsets into code points: the one place where the two meet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

Locate = Callable[[int], int]
"""Turn a byte offset between two characters into an offset in code points."""

_STEP = 256
"""Code points from one place whose offset is known to the next: so many are decoded at most."""


def make_locator(text: str, base: int = 0) -> Locate:
    """Give the function from byte offsets into the UTF-8 form of ``text`` to its code points.

    ``base`` is the offset, in code points, at which the text itself stands in another.
    """
    if text.isascii():
        return base.__add__
    data = text.encode()
    lengths = (len(text[at - _STEP : at].encode()) for at in range(_STEP, len(text), _STEP))
    starts = list(accumulate(lengths, initial=0))

    def locate(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        return base + index * _STEP + len(data[starts[index] : offset].decode())

    return locate
