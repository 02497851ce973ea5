"""YAML composed to nodes, and nodes turned into values with their places."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import yaml

from reviewlint.document.front_matter.yaml_composer import COMPOSER
from reviewlint.document.front_matter.yaml_limits import MOST_VALUES, find_excess
from reviewlint.document.front_matter.yaml_scalars import MERGE_TAG, PLAIN_TAG, resolve_scalar
from reviewlint.document.front_matter.yaml_tree import Repeated, Tree, find_comment, list_repeated
from reviewlint.document.model import Entry, Value, ValueStyle
from reviewlint.regex import compile_later
from reviewlint.span import Span

_STYLES: Mapping[str | None, ValueStyle] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
_BREAKS = "\r\n\x85\u2028\u2029"
# From the end of what comes before an alias to the alias: indicators, white space and comments.
_ALIAS = compile_later(rf"(?:[\s:,?-]|#[^{_BREAKS}]*)*(\*[^\s,\[\]{{}}]+)")


FILLER = "\ue000"
"""Stands in for the characters of a value that YAML cannot read: no text of a review holds it."""


class ExcessError(Exception):
    """Say that a YAML block is over the limits, in words."""


class Restored(msgspec.Struct, frozen=True):
    """Hold what a filler stands for: where the value stands in the block, and its words."""

    span: Span
    text: str
    style: ValueStyle


def compose(block: str) -> yaml.Node | None:
    """Compose a block's only document; raise ``ExcessError`` or ``yaml.YAMLError``."""
    excess = find_excess(block)
    if excess is not None:
        raise ExcessError(excess)
    if block.startswith("\ufeff"):
        # libyaml drops it and counts one too few from there on; elsewhere it is text.
        block = "\n" + block[1:]
    loader = COMPOSER(block)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def build_tree(
    node: yaml.MappingNode,
    block: str,
    base: int,
    restored: Mapping[int, Restored] | None = None,
    written: str | None = None,
) -> Tree:
    """Turn a composed map into values whose spans are offsets in the whole text.

    ``base`` is the block's own offset. ``restored`` says, by the offset in the block where a
    filler's node begins, what it stands for, and ``written`` is the block without fillers. Raise
    ``ExcessError`` where aliases multiply what is written beyond measure or lead back into
    themselves.
    """
    builder = _Builder(block, block if written is None else written, base, restored or {})
    root, _ = builder.build(node, node.start_mark.index, False)
    return Tree(root, tuple(builder.repeated))


class _Builder:
    """Walk the nodes once, in the order of the source; ``at`` is where the part before ends."""

    def __init__(self, block: str, written: str, base: int, restored: Mapping[int, Restored]) -> None:
        self.block = block
        self.written = written
        self.base = base
        self.restored = restored
        self.has_comments = "#" in block
        self.has_aliases = "*" in block
        self.has_fillers = FILLER in block
        # Tags and anchors.
        self.has_properties = "!" in block or "&" in block
        # What an alias may name, with the number of values in it; None while it is being built.
        self.built: dict[yaml.Node, tuple[Value, int] | None] = {}
        self.count = 0
        self.added = 0
        self.repeated: list[Repeated] = []

    def build(self, node: yaml.Node, at: int, in_flow: bool) -> tuple[Value, int]:
        """Give a node's value, and the offset in the block where it ends."""
        if not self.has_aliases:
            # Nearly all nodes are scalars, and nearly all blocks without an alias.
            if isinstance(node, yaml.ScalarNode):
                return self._scalar(node, in_flow)
            return self._make(node, in_flow)
        if node in self.built or node.start_mark.index < at:
            return self._repeat(node, at, in_flow)
        self.built[node] = None
        before = self.count
        value, end = self._make(node, in_flow)
        self.count += 1
        self.built[node] = value, self.count - before
        return value, end

    def _make(self, node: yaml.Node, in_flow: bool) -> tuple[Value, int]:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, in_flow)
        if isinstance(node, yaml.MappingNode):
            return self._map(node, in_flow)
        return self._list(node, in_flow)  # type: ignore[arg-type]

    def _scalar(self, node: yaml.ScalarNode, in_flow: bool) -> tuple[Value, int]:
        start: int = node.start_mark.index
        end: int = node.end_mark.index
        if self.restored and start in self.restored:
            return self._restore(self.restored[start])
        text: str = node.value
        style = _STYLES[node.style]
        kind, data = resolve_scalar(node)
        if self.has_fillers and FILLER in text:
            # What was overwritten has become part of a longer text.
            text = data = self.written[start:end]
        elif style in ("literal", "folded"):
            end = start + len(self.block[start:end].rstrip())
        if self.has_properties and start < end and self.block[start] in "&!" and FILLER not in text:
            # A plain scalar is its own slice, unless it has a tag or an anchor, or several lines.
            text = self.block[start:end] if style == "plain" else text
            style = "tagged"
        span = Span(self.base + start, self.base + end)
        comment = self._comment(end, in_flow) if self.has_comments else None
        return Value(kind, span, text, data, style, (), (), comment), end

    def _restore(self, original: Restored) -> tuple[Value, int]:
        span, text = original.span, original.text
        place = Span(self.base + span.start, self.base + span.end)
        comment = self._comment(span.end, False)
        return Value("text", place, text, text, original.style, comment=comment), span.end

    def _list(self, node: yaml.SequenceNode, in_flow: bool) -> tuple[Value, int]:
        flow = bool(node.flow_style)
        items: list[Value] = []
        at = self._open(node)
        for child in node.value:
            item, at = self.build(child, at, in_flow or flow)
            items.append(item)
        data = [item.data for item in items]
        span, written, style, end = self._extent(node, at)
        comment = self._comment(end, in_flow) if flow else None
        return Value("list", span, written, data, style, tuple(items), (), comment), end

    def _map(self, node: yaml.MappingNode, in_flow: bool) -> tuple[Value, int]:
        flow = bool(node.flow_style)
        entries: list[Entry] = []
        merged: list[Entry] = []
        at = self._open(node)
        inside = in_flow or flow
        for key_node, value_node in node.value:
            key, key_span, at = self._key(key_node, at)
            value, at = self.build(value_node, at, inside)
            if value.kind in ("map", "list") and _merges(key_node):
                merged += value.entries or [entry for item in value.items for entry in item.entries]
            else:
                entries.append(Entry(key, key_span, value))
        data = {entry.key: entry.value.data for entry in entries}
        if len(data) < len(entries):
            self.repeated += list_repeated(entries)
        for entry in merged:
            if entry.key not in data:
                data[entry.key] = entry.value.data
                entries.append(entry)
        span, written, style, end = self._extent(node, at)
        comment = self._comment(end, in_flow) if flow else None
        return Value("map", span, written, data, style, (), tuple(entries), comment), end

    def _open(self, node: yaml.CollectionNode) -> int:
        """Give the offset behind the opening bracket, or of a block one's first key or item."""
        start: int = node.start_mark.index
        if node.flow_style and not self._is_pair(node):
            bracket = "[" if isinstance(node, yaml.SequenceNode) else "{"
            return self.block.index(bracket, start) + 1
        return start

    def _extent(self, node: yaml.CollectionNode, at: int) -> tuple[Span, str, ValueStyle, int]:
        """Place a list or map: a block one ends with its last value, not with later comments."""
        start = node.start_mark.index
        if not node.flow_style:
            return Span(self.base + start, self.base + at), "", "block", at
        end = at if self._is_pair(node) else node.end_mark.index
        return Span(self.base + start, self.base + end), self.written[start:end], "flow", end

    def _is_pair(self, node: yaml.CollectionNode) -> bool:
        """Tell whether a map is one name and value among the items of a list: `[Dune: Part Two]`."""
        if not isinstance(node, yaml.MappingNode) or not node.value:
            return False
        start: int = node.start_mark.index
        first: int = node.value[0][0].start_mark.index
        return first == start or self.block.startswith("?", start)

    def _key(self, node: yaml.Node, at: int) -> tuple[str, Span, int]:
        start, end = node.start_mark.index, node.end_mark.index
        if start < at:
            alias = _ALIAS.match(self.block, at)
            start, end = alias.span(1) if alias else (at, at)
        key = node.value if isinstance(node, yaml.ScalarNode) else self.written[start:end].strip()
        if self.has_fillers and FILLER in key:
            key = self.written[start:end].strip()
        return key, Span(self.base + start, self.base + end), end

    def _repeat(self, node: yaml.Node, at: int, in_flow: bool) -> tuple[Value, int]:
        """Place an alias: to the composer it is the anchor's own node, marks and all."""
        # Only values are kept, but a key may have an anchor too.
        known = self.built[node] if node in self.built else (self._make(node, True)[0], 1)
        if known is None:
            raise ExcessError("it has an alias that leads back into itself")
        value, size = known
        self.count += size
        self.added += size
        if self.added > MOST_VALUES:
            raise ExcessError(f"its aliases make more than {MOST_VALUES:,} values of what is written")
        alias = _ALIAS.match(self.block, at)
        start, end = alias.span(1) if alias else (at, at)
        return msgspec.structs.replace(
            value,
            text=node.value if isinstance(node, yaml.ScalarNode) else value.text,
            span=Span(self.base + start, self.base + end),
            style="tagged",
            comment=self._comment(end, in_flow),
        ), end

    def _comment(self, end: int, in_flow: bool) -> Span | None:
        if in_flow or not self.has_comments or self.block[end : end + 1] in "\r\n":
            return None
        return find_comment(self.block, end, self.base)


def _merges(key: yaml.Node) -> bool:
    """Tell whether a key is the one that takes in another map: https://yaml.org/type/merge.html."""
    return key.tag == MERGE_TAG or (key.tag == PLAIN_TAG and key.value == "<<")
