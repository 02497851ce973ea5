"""What reading a YAML block gives, by whichever way it is read, and what both ways must do alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from reviewlint.document.model import Entry, Value
from reviewlint.regex import compile_later
from reviewlint.span import Span

_COMMENT = compile_later(r"[ \t]*(?=#)([^\r\n\x85\u2028\u2029]*[^\s])")


class Repeated(msgspec.Struct, frozen=True):
    """Name a key that its map holds twice: where it stands first and where it stands again."""

    key: str
    first: Span
    again: Span


class Tree(msgspec.Struct, frozen=True):
    """Hold the values of a block and the keys that it repeats."""

    root: Value | None
    repeated: tuple[Repeated, ...] = ()


def find_comment(block: str, end: int, base: int) -> Span | None:
    """Give the comment behind a value that ends at ``end`` in a block, whose own offset is ``base``."""
    match = _COMMENT.match(block, end)
    return Span(base + match.start(1), base + match.end(1)) if match else None


def list_repeated(entries: Iterable[Entry]) -> Iterator[Repeated]:
    """Give each entry of a map whose key an earlier one has."""
    first: dict[str, Entry] = {}
    for entry in entries:
        earlier = first.setdefault(entry.key, entry)
        if earlier is not entry:
            yield Repeated(entry.key, earlier.key_span, entry.key_span)
