"""The nodes that hold hidden text, and how to ask about them.

They stand under docutils' lower-case ``admonition``: tools that write descriptions skip whatever
is an admonition. Under ``Admonition`` docutils' own title rendering would crash on them. A writer
without a visitor for them would print them as an admonition, in clear: that is why
:mod:`.policy` replaces them wherever they are not known to be safe.
"""

from __future__ import annotations

from docutils import nodes

from reviewlint_sphinx.tree import find_nodes

NO_SEARCH = "no-search"
"""Sphinx keeps the words of elements of this class out of its search index (8.2 and later)."""


class spoiler_block(nodes.admonition):  # noqa: N801 - docutils finds visitors by the class's name
    """Hide whole blocks; ``label`` says what of, or is empty."""


class spoiler_inline(nodes.Inline, nodes.TextElement, nodes.admonition):  # noqa: N801
    """Hide words within a paragraph."""


class spoiler_note(nodes.General, nodes.Element):  # noqa: N801
    """Hold in an EPUB what an inline spoiler hides; ``anchor`` is where its link leads."""


Spoiler = spoiler_block | spoiler_inline


def make_block(children: list[nodes.Node], label: str = "") -> spoiler_block:
    """Wrap blocks."""
    return spoiler_block("", *children, classes=["rl-spoiler", NO_SEARCH], label=label)


def make_inline(children: list[nodes.Node], label: str = "") -> spoiler_inline:
    """Wrap words."""
    return spoiler_inline("", "", *children, classes=["rl-si", NO_SEARCH], label=label)


def find_spoilers(tree: nodes.Node) -> list[Spoiler]:
    """Give the spoilers of a tree, in its order, those inside others too."""
    return find_nodes(tree, spoiler_block, spoiler_inline)


def is_inside_spoiler(node: nodes.Node) -> bool:
    """Tell whether a node stands in a spoiler."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, (spoiler_block, spoiler_inline)):
            return True
        parent = parent.parent
    return False
