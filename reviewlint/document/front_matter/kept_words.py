"""Words that stand in for values which their format cannot read."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from reviewlint.document.front_matter.yaml_suspects import strip_quotes
from reviewlint.document.model import Entry, Value
from reviewlint.span import Span

MOST_ERRORS = 20
"""So many errors of a block are looked for; what stands behind the last is not read."""


def keep_words(written: str, start: int) -> Value:
    """Take what a writer wrote for a text, without the quotes around it; ``start`` is its offset."""
    words = strip_quotes(written)
    if words == written and len(written) > 1 and written[0] in "\"'" and written.count(written[0]) == 1:
        words = written[1:]
    return Value("text", Span(start, start + len(written)), words, words)


def make_filler(length: int) -> str:
    """Give a value of at least one character that TOML and JSON both read."""
    return "0" if length == 1 else '""' + " " * (length - 2)


def restore(value: Value, words: Mapping[int, Value]) -> Value:
    """Put the words back where fillers stand; ``words`` are by the offset of their filler."""
    if value.span.start in words and value.kind not in ("list", "map"):
        return words[value.span.start]
    if not words or not (value.items or value.entries):
        return value
    items = tuple(restore(item, words) for item in value.items)
    entries = tuple(Entry(entry.key, entry.key_span, restore(entry.value, words)) for entry in value.entries)
    data = (
        [item.data for item in items]
        if value.kind == "list"
        else {entry.key: entry.value.data for entry in entries}
    )
    return msgspec.structs.replace(value, items=items, entries=entries, data=data)
