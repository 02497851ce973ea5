"""The lines of a broken YAML block, taken apart by their looks since no parser reads them."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from reviewlint.regex import compile_later
from reviewlint.span import Span

_LINE = compile_later(r"[^\r\n]*")
_LINE_END = compile_later(r"\r\n|[\r\n]")
_LEAD = compile_later(r"([ \t]*)((?:-[ \t]+)*)")
_COLON = compile_later(r":(?=[ \t]|\Z)")
_QUOTED_KEY = compile_later(r"""("[^"]*"|'[^']*')[ \t]*:(?=[ \t]|\Z)""")
_COMMENT = compile_later(r"(?:\A|[ \t]+)#")


class Line(msgspec.Struct, frozen=True):
    """Hold one line of a block, its places as offsets in the block.

    ``indent`` counts the white space before the content, ``column`` also the dashes of list items.
    ``key`` is ``None`` where the line has no name and colon; ``value`` is what follows it (or the
    whole content), without comment and blanks.
    """

    number: int
    span: Span
    indent: int
    column: int
    key: Span | None
    value: Span

    @property
    def is_item(self) -> bool:
        """Tell whether the line begins with the dash of a list item."""
        return self.column > self.indent


class Lines:
    """Answer for the lines of a block, each taken apart when it is asked for."""

    def __init__(self, block: str) -> None:
        self.block = block
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(block))]

    def __len__(self) -> int:
        return len(self._starts)

    def number_at(self, offset: int) -> int:
        """Give the 0-based number of the line that holds an offset."""
        return bisect_right(self._starts, offset) - 1

    def read(self, number: int) -> Line:
        """Take the line of a 0-based number apart."""
        return read_line(self.block, self._starts[number], number)

    def before(self, number: int) -> Line | None:
        """Give the nearest line above that holds more than blanks and a comment."""
        return self._nearest(range(number - 1, -1, -1))

    def after(self, number: int) -> Line | None:
        """Give the nearest line below that holds more than blanks and a comment."""
        return self._nearest(range(number + 1, len(self)))

    def continuation(self, line: Line) -> list[Line]:
        """Give the lines below that belong to a line's value: those indented deeper than its name."""
        least = line.column if line.key else line.indent
        deeper: list[Line] = []
        pending: list[Line] = []
        for number in range(line.number + 1, len(self)):
            below = self.read(number)
            pending.append(below)
            if below.value.start == below.value.end and below.key is None:
                continue
            if below.indent <= least:
                break
            deeper += pending
            pending = []
        return deeper

    def _nearest(self, numbers: range) -> Line | None:
        for number in numbers:
            line = self.read(number)
            if line.key or line.is_item or line.value.start < line.value.end:
                return line
        return None


def read_line(block: str, start: int, number: int = 0) -> Line:
    """Take apart the line that begins at ``start``."""
    match = _LINE.match(block, start)
    end = match.end() if match else start
    lead = _LEAD.match(block, start, end)
    content = lead.end() if lead else start
    indent = lead.end(1) - start if lead else 0
    key, at = _find_key(block, content, end)
    while at < end and block[at] in " \t":
        at += 1
    stop = _end_of_value(block[at:end]) + at
    return Line(number, Span(start, end), indent, content - start, key, Span(at, stop))


def _find_key(block: str, content: int, end: int) -> tuple[Span | None, int]:
    if content < end and block[content] == "#":
        return None, content
    quoted = _QUOTED_KEY.match(block, content, end)
    if quoted:
        return Span(*quoted.span(1)), quoted.end()
    if content < end and block[content] in "\"'[{":
        return None, content
    colon = _COLON.search(block, content, end)
    if colon is None or colon.start() == content:
        return None, content
    key = block[content : colon.start()].rstrip(" \t")
    return Span(content, content + len(key)), colon.end()


def _end_of_value(rest: str) -> int:
    """Give the length of a value without its comment; a `#` inside quotes begins none."""
    cuts = [match.start() for match in _COMMENT.finditer(rest)]
    quote = rest[:1]
    if cuts and quote in ("'", '"'):
        last = rest.rfind(quote)
        cuts = [cut for cut in cuts if cut > last or _is_outside(rest[:cut], quote)]
    return len(rest[: cuts[0]] if cuts else rest.rstrip(" \t"))


def _is_outside(before: str, quote: str) -> bool:
    """Tell whether what follows stands outside quotes: they pair up, or one has just been closed."""
    return before.count(quote) % 2 == 0 or (len(before) > 1 and before.endswith(quote))
