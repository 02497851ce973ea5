"""Small moves in a docutils tree that docutils itself gets wrong or slow.

``Element.index`` compares texts by value and finds an equal one; replacing children one by one is
quadratic in their number; ``Node.findall`` hands each node through as many generators as it lies deep.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from docutils import nodes

_CONTAINERS = (
    nodes.document,
    nodes.section,
    nodes.block_quote,
    nodes.list_item,
    nodes.definition,
    nodes.entry,
    nodes.footnote,
    nodes.container,
    nodes.compound,
    nodes.Admonition,
    nodes.sidebar,
    nodes.topic,
    nodes.legend,
    nodes.field_body,
    nodes.description,
)


Kind = TypeVar("Kind", bound=nodes.Node)


def find_nodes(tree: nodes.Node, *kinds: type[Kind]) -> list[Kind]:
    """Give the nodes of these classes in a tree, itself included, in its order."""
    found: list[Kind] = []
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, kinds):
            found.append(node)
        waiting += node.children[::-1]
    return found


def holds_blocks(element: nodes.Element) -> bool:
    """Tell whether an element may hold any block."""
    return isinstance(element, _CONTAINERS)


def position(parent: nodes.Element, child: nodes.Node) -> int:
    """Find a child by identity."""
    return next(index for index, one in enumerate(parent.children) if one is child)


def replace_range(
    parent: nodes.Element, first: nodes.Node, last: nodes.Node, new: Iterable[nodes.Node]
) -> None:
    """Put ``new`` where the children from ``first`` to ``last`` stand."""
    start, end = position(parent, first), position(parent, last)
    del parent.children[start : end + 1]
    parent.insert(start, list(new))


def replace_each(swaps: Iterable[tuple[nodes.Node, Sequence[nodes.Node]]]) -> None:
    """Put for each node what stands in its place, in one pass over each parent."""
    parents: dict[int, tuple[nodes.Element, dict[int, Sequence[nodes.Node]]]] = {}
    for node, new in swaps:
        parents.setdefault(id(node.parent), (node.parent, {}))[1][id(node)] = new
    for parent, places in parents.values():
        children = parent.children
        parent.children = []
        for child in children:
            parent.extend(places.get(id(child), (child,)))


def lineage(node: nodes.Node) -> list[nodes.Element]:
    """Give a node and all that it stands in, outermost first."""
    line: list[nodes.Element] = []
    at: Any = node
    while at is not None:
        line.append(at)
        at = at.parent
    return line[::-1]


def copy_empty(element: nodes.Element) -> nodes.Element:
    """Copy an element without its children, at its own place in the source."""
    copy: nodes.Element = element.copy()
    copy.source, copy.line = element.source, element.line
    return copy
