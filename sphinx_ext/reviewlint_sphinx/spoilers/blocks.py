"""Ranges that reach over blocks: too much is hidden rather than too little.

Paragraphs are cut at the marks. Where a heading stands inside, it becomes a rubric, so that it
reaches no table of contents, and what follows the spoiler stays where a reader expects it.
"""

from __future__ import annotations

from docutils import nodes

from reviewlint_sphinx.spoilers.nodes import make_block, make_inline
from reviewlint_sphinx.spoilers.place import mark
from reviewlint_sphinx.spoilers.words import Range, trim
from reviewlint_sphinx.tree import copy_empty, holds_blocks, lineage, position, replace_range


def hide_blocks(one: Range) -> None:
    """Hide all that stands between two marks that are not in the same element."""
    above, below = lineage(one.opener), lineage(one.closer)
    depth = next(at for at, (left, right) in enumerate(zip(above, below, strict=False)) if left is not right)
    common: nodes.Element = above[depth - 1]
    first, last = above[depth], below[depth]
    if isinstance(common, nodes.TextElement):
        # The marks stand at different depths of emphasis or links: all of that is hidden.
        start, end = position(common, first), position(common, last)
        replace_range(common, first, last, [make_inline(common.children[start : end + 1], one.label)])
        return
    while not holds_blocks(common):
        # From one item of a list, or one cell of a table, into another: the whole of it is hidden.
        first = last = common
        common = common.parent
    opener = one.opener
    if isinstance(first, nodes.title):
        # The mark stays where it is, so that the heading is covered; the block begins below it.
        opener = first = mark("", opens=True)
        common.insert(position(common, above[depth]) + 1, opener)
    edges = (first, opener), (last, one.closer)
    if isinstance(first, nodes.section) or isinstance(last, nodes.section):
        _hide_across_sections(common, *edges, one.label)
    else:
        _hide_in_container(common, *edges, one.label)


def hide_block_of(node: nodes.Node) -> None:
    """Hide the innermost block that holds a node, all of it."""
    block: nodes.Node = node
    while not holds_blocks(block.parent):
        block = block.parent
    replace_range(block.parent, block, block, [make_block([block])])


def flatten(node: nodes.Node) -> list[nodes.Node]:
    """Give the blocks of a section, its heading as a rubric; a block that is no section as it is."""
    if not isinstance(node, nodes.section):
        return [node]
    return [one for child in list(node.children) for one in _flatten_child(child)]


def _flatten_child(child: nodes.Node) -> list[nodes.Node]:
    if isinstance(child, nodes.title):
        rubric = nodes.rubric(child.rawsource, "", *child.children)
        rubric.source, rubric.line = child.source, child.line
        return [rubric]
    return flatten(child)


Edge = tuple[nodes.Element, mark]
"""A child of the container, and the mark in or at it."""


def _hide_in_container(container: nodes.Element, first: Edge, last: Edge, label: str) -> None:
    start, end = position(container, first[0]), position(container, last[0])
    blocks = container.children[start : end + 1]
    before: list[nodes.Node] = []
    after: list[nodes.Node] = []
    if first[0] is not last[0]:
        before, blocks[0:1] = _cut(*first)
        blocks[-1:], after = _cut(*last)
    replace_range(container, first[0], last[0], [*before, make_block(blocks, label), *after])


def _hide_across_sections(container: nodes.Element, first: Edge, last: Edge, label: str) -> None:
    middle_start, middle_end = position(container, first[0]) + 1, position(container, last[0])
    middle = [one for node in container.children[middle_start:middle_end] for one in flatten(node)]
    tail, rest = _cut_head(*last)
    del container.children[middle_start : middle_end + 1]
    home, before, head = _cut_tail(*first)
    at = len(home.children) if home is not container else middle_start - 1
    home.insert(at, [*before, make_block([*head, *middle, *tail], label), *rest])


def _cut_tail(node: nodes.Element, opener: mark) -> tuple[nodes.Element, list[nodes.Node], list[nodes.Node]]:
    """Take what stands from ``opener`` to the end of ``node`` out of the tree.

    Gives the element it was taken from, what is left of the block that was cut, and what was taken.
    """
    if not isinstance(node, nodes.section):
        before, hidden = _cut(node, opener)
        home = node.parent
        home.remove(node)
        return home, before, hidden
    line = lineage(opener)
    child = line[next(depth for depth, one in enumerate(line) if one is node) + 1]
    at = position(node, child) + 1
    following = [one for sibling in node.children[at:] for one in flatten(sibling)]
    del node.children[at:]
    if isinstance(child, nodes.title):
        return node, [], following
    home, before, hidden = _cut_tail(child, opener)
    return home, before, [*hidden, *following]


def _cut_head(node: nodes.Element, closer: mark) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Give what stands in ``node`` up to ``closer`` as blocks, and what follows it as it is."""
    if not isinstance(node, nodes.section):
        return _cut(node, closer)
    line = lineage(closer)
    child = line[next(depth for depth, one in enumerate(line) if one is node) + 1]
    at = position(node, child)
    leading = [one for sibling in node.children[:at] for one in _flatten_child(sibling)]
    following = node.children[at + 1 :]
    if isinstance(child, nodes.title):
        return _flatten_child(child), following
    hidden, rest = _cut_head(child, closer)
    return [*leading, *hidden], [*rest, *following]


def _cut(block: nodes.Element, at: mark) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Cut a paragraph at a mark of its own; any other block lies wholly on the hidden side."""
    if at.parent is not block or not isinstance(block, nodes.paragraph):
        return ([], [block]) if at["opens"] else ([block], [])
    place = position(block, at)
    before, after = copy_empty(block), copy_empty(block)
    before += trim(block.children[:place])
    after += trim(block.children[place + 1 :])
    after["ids"], after["names"] = [], []
    return [before] if before.children else [], [after] if after.children else []
