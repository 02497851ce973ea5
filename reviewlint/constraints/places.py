"""Where in a review the values stand that a schema speaks of, and what to call them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from reviewlint.constraints.schema import Path
from reviewlint.document.model import FrontMatter, Review, Value
from reviewlint.span import Span


class Places:
    """Know the places of one field's values, or of the whole front matter's.

    ``above`` is the field's own path in the front matter, which is what messages call it.
    """

    def __init__(
        self, review: Review, block: FrontMatter, value: Value, key_span: Span, above: tuple[str, ...] = ()
    ) -> None:
        self.review = review
        self.block = block
        self.value = value
        self.key_span = key_span
        self.above = above

    def value_at(self, path: Path) -> Value | None:
        """Give the value that a path leads to, ``None`` where nothing was written there."""
        known = self._by_path.get(path)
        return known[1] if known else None

    def find(self, path: Path) -> Span:
        """Place a value: by itself, or at its key where it spreads over lines or is empty."""
        key_span, value = self._nearest(path)
        if value.span.start == value.span.end or (value.kind in ("list", "map") and value.style == "block"):
            return key_span
        return value.span

    def find_key(self, path: Path) -> Span:
        """Place the key of a value."""
        return self._nearest(path)[0]

    def line_of(self, path: Path) -> int:
        """Give the 1-based line of a value's key."""
        return self.review.source.position(self.find_key(path).start)[0]

    def name(self, path: Path) -> str:
        """Call a value as its writer would: ``book.title``, ``item 2 of tags``."""
        words = [*self.above, *(step for step in path if isinstance(step, str))]
        items = [f"item {step + 1} of " for step in reversed(path) if isinstance(step, int)]
        return "".join(items) + (".".join(words) or "the front matter")

    @cached_property
    def _by_path(self) -> dict[Path, tuple[Span, Value]]:
        return dict(_walk(self.value, self.key_span, ()))

    def _nearest(self, path: Path) -> tuple[Span, Value]:
        # An item that was read out of a text with commas stands where the text does.
        while path not in self._by_path:
            path = path[:-1]
        return self._by_path[path]


def _walk(value: Value, key_span: Span, path: Path) -> Iterator[tuple[Path, tuple[Span, Value]]]:
    yield path, (key_span, value)
    for index, item in enumerate(value.items):
        yield from _walk(item, item.span if item.span.start < item.span.end else key_span, (*path, index))
    for entry in value.entries:
        yield from _walk(entry.value, entry.key_span, (*path, entry.key))
