"""A field's inline Markdown as nodes: emphasis and code, nothing that leads away or runs."""

from __future__ import annotations

import pyromark
from docutils import nodes

# Behind a word nothing begins a block: `1984. A masterpiece` is no list.
_WORD = "x "
_ELEMENTS = {"Emphasis": nodes.emphasis, "Strong": nodes.strong}


def parse_inline(markdown: str) -> list[nodes.Node]:
    """Read a line or two of Markdown; links keep their text only, HTML goes."""
    line = " ".join(markdown.split())
    if not line:
        return []
    root = nodes.inline()
    opened: list[nodes.Element] = [root]
    images = 0
    for event in pyromark.events(_WORD + line):
        if not isinstance(event, dict):
            opened[-1] += nodes.Text(" ")
            continue
        for kind, value in event.items():
            name = next(iter(value)) if isinstance(value, dict) else value
            if name == "Image":
                images += 1 if kind == "Start" else -1
            elif kind == "Start" and name in _ELEMENTS:
                opened.append(_ELEMENTS[name]())
            elif kind == "End" and name in _ELEMENTS:
                element = opened.pop()
                opened[-1] += element
            elif kind == "Code":
                opened[-1] += nodes.literal("", str(value))
            elif kind == "Text" and not images:
                opened[-1] += nodes.Text(str(value))
    first = root.children[0]
    if isinstance(first, nodes.Text):
        root.replace(first, nodes.Text(first.removeprefix(_WORD)))
    return [child for child in root.children if child.astext()]
