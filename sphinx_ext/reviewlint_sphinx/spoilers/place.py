"""Marks in the text of a parsed review turned into nodes of their own, so that they can be paired."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from reviewlint.public import PLACEHOLDER
from reviewlint_sphinx.spoilers.sentinels import drop_marks, find_marks, holds_mark
from reviewlint_sphinx.tree import find_nodes, replace_each


class mark(nodes.Inline, nodes.Element):  # noqa: N801 - a node, as docutils names them
    """Stand where a spoiler begins (``opens``) or ends; ``number`` says which one."""


# Text in here is shown as it stands and cannot hold other nodes.
_OPAQUE = (nodes.literal, nodes.FixedTextElement, nodes.math, nodes.comment, nodes.Invisible)


def place_marks(document: nodes.document) -> list[mark]:
    """Replace every mark in the document's text by a node, in order; attributes lose theirs."""
    swaps: list[tuple[nodes.Node, list[nodes.Node]]] = []
    for text in [one for one in find_nodes(document, nodes.Text) if holds_mark(one)]:
        parent: nodes.Element = text.parent
        if isinstance(parent, nodes.raw):
            swaps.append((parent, _split_raw(parent)))
        elif _is_opaque(parent) and holds_mark(parent.astext()):
            swaps.append(_surround(parent))
        else:
            swaps.append((text, list(_split_text(str(text)))))
    replace_each(swaps)
    for element in find_nodes(document, nodes.Element):
        _clean_attributes(element)
    return find_nodes(document, mark)


def _is_opaque(element: nodes.Element) -> bool:
    return isinstance(element, _OPAQUE)


def _split_text(text: str) -> Iterator[nodes.Node]:
    at = 0
    for found in find_marks(text):
        if found.start > at:
            yield nodes.Text(text[at : found.start])
        yield mark("", opens=found.opens, number=found.number)
        at = found.end
    if at < len(text):
        yield nodes.Text(text[at:])


def _split_raw(raw: nodes.raw) -> list[nodes.Node]:
    """Split a piece of HTML at its marks; between blocks each mark becomes a paragraph."""
    between_blocks = not isinstance(raw.parent, nodes.TextElement)
    pieces: list[nodes.Node] = []
    for node in _split_text(raw.astext()):
        if isinstance(node, nodes.Text):
            if node.strip():
                piece = raw.copy()
                piece.rawsource = ""
                piece += node
                pieces.append(piece)
        else:
            pieces.append(nodes.paragraph("", "", node) if between_blocks else node)
    return pieces


def _surround(opaque: nodes.Element) -> tuple[nodes.Node, list[nodes.Node]]:
    """Put the marks of code before and behind it: all of it is hidden rather than part of it."""
    found = list(find_marks(opaque.astext()))
    texts = find_nodes(opaque, nodes.Text)
    replace_each((text, [nodes.Text(drop_marks(str(text)))]) for text in texts)
    block = not isinstance(opaque.parent, nodes.TextElement)
    nodes_of = [mark("", opens=one.opens, number=one.number) for one in found]
    wrapped = [nodes.paragraph("", "", one) if block else one for one in nodes_of]
    before = [node for node, one in zip(wrapped, found, strict=True) if one.opens]
    after = [node for node, one in zip(wrapped, found, strict=True) if not one.opens]
    return opaque, [*before, opaque, *after]


def _clean_attributes(element: nodes.Element) -> None:
    """Take marks, and what they hide, out of an alt text; out of any other attribute take all of it."""
    for name, value in list(element.attributes.items()):
        if not value:
            continue
        if isinstance(value, str) and holds_mark(value):
            element[name] = _hide_words(value) if name == "alt" else ""
        elif isinstance(value, list) and any(isinstance(one, str) and holds_mark(one) for one in value):
            element[name] = [one for one in value if not (isinstance(one, str) and holds_mark(one))]


def _hide_words(text: str) -> str:
    pieces: list[str] = []
    at = depth = 0
    for found in find_marks(text):
        if depth == 0:
            pieces.append(text[at : found.start] if found.opens else "")
            pieces.append(PLACEHOLDER)
        depth = max(depth + (1 if found.opens else -1), 0)
        at = found.end
    if depth == 0:
        pieces.append(text[at:])
    return "".join(pieces)
