"""The commonest YAML, read without a composer: names with values of one line, and lists and maps of such.

Nearly all front matter is no more than that, and PyYAML takes longer to compose it. What is
read here, and no more, so that it is easy to see that a composer would say the same:

- a name at the left edge: a letter, then letters, digits, ``_``, ``.`` and ``-``; a colon;
- behind it, on the same line, nothing, or a scalar, or scalars in brackets, or names with scalars in braces;
- below a name with nothing behind it, lines that all begin with the same blanks: either each with a
  hyphen, or, a blank at least from the left edge, each with a name; behind these the same as above;
- scalars without quotes, in single quotes, or in double quotes without a backslash;
- blank lines, and comments.

Anchors, aliases, tags, deeper nesting, scalars of several lines, tabs, and whatever is wrong are left to
the composer: ``read_flat`` gives ``None``. YAML 1.1, chapters 5.3 (what may begin a scalar without
quotes), 7.3, 7.4 and 8.2, as libyaml reads them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewlint.document.front_matter.yaml_flow import (
    DOUBLE,
    FIRST,
    ITEMS,
    LONGEST_NAME,
    NAME,
    PAIRS,
    SINGLE,
    is_name,
    read_items,
    read_pairs,
    read_plain,
    read_value,
)
from reviewlint.document.front_matter.yaml_limits import MOST_CHARACTERS
from reviewlint.document.front_matter.yaml_scalars import MEANING, resolve_plain
from reviewlint.document.front_matter.yaml_tree import Repeated, Tree, find_comment, list_repeated
from reviewlint.document.model import Entry, Value, ValueStyle
from reviewlint.regex import compile_later
from reviewlint.span import Span

# What libyaml refuses, takes for a line ending, drops, or counts in its own way.
_UNUSUAL = compile_later(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff\ufeff\ufffe\uffff]|\r(?!\n)"
)
_PLAIN = rf"{FIRST}[^:#\r\n]*+(?:(?::(?![ \r\n])|(?<!\ )\#)[^:#\r\n]*+)*+"
_LINE = compile_later(
    rf"""^
    (?:\ *+(?:({NAME}):|(-))
       (?:\ ++(?:({_PLAIN})|({SINGLE})|({DOUBLE})|({ITEMS})|({PAIRS})))?+)?+
    \ *+(?:(?<![^ \n])\#[^\r\n]*+)?+\r?\n""",
    re.MULTILINE | re.VERBOSE,
)
# The groups of a line, the last of which says what stands there: a blank line or a comment has none.
_NAMED, _HYPHEN, _UNQUOTED, _IN_SINGLE, _IN_DOUBLE, _BRACKETS = range(1, 7)
# What a block of ASCII may hold and be usual.
_USUAL = bytes(range(0x20, 0x7F)) + b"\n"


def read_flat(block: str, base: int) -> Tree | None:
    """Read a block that holds only the commonest forms; ``None`` where it holds anything else.

    ``base`` is the block's own offset in the text, and the spans are offsets in the whole text.
    """
    if not _is_usual(block):
        return None
    has_returns = "\r" in block
    entries: list[Entry] = []
    repeated: list[Repeated] = []
    # What stands below the last entry, all of it in one shape; there an item of a list has no key.
    below: list[Entry] = []
    takes_below, shape = False, (0, False)
    at = 0
    for written in block[:-1].split("\n"):
        line = at
        at += len(written) + 1
        if not written:
            continue
        entry = None if has_returns else _read_simple(written, base + line)
        if entry is None:
            match = _LINE.match(block, line)
            if match is None or match.end() != at:
                return None
            if match.lastindex is None:  # blanks alone, or a comment
                continue
            entry = _read_entry(match, match.lastindex, block, base)
        value = entry.value
        if value.entries:
            repeated += list_repeated(value.entries)
        column = entry.key_span.start - base - line
        if not column and entry.key:
            if below:
                entries[-1] = _put_below(entries[-1], below, repeated)
                below = []
            entries.append(entry)
            takes_below = not value.text and value.kind == "null"
            continue
        here = column, not entry.key
        if not takes_below or (below and here != shape):
            return None
        shape = here
        below.append(entry)
    if below:
        entries[-1] = _put_below(entries[-1], below, repeated)
    root = _make_map(entries, repeated) if entries else None
    return Tree(root, tuple(repeated)) if root else None


def _is_usual(block: str) -> bool:
    """Tell whether a block is of a length and of characters that mean the same to any reader."""
    if len(block) > MOST_CHARACTERS or not block.endswith("\n"):
        return False
    if block.isascii() and not block.encode().translate(None, _USUAL):
        return True
    # What is unusual cannot be printed, which is asked of a text many times faster.
    return block.replace("\n", "").isprintable() or not _UNUSUAL.search(block)


def _read_simple(line: str, start: int) -> Entry | None:
    """Give what stands on a line that is as simple as nearly all are; ``None`` for any other.

    What a pattern would say of it is asked of the line as a whole, in half the time. ``start`` is its
    place in the text.
    """
    before, colon, written = line.partition(": ")
    name = before.lstrip(" ")
    if not written:
        return _read_bare(name, start + len(before), colon)
    if not (name.isidentifier() and name.isascii() and len(name) <= LONGEST_NAME):
        return None
    after = start + len(before)
    place = after + len(colon)
    value: Value | None
    first = written[0]
    if not first.isalnum():
        value = read_value(written, place)
        if value is None:
            return None
    elif ":" in written or "#" in written:
        return None
    else:
        # What `read_plain` does, once again: nearly all lines come here.
        text = written.rstrip(" ")
        span = Span(place, place + len(text))
        if first in MEANING:
            kind, data = resolve_plain(text)
            value = Value(kind, span, text, data)
        else:
            value = Value("text", span, text, text)
    return Entry(name, Span(after - len(name), after), value)


def _read_bare(words: str, end: int, colon: str) -> Entry | None:
    """Give a name with nothing behind it, or a list's item, that ends at ``end`` or before a colon there."""
    start = end - len(words)
    if words.startswith("- ") and not colon:
        value = read_value(words[2:], start + 2) if len(words) > len("- ") else None
        return None if value is None else Entry("", Span(start, start + 1), value)
    name = words if colon else words[:-1]
    if not (colon or words.endswith(":")) or not is_name(name):
        return None
    after = start + len(name)
    return Entry(name, Span(start, after), Value("null", Span(after + 1, after + 1), "", None))


def _read_entry(match: re.Match[str], group: int, block: str, base: int) -> Entry:
    """Give what stands on a line: ``group`` is the last one that matched, and says what the value is."""
    start, end = match.span(group)
    if group <= _HYPHEN:
        end += group == _NAMED  # behind the colon or the hyphen
    comment = None if block[end] in "\r\n" else find_comment(block, end, base)
    if group <= _HYPHEN:
        value = Value("null", Span(base + end, base + end), "", None, "plain", (), (), comment)
    elif group == _UNQUOTED:
        value = read_plain(block[start:end], base + start, comment)
    elif group <= _IN_DOUBLE:
        text = block[start + 1 : end - 1]
        style: ValueStyle = "double"
        if group == _IN_SINGLE:
            text, style = text.replace("''", "'"), "single"
        value = Value("text", Span(base + start, base + end), text, text, style, (), (), comment)
    elif group == _BRACKETS:
        value = read_items(block, start, end, base, comment)
    else:
        value = read_pairs(block, start, end, base, comment)
    start, end = match.span(_NAMED)
    if start < 0:
        start, end = match.span(_HYPHEN)
        return Entry("", Span(base + start, base + end), value)
    return Entry(block[start:end], Span(base + start, base + end), value)


def _put_below(entry: Entry, below: Sequence[Entry], repeated: list[Repeated]) -> Entry:
    """Give a name what stands below it: a map, or a list whose items have no key."""
    if below[0].key:
        return Entry(entry.key, entry.key_span, _make_map(below, repeated))
    items = tuple([one.value for one in below])
    span = Span(below[0].key_span.start, items[-1].span.end)
    value = Value("list", span, "", [item.data for item in items], "block", items)
    return Entry(entry.key, entry.key_span, value)


def _make_map(entries: Sequence[Entry], repeated: list[Repeated]) -> Value:
    """Give the map of names that stand on lines of their own; note those that stand there twice."""
    data = {entry.key: entry.value.data for entry in entries}
    if len(data) < len(entries):
        repeated += list_repeated(entries)
    span = Span(entries[0].key_span.start, entries[-1].value.span.end)
    return Value("map", span, "", data, "block", (), tuple(entries))
