"""Ranges within one run of text: an inline spoiler, or a block where nothing else stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from docutils import nodes

from reviewlint_sphinx.spoilers.nodes import make_block, make_inline
from reviewlint_sphinx.spoilers.place import mark
from reviewlint_sphinx.tree import copy_empty, replace_each


class Range(NamedTuple):
    """Pair two marks; ``label`` is what the spoiler says of itself."""

    opener: mark
    closer: mark
    label: str


def hide_words(ranges: Iterable[Range]) -> None:
    """Hide ranges whose marks stand in the same element each."""
    parents: dict[int, list[Range]] = {}
    for one in ranges:
        parents.setdefault(id(one.opener.parent), []).append(one)
    swaps: list[tuple[nodes.Node, Sequence[nodes.Node]]] = []
    for group in parents.values():
        block = _hide_in(group[0].opener.parent, group)
        if block is not None:
            swaps.append((group[0].opener.parent, [block]))
    replace_each(swaps)


def _hide_in(parent: nodes.Element, group: list[Range]) -> nodes.Node | None:
    """Wrap each range; where the parent is a paragraph of one spoiler, give the block in its place."""
    openers = {id(one.opener): one for one in group}
    kept: list[nodes.Node] = []
    inside: list[nodes.Node] = []
    current: Range | None = None
    for child in parent.children:
        if current is None and id(child) in openers:
            current, inside = openers[id(child)], []
        elif current is not None and child is current.closer:
            kept.append(make_inline(inside, current.label))
            current = None
        else:
            (kept if current is None else inside).append(child)
    # A mark that is left here belongs to another spoiler, and counts as something beside this one.
    others = [child for child in kept if not is_blank(child)]
    if isinstance(parent, nodes.paragraph) and len(group) == 1 and len(others) == 1:
        paragraph = copy_empty(parent)
        paragraph += trim(others[0].children)
        return make_block([paragraph], group[0].label)
    parent.children = []
    parent.extend(kept)
    return None


def trim(children: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Drop the white space that stood beside a mark at either end; marks that are left stay."""
    kept = list(children)
    while kept and is_blank(kept[0]):
        del kept[0]
    while kept and is_blank(kept[-1]):
        del kept[-1]
    if kept and isinstance(kept[0], nodes.Text):
        kept[0] = nodes.Text(kept[0].lstrip())
    if kept and isinstance(kept[-1], nodes.Text):
        kept[-1] = nodes.Text(kept[-1].rstrip())
    return kept


def is_blank(node: nodes.Node) -> bool:
    """Tell whether a node shows nothing: white space, a line break."""
    if isinstance(node, nodes.raw):
        return node.astext().strip().lower() in ("", "<br>", "<br />", "<br/>", "\\\\")
    return isinstance(node, nodes.Text) and not node.strip()
