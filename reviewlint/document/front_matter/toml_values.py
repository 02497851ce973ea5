"""The places of a TOML document's keys and values; the text is known to parse."""

from __future__ import annotations

import datetime
import re
import tomllib

import msgspec

from reviewlint.document.front_matter.yaml_limits import DEEPEST
from reviewlint.document.model import Entry, Value, ValueKind, ValueStyle
from reviewlint.regex import compile_later
from reviewlint.span import Span

_GAP = compile_later(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_LIST_GAP = compile_later(r"(?:[ \t\r\n,]|#[^\r\n]*)*")
_BLANKS = compile_later(r"[ \t]*")
_COMMENT = compile_later(r"[ \t]*(#[^\r\n]*)")
KEY = r"""[A-Za-z0-9_-]+|"(?:[^"\\\r\n]|\\.)*+"|'[^'\r\n]*'"""
"""A pattern for one name of a dotted key."""

_KEY = compile_later(KEY)
_SCALAR = compile_later(
    r""""{3}(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}"""
    r"""|'{3}(?:[^']|'{1,2}(?!'))*+'{3,5}"""
    r'''|"(?:[^"\\\r\n]|\\.)*+"'''
    r"""|'[^'\r\n]*'"""
    r"""|\d{4}-\d\d-\d\d[ ]\d\d:[^\s,\]}#]*"""
    r"""|[^\s,\]}#]+""",
    re.DOTALL,
)


class TooDeepError(Exception):
    """Say that tables, lists or dotted keys nest deeper than anything is read."""


class _Table:
    """Hold a table while later lines may still add to it."""

    def __init__(self, key_span: Span) -> None:
        self.key_span = key_span
        self.made: dict[str, Entry | _Table | list[_Table]] = {}

    def descend(self, keys: list[tuple[str, Span]]) -> _Table:
        """Give the table that a dotted key leads to."""
        table = self
        for key, span in keys:
            known = table.made.setdefault(key, _Table(span))
            # TOML 1.0, "Array of Tables": a dotted key leads into the table that was begun last.
            inner = known[-1] if isinstance(known, list) else known
            table = inner if isinstance(inner, _Table) else _Table(span)
        return table

    def append(self, key: str, span: Span) -> _Table:
        """Begin another table of a list of tables."""
        table = _Table(span)
        tables = self.made.setdefault(key, [])
        if isinstance(tables, list):
            tables.append(table)
        return table

    def freeze(self) -> Value:
        """Turn the table into a map, placed from its first key to the end of its last value."""
        entries = []
        for key, made in self.made.items():
            if isinstance(made, Entry):
                entries.append(made)
            elif isinstance(made, _Table):
                entries.append(Entry(key, made.key_span, made.freeze()))
            else:
                entries.append(Entry(key, made[0].key_span, _make_list([one.freeze() for one in made])))
        nowhere = Span(self.key_span.end, self.key_span.end)
        span = _cover([*(one.key_span for one in entries), *(one.value.span for one in entries)], nowhere)
        data = {entry.key: entry.value.data for entry in entries}
        return Value("map", span, "", data, "block", (), tuple(entries))


def scan_toml(block: str, base: int) -> Value:
    """Give the map of a document that parses; ``base`` is its offset in the whole text.

    :raises TooDeepError: where it nests deeper than any metadata
    """
    root = table = _Table(Span(base, base))
    scan = _Scan(block, base)
    while scan.skip(_GAP):
        if block.startswith("[", scan.at):
            is_list = block.startswith("[[", scan.at)
            scan.at += 2 if is_list else 1
            keys = scan.read_keys()
            scan.at = block.index("]", scan.at) + (2 if is_list else 1)
            above = root.descend(keys[:-1])
            table = above.append(*keys[-1]) if is_list else above.descend(keys[-1:])
        else:
            keys = scan.read_keys()
            scan.at += 1
            value = scan.read_value(0)
            table.descend(keys[:-1]).made[keys[-1][0]] = Entry(*keys[-1], scan.add_comment(value))
    return root.freeze()


def find_statement_end(block: str, at: int) -> int | None:
    """Give the offset behind the statement at ``at``, ``None`` where it is none or never ends."""
    scan = _Scan(block, 0)
    scan.at = at
    scan.skip(_BLANKS)
    if block.startswith("[", scan.at):
        return scan.at
    try:
        scan.read_keys()
        scan.at += 1
        scan.read_value(0)
    except (TooDeepError, ValueError):
        return None
    return scan.at if scan.at <= len(block) else None


class _Scan:
    """Walk over a text from token to token; ``at`` is the offset in the block."""

    def __init__(self, block: str, base: int) -> None:
        self.block = block
        self.base = base
        self.at = 0

    def skip(self, gap: re.Pattern[str]) -> bool:
        """Go over a gap; false where the text ends."""
        match = gap.match(self.block, self.at)
        self.at = match.end() if match else self.at
        return self.at < len(self.block)

    def read_keys(self) -> list[tuple[str, Span]]:
        """Read a dotted key, and stop at what follows it."""
        keys: list[tuple[str, Span]] = []
        while True:
            self.skip(_BLANKS)
            match = _KEY.match(self.block, self.at)
            if match is None or len(keys) == DEEPEST:
                raise TooDeepError
            keys.append((_read_key(match.group()), self._span(match.start(), match.end())))
            self.at = match.end()
            self.skip(_BLANKS)
            if not self.block.startswith(".", self.at):
                return keys
            self.at += 1

    def read_value(self, depth: int) -> Value:
        """Read a value, and stop behind it."""
        if depth > DEEPEST:
            raise TooDeepError
        self.skip(_BLANKS)
        start = self.at
        if self.block.startswith("[", start):
            items = []
            self.at += 1
            while self.skip(_LIST_GAP) and not self.block.startswith("]", self.at):
                items.append(self.read_value(depth + 1))
            self.at += 1
            written = self.block[start : self.at]
            data = [item.data for item in items]
            return Value("list", self._span(start, self.at), written, data, "flow", tuple(items))
        if self.block.startswith("{", start):
            return self._read_inline_table(start, depth)
        match = _SCALAR.match(self.block, start)
        self.at = match.end() if match else len(self.block)
        return _make_scalar(self.block[start : self.at], self._span(start, self.at))

    def _read_inline_table(self, start: int, depth: int) -> Value:
        table = _Table(self._span(start, start))
        self.at += 1
        while self.skip(_LIST_GAP) and not self.block.startswith("}", self.at):
            keys = self.read_keys()
            self.at += 1
            value = self.read_value(depth + 1)
            table.descend(keys[:-1]).made[keys[-1][0]] = Entry(*keys[-1], value)
        self.at += 1
        frozen = table.freeze()
        span, written = self._span(start, self.at), self.block[start : self.at]
        return msgspec.structs.replace(frozen, span=span, text=written, style="flow")

    def add_comment(self, value: Value) -> Value:
        """Note the comment behind a value on its line."""
        match = _COMMENT.match(self.block, self.at)
        if match is None:
            return value
        end = match.start(1) + len(match[1].rstrip())
        return msgspec.structs.replace(value, comment=self._span(match.start(1), end))

    def _span(self, start: int, end: int) -> Span:
        return Span(self.base + start, self.base + end)


def _read_key(written: str) -> str:
    if written[0] == '"':
        return next(iter(tomllib.loads(f"{written} = 0")))
    return written.strip("'")


def _make_scalar(written: str, span: Span) -> Value:
    data = tomllib.loads(f"x = {written}")["x"]
    if isinstance(data, str):
        style: ValueStyle = "double" if written[0] == '"' else "single"
        return Value("text", span, data, data, style)
    if isinstance(data, datetime.time):
        return Value("text", span, written, written)
    return Value(_kind_of(data), span, written, data)


def _kind_of(data: object) -> ValueKind:
    if isinstance(data, bool):
        return "boolean"
    if isinstance(data, int):
        return "integer"
    return "number" if isinstance(data, float) else "date"


def _make_list(items: list[Value]) -> Value:
    span = _cover([item.span for item in items], items[0].span)
    return Value("list", span, "", [item.data for item in items], "block", tuple(items))


def _cover(spans: list[Span], nowhere: Span) -> Span:
    if not spans:
        return nowhere
    return Span(min(span.start for span in spans), max(span.end for span in spans))
