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
from reviewlint.document.front_matter.yaml_scalars import MEANING, resolve_plain
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
_LONGEST_NAME = 100
_NAME = rf"[^\W\d][\w.-]{{0,{_LONGEST_NAME - 1}}}+"
# Inside of brackets more signs mean something.
_ITEM = rf"(?:{_FIRST}[^,\[\]{{}}:#?\r\n]*+|{_SINGLE}|{_DOUBLE})"
_PAIR = rf"{_NAME}:\ ++{_ITEM}"
_ITEMS = rf"\[\ *+(?:{_ITEM}(?:\ *+,\ *+{_ITEM})*+)?+\ *+\]"
_PAIRS = rf"\{{\ *+(?:{_PAIR}(?:\ *+,\ *+{_PAIR})*+)?+\ *+\}}"
_LINE = compile_later(
    rf"""^
    (?:\ *+(?:({_NAME}):|(-))
       (?:\ ++(?:({_PLAIN})|({_SINGLE})|({_DOUBLE})|({_ITEMS})|({_PAIRS})))?+)?+
    \ *+(?:(?<![^ \n])\#[^\r\n]*+)?+\r?\n""",
    re.MULTILINE | re.VERBOSE,
)
_ONE_ITEM = compile_later(_ITEM, re.VERBOSE)
_ONE_PAIR = compile_later(rf"({_NAME}):\ ++({_ITEM})", re.VERBOSE)
# The groups of a line, the last of which says what stands there: a blank line or a comment has none.
_NOTHING, _NAMED, _HYPHEN, _UNQUOTED, _IN_SINGLE, _IN_DOUBLE, _BRACKETS, _BRACES = range(8)
# What a block of ASCII may hold and be usual.
_USUAL = bytes(range(0x20, 0x7F)) + b"\n"


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
    for written in block[:-1].split("\n"):
        line = at
        at += len(written) + 1
        if not written:
            continue
        entry, group = _read_simple(written, base + line), _UNQUOTED
        if entry is None:
            match = _LINE.match(block, line)
            if match is None or match.end() != at:
                return None
            group = match.lastindex or _NOTHING
            if group == _NOTHING:  # blanks alone, or a comment
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
        here = column, entry.key == ""
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
    """Give the name and scalar of a line that is as simple as nearly all are; ``None`` for any other.

    What a pattern would say of it is asked of the line as a whole, in half the time. ``start`` is its
    place in the text.
    """
    before, colon, written = line.partition(": ")
    name = before.lstrip(" ")
    if not written or not name.isascii() or not name.isidentifier() or len(name) > _LONGEST_NAME:
        return None
    after = start + len(before)
    place = after + len(colon)
    end = start + len(line)
    quote = written[0]
    if quote == "'" or quote == '"':
        text = written[1:-1]
        if written[-1] != quote or len(written) == 1 or quote in text or (quote == '"' and "\\" in text):
            return None
        value = Value("text", Span(place, end), text, text, "single" if quote == "'" else "double")
    elif quote.isalnum() and ":" not in written and "#" not in written and "\r" not in written:
        value = _read_plain(written, place)
    else:
        return None
    return Entry(name, Span(after - len(name), after), value)


def _read_entry(match: re.Match[str], group: int, block: str, base: int, has_comments: bool) -> Entry:
    """Give what stands on a line: ``group`` is the last one that matched, and says what the value is."""
    start, end = match.span(group)
    if group <= _HYPHEN:
        end += group == _NAMED  # behind the colon or the hyphen
    comment = find_comment(block, end, base) if has_comments and block[end] not in "\r\n" else None
    if group <= _HYPHEN:
        value = Value("null", Span(base + end, base + end), "", None, "plain", (), (), comment)
    elif group == _UNQUOTED:
        value = _read_plain(block[start:end], base + start, comment)
    elif group <= _IN_DOUBLE:
        text = block[start + 1 : end - 1]
        style: ValueStyle = "double"
        if group == _IN_SINGLE:
            text, style = text.replace("''", "'"), "single"
        value = Value("text", Span(base + start, base + end), text, text, style, (), (), comment)
    elif group == _BRACKETS:
        value = _read_items(block, start, end, base, comment)
    else:
        value = _read_pairs(block, start, end, base, comment)
    start, end = match.span(_NAMED)
    if start < 0:
        start, end = match.span(_HYPHEN)
        return Entry("", Span(base + start, base + end), value)
    return Entry(block[start:end], Span(base + start, base + end), value)


def _read_plain(written: str, start: int, comment: Span | None = None) -> Value:
    """Give a scalar without quotes, with the blanks that may follow it; ``start`` is where it stands."""
    text = written.rstrip(" ")
    span = Span(start, start + len(text))
    if text[0] not in MEANING:
        return Value("text", span, text, text, "plain", (), (), comment)
    kind, data = resolve_plain(text)
    return Value(kind, span, text, data, "plain", (), (), comment)


def _read_scalar(written: str, start: int) -> Value:
    """Give a scalar as written, in quotes or without; ``start`` is its place in the text."""
    quote = written[0]
    if quote != '"' and quote != "'":
        return _read_plain(written, start)
    text = written[1:-1]
    style: ValueStyle = "double"
    if quote == "'":
        text, style = text.replace("''", "'"), "single"
    return Value("text", Span(start, start + len(written)), text, text, style)


def _read_items(block: str, start: int, end: int, base: int, comment: Span | None) -> Value:
    """Give the list whose brackets stand at ``start`` and before ``end`` in the block."""
    written = block[start:end]
    if "'" in written or '"' in written:
        found = [
            _read_scalar(match[0], base + match.start())
            for match in _ONE_ITEM.finditer(block, start + 1, end - 1)
        ]
    else:
        found = _split_items(written[1:-1], base + start + 1)
    items = tuple(found)
    span = Span(base + start, base + end)
    return Value("list", span, written, [item.data for item in items], "flow", items, (), comment)


def _split_items(written: str, at: int) -> list[Value]:
    """Give the items of a list without quotes; ``at`` is the place in the text of what its brackets hold."""
    found: list[Value] = []
    for piece in written.split(","):
        item = piece.lstrip(" ")
        if item:
            found.append(_read_plain(item, at + len(piece) - len(item)))
        at += len(piece) + 1
    return found


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
