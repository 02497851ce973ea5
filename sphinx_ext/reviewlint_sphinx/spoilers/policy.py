"""What each builder does with spoilers: closed where a reader can open them, else left out."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from reviewlint_sphinx.locale import _
from reviewlint_sphinx.spoilers.nodes import (
    Spoiler,
    find_spoilers,
    make_block,
    spoiler_block,
    spoiler_inline,
    spoiler_note,
)
from reviewlint_sphinx.spoilers.render import name_spoiler
from reviewlint_sphinx.tree import replace_each

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_POLICIES = {"html": "closed", "dirhtml": "closed", "epub": "closed"}

# Translators and link checkers are no readers: these get the tree as it is.
_TOOLS = frozenset({"gettext", "linkcheck"})


def find_policy(builder: str, configured: Mapping[str, str]) -> str:
    """Give what a builder does: ``closed``, ``omit``, ``show``, or ``keep`` for what no reader sees."""
    if builder in _TOOLS:
        return "keep"
    return configured.get(builder) or _POLICIES.get(builder, "omit")


def apply_policy(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the spoilers of a resolved document where its builder must not have them."""
    spoilers = list(find_spoilers(doctree))
    if not spoilers:
        return
    policy = find_policy(app.builder.name, app.config.reviewlint_spoilers)
    if policy == "closed" and app.builder.format != "html":
        policy = "omit"  # nothing there opens
    if policy == "closed" and app.builder.name == "epub":
        _make_notes(doctree, spoilers)
    elif policy == "omit":
        replace_each((spoiler, [_omit(spoiler)]) for spoiler in spoilers)
    elif policy == "show":
        replace_each((spoiler, [_show(spoiler)]) for spoiler in spoilers)


def _make_notes(doctree: nodes.document, spoilers: list[Spoiler]) -> None:
    """Turn inline spoilers into links to notes, which stand closed at the document's end."""
    swaps: list[tuple[nodes.Node, list[nodes.Node]]] = []
    notes: list[nodes.Node] = []
    shown = escape(_("[spoiler]"))
    for spoiler in spoilers:
        if isinstance(spoiler, spoiler_inline):
            anchor = f"rl-note-{spoiler['number']}"
            link = f'<a class="rl-noteref" epub:type="noteref" href="#{anchor}">{shown}</a>'
            swaps.append((spoiler, [nodes.raw("", link, format="html")]))
            text = nodes.paragraph("", "", *spoiler.children)
            notes.append(spoiler_note("", text, anchor=anchor))
    replace_each(swaps)
    if notes:
        (next(doctree.findall(nodes.section), doctree)).append(make_block(notes, _("notes")))


def _omit(spoiler: Spoiler) -> nodes.Node:
    text = nodes.Text(_("[spoiler omitted]"))
    return nodes.paragraph("", "", text) if isinstance(spoiler, spoiler_block) else nodes.inline("", "", text)


def _show(spoiler: Spoiler) -> nodes.Node:
    if not isinstance(spoiler, spoiler_block):
        return nodes.inline("", "", *spoiler.children)
    title = nodes.paragraph("", "", nodes.strong("", name_spoiler(spoiler)))
    return nodes.container("", title, *spoiler.children, classes=["rl-shown"])
