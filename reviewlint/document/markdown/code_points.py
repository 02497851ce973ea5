"""Byte offsets into code points: the one place where the two meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def code_points(text: str, offsets: Iterable[int]) -> Mapping[int, int]:
    """Map byte offsets into the UTF-8 form of ``text`` to code-point offsets.

    Every offset must stand between two characters.
    """
    data = text.encode()
    found: dict[int, int] = {}
    at = count = 0
    # One walk over the sorted offsets decodes every byte once, however many offsets there are.
    for offset in sorted(set(offsets)):
        count += len(data[at:offset].decode())
        found[offset] = count
        at = offset
    return found
