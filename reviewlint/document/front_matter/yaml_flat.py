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

from reviewlint.document.front_matter.yaml_limits import MOST_CHARACTERS
from reviewlint.document.front_matter.yaml_scalars import resolve_plain
from reviewlint.document.front_matter.yaml_tree import Repeated, Tree, find_comment, list_repeated
from reviewlint.document.model import Entry, Value, ValueStyle
from reviewlint.regex import compile_later
from reviewlint.span import Span

# What libyaml refuses, takes for a line ending, drops, or counts in its own way.
_UNUSUAL = compile_later(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff\ufeff\ufffe\uffff]|\r(?!\n)"
)
# Every loop is possessive: what is not read at the first go is not read here.
_FIRST = r"""[^\s?:,\[\]{}\#&*!|>'"%@`-]"""
_PLAIN = rf"{_FIRST}[^:#\r\n]*+(?:(?::(?![ \r\n])|(?<!\ )\#)[^:#\r\n]*+)*+"
_SINGLE = r"'[^'\r\n]*+(?:''[^'\r\n]*+)*+'"
_DOUBLE = r'"[^"\\\r\n]*+"'
_NAME = r"[^\W\d][\w.-]{0,99}+"
# Inside of brackets more signs mean something.
_ITEM = rf"(?:{_FIRST}[^,\[\]{{}}:#?\r\n]*+|{_SINGLE}|{_DOUBLE})"
_PAIR = rf"{_NAME}:\ ++{_ITEM}"
_ITEMS = rf"\[\ *+(?:{_ITEM}(?:\ *+,\ *+{_ITEM})*+)?+\ *+\]"
_PAIRS = rf"\{{\ *+(?:{_PAIR}(?:\ *+,\ *+{_PAIR})*+)?+\ *+\}}"
_LINE = compile_later(
    rf"""^
    (?:\ *+(?:({_NAME}):|(-))
       (?:\ ++(?:({_PLAIN}|{_SINGLE}|{_DOUBLE})|({_ITEMS})|({_PAIRS})))?+)?+
    \ *+(?:(?<![^ \n])\#[^\r\n]*+)?+\r?\n""",
    re.MULTILINE | re.VERBOSE,
)
_ONE_ITEM = compile_later(_ITEM, re.VERBOSE)
_ONE_PAIR = compile_later(rf"({_NAME}):\ ++({_ITEM})", re.VERBOSE)
# The groups of a line, the last of which says what stands there.
_NAMED, _HYPHEN, _SCALAR, _BRACKETS, _BRACES = 1, 2, 3, 4, 5


def read_flat(block: str, base: int) -> Tree | None:
    """Read a block that holds only the commonest forms; ``None`` where it holds anything else.

    ``base`` is the block's own offset in the text, and the spans are offsets in the whole text.
    """
    if not _is_usual(block):
        return None
    has_comments = "#" in block
    entries: list[Entry] = []
    repeated: list[Repeated] = []
    # What stands below the last entry, all of it in one shape; there an item of a list has no key.
    below: list[Entry] = []
    takes_below, shape = False, (0, False)
    at = 0
    for match in _LINE.finditer(block):
        line = match.start()
        if line != at:
            return None
        at = match.end()
        group = match.lastindex
        if group is None:  # a blank line or a comment
            continue
        entry = _read_entry(match, group, block, base, has_comments)
        if group == _BRACES:
            repeated += list_repeated(entry.value.entries)
        column = entry.key_span.start - base - line
        if entry.key and not column:
            if below:
                entries[-1] = _put_below(entries[-1], below, repeated)
                below = []
            entries.append(entry)
            takes_below = group == _NAMED
            continue
        if not below:
            shape = column, entry.key == ""
        if not takes_below or (column, entry.key == "") != shape:
            return None
        below.append(entry)
    if at != len(block) or not entries:
        return None
    if below:
        entries[-1] = _put_below(entries[-1], below, repeated)
    root = _make_map(entries, repeated)
    return Tree(root, tuple(repeated))


def _is_usual(block: str) -> bool:
    """Tell whether a block is of a length and of characters that mean the same to any reader."""
    if len(block) > MOST_CHARACTERS or not block.endswith("\n"):
        return False
    # What is unusual cannot be printed, which is asked of a text many times faster.
    return block.replace("\n", "").isprintable() or not _UNUSUAL.search(block)


def _read_entry(match: re.Match[str], group: int, block: str, base: int, has_comments: bool) -> Entry:
    """Give what stands on a line: ``group`` is the last one that matched, and says what the value is."""
    start, end = match.span(group)
    if group <= _HYPHEN:
        start = end = end + (group == _NAMED)  # behind the colon or the hyphen
    comment = find_comment(block, end, base) if has_comments and block[end] not in "\r\n" else None
    if group <= _SCALAR:
        value = _read_scalar(block[start:end], base + start, comment)
    elif group == _BRACKETS:
        value = _read_items(block, start, end, base, comment)
    else:
        value = _read_pairs(block, start, end, base, comment)
    name = match[_NAMED]
    start, end = match.span(_NAMED if name else _HYPHEN)
    return Entry(name or "", Span(base + start, base + end), value)


def _read_scalar(written: str, start: int, comment: Span | None = None) -> Value:
    """Give a scalar as written, with the blanks that may follow it; ``start`` is its place in the text."""
    quote = written[:1]
    if quote == '"' or quote == "'":
        text = written[1:-1]
        style: ValueStyle = "double"
        if quote == "'":
            text, style = text.replace("''", "'"), "single"
        return Value("text", Span(start, start + len(written)), text, text, style, (), (), comment)
    text = written.rstrip(" ")
    kind, data = resolve_plain(text)
    return Value(kind, Span(start, start + len(text)), text, data, "plain", (), (), comment)


def _read_items(block: str, start: int, end: int, base: int, comment: Span | None) -> Value:
    """Give the list whose brackets stand at ``start`` and before ``end`` in the block."""
    items = tuple(
        [
            _read_scalar(match[0], base + match.start())
            for match in _ONE_ITEM.finditer(block, start + 1, end - 1)
        ]
    )
    span = Span(base + start, base + end)
    return Value("list", span, block[start:end], [item.data for item in items], "flow", items, (), comment)


def _read_pairs(block: str, start: int, end: int, base: int, comment: Span | None) -> Value:
    """Give the map whose braces stand at ``start`` and before ``end`` in the block."""
    entries = tuple(
        [
            Entry(
                match[1],
                Span(base + match.start(), base + match.end(1)),
                _read_scalar(match[2], base + match.start(2)),
            )
            for match in _ONE_PAIR.finditer(block, start + 1, end - 1)
        ]
    )
    span = Span(base + start, base + end)
    data = {entry.key: entry.value.data for entry in entries}
    return Value("map", span, block[start:end], data, "flow", (), entries, comment)


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
