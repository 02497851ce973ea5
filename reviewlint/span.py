"""Places in a text: what every other module means by "where"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """Mark a half-open range of code-point offsets into a text as it stands on disk.

    Newlines count as written (``\\r\\n`` is two), a byte order mark does not count.
    """

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Place(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """Say where a span stands for a person: 1-based lines, 1-based columns in code points.

    ``end_line`` and ``end_column`` are exclusive: the position just behind the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def last_line(self) -> int:
        """Give the line of the last character; what ends with a line end does not reach into the next."""
        return max(self.line, self.end_line - (1 if self.end_column == 1 else 0))


def find_place(line_starts: Sequence[int], span: Span) -> Place:
    """Turn a span into lines and columns, by the offset of each line's first character."""
    line = bisect_right(line_starts, span.start)
    end_line = bisect_right(line_starts, span.end)
    return Place(
        line, span.start - line_starts[line - 1] + 1, end_line, span.end - line_starts[end_line - 1] + 1
    )
