"""Scalars of one line, and lists in brackets and maps in braces of such, read without a composer.

What they may be is said in ``yaml_flat``. Nearly all are read by a few questions to a line; the patterns
here, which know all forms, read the others.
"""

from __future__ import annotations

import re

from reviewlint.document.front_matter.yaml_scalars import MEANING, resolve_plain
from reviewlint.document.model import Entry, Value, ValueStyle
from reviewlint.regex import compile_later
from reviewlint.span import Span

# Every loop is possessive: what is not read at the first go is not read here.
FIRST = r"""[^\s?:,\[\]{}\#&*!|>'"%@`-]"""
SINGLE = r"'[^'\r\n]*+(?:''[^'\r\n]*+)*+'"
DOUBLE = r'"[^"\\\r\n]*+"'
LONGEST_NAME = 100
NAME = rf"[^\W\d][\w.-]{{0,{LONGEST_NAME - 1}}}+"
# Inside of brackets more signs mean something.
_ITEM = rf"(?:{FIRST}[^,\[\]{{}}:#?\r\n]*+|{SINGLE}|{DOUBLE})"
_PAIR = rf"{NAME}:\ ++{_ITEM}"
ITEMS = rf"\[\ *+(?:{_ITEM}(?:\ *+,\ *+{_ITEM})*+)?+\ *+\]"
PAIRS = rf"\{{\ *+(?:{_PAIR}(?:\ *+,\ *+{_PAIR})*+)?+\ *+\}}"
_ONE_ITEM = compile_later(_ITEM, re.VERBOSE)
_ONE_PAIR = compile_later(rf"({NAME}):\ ++({_ITEM})", re.VERBOSE)
_BREAKING = frozenset("[]{}:#?")
"""What an item without quotes cannot hold, beside the comma that ends it."""


def is_name(written: str) -> bool:
    """Tell whether a text is a name as nearly all are: what a pattern says of it, in a third of the time."""
    return written.isidentifier() and written.isascii() and len(written) <= LONGEST_NAME


def read_value(written: str, start: int) -> Value | None:
    """Give what stands behind a name, if it is as simple as nearly all is; ``None`` for any other.

    ``start`` is its place in the text.
    """
    first = written[0]
    if first.isalnum():
        return None if ":" in written or "#" in written else read_plain(written, start)
    if first == '"' or first == "'":
        text = written[1:-1]
        if written[-1] != first or len(written) == 1 or first in text or (first == '"' and "\\" in text):
            return None
        span = Span(start, start + len(written))
        return Value("text", span, text, text, "double" if first == '"' else "single")
    if first == "[" and written[-1] == "]":
        return _read_simple_items(written, start)
    if first == "{" and written[-1] == "}":
        return _read_simple_pairs(written, start)
    return None


def read_plain(written: str, start: int, comment: Span | None = None) -> Value:
    """Give a scalar without quotes, with the blanks that may follow it; ``start`` is where it stands."""
    text = written.rstrip(" ")
    span = Span(start, start + len(text))
    if text[0] not in MEANING:
        return Value("text", span, text, text, "plain", (), (), comment)
    kind, data = resolve_plain(text)
    return Value(kind, span, text, data, "plain", (), (), comment)


def _read_simple_items(written: str, start: int) -> Value | None:
    """Give a list in brackets, if all items are in double quotes or none is; ``None`` for any other."""
    items: list[Value] = []
    data: list[object]
    if written[1] == '"':
        at = start + 1
        texts = written[2:-2].split('", "')
        if written[-2] != '"' or "\\" in written or written.count('"') != 2 * len(texts):
            return None
        for text in texts:
            end = at + len(text) + len('""')
            items.append(Value("text", Span(at, end), text, text, "double"))
            at = end + len(", ")
        data = list(texts)
    else:
        at = start + 1
        texts = written[1:-1].split(", ")
        if written.count(",") >= len(texts) or not _BREAKING.isdisjoint(written[1:-1]):
            return None
        for text in texts:
            if not text[:1].isalnum():
                return None
            items.append(read_plain(text, at))
            at += len(text) + len(", ")
        data = [item.data for item in items]
    return Value("list", Span(start, start + len(written)), written, data, "flow", tuple(items))


def _read_simple_pairs(written: str, start: int) -> Value | None:
    """Give a map in braces, if none of its values is in single quotes; ``None`` for any other."""
    entries: list[Entry] = []
    at, stop = 1, len(written) - 1
    while True:
        colon = written.find(": ", at)
        name = written[at:colon]
        if colon < 0 or not is_name(name):
            return None
        place = colon + 2
        first = written[place]
        if first == '"':
            end = written.find('"', place + 1) + 1
            text = written[place + 1 : end - 1]
            if not end or "\\" in text:
                return None
            value = Value("text", Span(start + place, start + end), text, text, "double")
        else:
            end = written.find(",", place)
            if end < 0:
                end = stop
            text = written[place:end]
            if not first.isalnum() or not _BREAKING.isdisjoint(text):
                return None
            value = read_plain(text, start + place)
        entries.append(Entry(name, Span(start + at, start + colon), value))
        if end == stop:
            return _make_flow_map(Span(start, start + stop + 1), written, entries)
        if not written.startswith(", ", end):
            return None
        at = end + 2


def read_items(block: str, start: int, end: int, base: int, comment: Span | None) -> Value:
    """Give the list whose brackets stand at ``start`` and before ``end`` in the block."""
    items = tuple(
        [
            _read_scalar(match[0], base + match.start())
            for match in _ONE_ITEM.finditer(block, start + 1, end - 1)
        ]
    )
    span = Span(base + start, base + end)
    return Value("list", span, block[start:end], [item.data for item in items], "flow", items, (), comment)


def read_pairs(block: str, start: int, end: int, base: int, comment: Span | None) -> Value:
    """Give the map whose braces stand at ``start`` and before ``end`` in the block."""
    entries = [
        Entry(
            match[1],
            Span(base + match.start(), base + match.end(1)),
            _read_scalar(match[2], base + match.start(2)),
        )
        for match in _ONE_PAIR.finditer(block, start + 1, end - 1)
    ]
    return _make_flow_map(Span(base + start, base + end), block[start:end], entries, comment)


def _make_flow_map(span: Span, written: str, entries: list[Entry], comment: Span | None = None) -> Value:
    data = {entry.key: entry.value.data for entry in entries}
    return Value("map", span, written, data, "flow", (), tuple(entries), comment)


def _read_scalar(written: str, start: int) -> Value:
    """Give a scalar as written, in quotes or without; ``start`` is its place in the text."""
    quote = written[0]
    if quote != '"' and quote != "'":
        return read_plain(written, start)
    text = written[1:-1]
    style: ValueStyle = "double"
    if quote == "'":
        text, style = text.replace("''", "'"), "single"
    return Value("text", Span(start, start + len(written)), text, text, style)
