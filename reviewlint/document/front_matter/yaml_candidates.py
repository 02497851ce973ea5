"""Which values may be to blame for an error, going by where the parser gave up."""

from __future__ import annotations

from collections.abc import Iterator

from reviewlint.document.front_matter.yaml_lines import Line, Lines
from reviewlint.regex import compile_later
from reviewlint.span import Span

# `[drama, #Alive]`: a comment to YAML, an item to the writer; `# a remark` is none.
_HIDDEN = compile_later(r"(?<=[\[{,\s])(#[^\s,\]}][^,\]}]*?)[ \t]*(?=[,\]}])")


def begins_value(lines: Lines, line: Line) -> bool:
    """Tell whether a line is a field or an item, not part of a text that begins further up."""
    above = lines.before(line.number)
    is_item = line.is_item and (
        above is None or above.is_item or (above.key is not None and above.value.start == above.value.end)
    )
    return line.key is not None or is_item


def find_candidates(lines: Lines, mark: int, context: int | None) -> Iterator[tuple[Line, Span]]:
    """Give the values that may be to blame, the likeliest first."""
    at = lines.number_at(mark)
    begun = at if context is None else lines.number_at(context)
    # Of two values with one anchor, the second is the one too many.
    if begun != at and not lines.block.startswith("&", lines.read(begun).value.start):
        yield from _values(lines.block, lines.read(begun), context or 0)
    yield from _values(lines.block, lines.read(at), mark)
    for number in range(at - 1, -1, -1):
        line = lines.read(number)
        # Only what a bracket or a quote begins can go wrong further down.
        if lines.block.startswith(("'", '"', "[", "{"), line.value.start, line.value.end):
            yield from _values(lines.block, line, -1)


def _values(block: str, line: Line, offset: int) -> Iterator[tuple[Line, Span]]:
    """Give the item in brackets that holds an offset, and the whole value of a line that has one."""
    is_long_key = line.key is not None and block.startswith("? ", line.key.start)
    if is_long_key or (line.key is None and line.column == 0):
        return
    value = line.value
    begins_template = block.startswith(("{%", "{{"), value.start)
    if block.startswith(("[", "{"), value.start) and not begins_template:
        yield from _items(block, line, offset)
    yield line, value


def _items(block: str, line: Line, offset: int) -> Iterator[tuple[Line, Span]]:
    """Give the item of a list or map in brackets that holds an offset."""
    value = line.value
    if not value.start < offset <= value.end:
        return
    start = max(block.rfind(mark, value.start, offset) for mark in ",[{]}") + 1
    if start > 0 and block[start - 1] in "]}":
        # `[REC] 2` among the items: what gave the parser trouble stands behind the item's own bracket.
        opening = _find_opening(block, value.start, start - 1)
        start = max(block.rfind(mark, value.start, opening) for mark in ",[{") + 1
    if start == 0:
        return
    ends = [end for mark in ",]}" if (end := block.find(mark, offset, value.end)) >= 0]
    item = block[max(start, value.start + 1) : min(ends, default=value.end)]
    name = item.find(": ") + 2 if block[value.start] == "{" and ": " in item else 0
    words = item[name:].strip(" \t")
    begin = start + name + len(item[name:]) - len(item[name:].lstrip(" \t"))
    if words:
        yield line, Span(begin, begin + len(words))


def find_hidden_items(block: str, value: Span, end: int) -> list[Span]:
    """Give the items that begin with `#`, where the bracket that closes their list comes after them.

    ``end`` is where the line ends.
    """
    if not block.startswith(("[", "{"), value.start):
        return []
    start = value.start + 1 if block.startswith("#", value.start + 1) else value.end
    last = find_last_bracket(block, value, end)
    return [Span(*match.span(1)) for match in _HIDDEN.finditer(block, start, last)]


def find_last_bracket(block: str, value: Span, end: int) -> int:
    """Give the offset behind the last closing bracket of a value or its comment, 0 without one."""
    return max(block.rfind(mark, value.start, end) for mark in "]}") + 1


def _find_opening(block: str, start: int, closing: int) -> int:
    """Give the offset of the bracket that a closing one belongs to, ``start`` where there is none."""
    depth = 0
    for at in range(closing, start, -1):
        depth += (block[at] in "]}") - (block[at] in "[{")
        if depth == 0:
            return at
    return start
