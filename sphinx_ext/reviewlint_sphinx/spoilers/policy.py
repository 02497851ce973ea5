"""What each builder does with spoilers: closed where a reader can open them, else left out.

``reviewlint_spoilers`` says otherwise, by the names of builders.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from html import escape
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.util import logging

from reviewlint_sphinx.config import PREFIX, SPOILER_POLICIES, explain
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.spoilers.appendix import move_to_appendix
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

logger = logging.getLogger(__name__)

_VALUE = f"{PREFIX}spoilers"

_POLICIES = {"html": "closed", "dirhtml": "closed", "epub": "closed"}

# Translators and link checkers are no readers: these get the tree as it is.
_TOOLS = frozenset({"gettext", "linkcheck"})

OPEN = frozenset({"show", "appendix"})
"""What tells spoilers to every reader."""


def check_policies(app: Sphinx) -> None:
    """Look at what conf.py says of spoilers.

    A builder that is not known is a warning: an extension that brings it may not be in use everywhere.

    :raises ConfigError: in words that name the builder, what is said of it and what may be
    """
    policies = app.config.reviewlint_spoilers
    if not isinstance(policies, Mapping):
        raise ConfigError(
            f"{_VALUE} is {policies!r}; it should say what builders do, such as {{'latex': 'appendix'}}"
        )
    known = app.registry.builders
    for builder, policy in policies.items():
        name = f"spoilers[{builder!r}]"
        if policy not in SPOILER_POLICIES:
            raise ConfigError(explain(name, policy, SPOILER_POLICIES))
        if builder in _TOOLS:
            raise ConfigError(f"{PREFIX}{name} changes nothing: no reader sees what {builder!r} builds")
        if policy == "closed" and builder in known and known[builder].format != "html":
            told = explain(name, policy, tuple(one for one in SPOILER_POLICIES if one != "closed"))
            raise ConfigError(f"{told}, for nothing opens in what {builder!r} builds")
        if builder not in known:
            _warn_of_unknown(builder, known)


def _warn_of_unknown(builder: object, known: Iterable[str]) -> None:
    names = {*known, *(one.name for one in entry_points(group="sphinx.builders"))} - _TOOLS
    if builder not in names:
        near = get_close_matches(str(builder), sorted(names), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        told = "%s: there is no builder %r%s"
        logger.warning(told, _VALUE, builder, hint, type="reviewlint", subtype="config")


def find_policy(builder: str, configured: Mapping[str, str]) -> str:
    """Give what a builder does: ``closed``, ``omit``, ``appendix``, ``show``; ``keep`` where nobody reads."""
    if builder in _TOOLS:
        return "keep"
    return configured.get(builder) or _POLICIES.get(builder, "omit")


def apply_policy(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the spoilers of a resolved document where its builder must not have them."""
    spoilers = find_spoilers(doctree)
    if not spoilers:
        return
    policy = find_policy(app.builder.name, app.config.reviewlint_spoilers)
    if policy == "closed" and app.builder.format != "html":
        policy = "omit"  # nothing there opens
    if policy == "closed" and app.builder.name == "epub":
        _make_notes(doctree, spoilers)
    elif policy == "omit":
        replace_each((spoiler, [_omit(spoiler)]) for spoiler in spoilers)
    elif policy == "appendix":
        move_to_appendix(app, doctree, docname, spoilers)
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
