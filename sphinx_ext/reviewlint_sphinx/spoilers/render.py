"""Spoilers as HTML that stays closed: without script, without style, in print, for search engines.

A block is ``<details>``. An inline one is a checkbox beside a ``hidden`` span: valid within a
paragraph, opened with the space bar, not opened by find-in-page or by a fragment in an address.
An EPUB's reader may have no controls, so there an inline one is a note, and the notes stand in a
block of their own at the end. All of it is XHTML too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from reviewlint.document.plain import plain_line
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.spoilers.nodes import Spoiler, spoiler_block, spoiler_inline, spoiler_note

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_HIDDEN = 'data-spoiler-body="" data-nosnippet="" data-pagefind-ignore="all"'


def register(app: Sphinx) -> None:
    """Tell Sphinx how each writer meets a spoiler.

    The handlers are named by format, never by builder: under a builder's name Sphinx would skip
    the HTML handlers of all other extensions. Every writer but HTML's drops what reaches it; by
    then :mod:`.policy` has put something else in its place.
    """
    drop = (_drop, None)
    block, inline = (_visit_block, _depart_block), (_visit_inline, _depart_inline)
    app.add_node(spoiler_block, html=block, latex=drop, text=drop, man=drop, texinfo=drop)
    app.add_node(spoiler_inline, html=inline, latex=drop, text=drop, man=drop, texinfo=drop)
    note = (_visit_note, _depart_note)
    app.add_node(spoiler_note, html=note, latex=drop, text=drop, man=drop, texinfo=drop)


def read_label(spoiler: nodes.Element) -> str:
    """Give what a spoiler is about; nothing where its label says only that it is one."""
    label: str = plain_line(spoiler.get("label", ""))
    return "" if label.strip(" :!.").casefold() in {"spoiler", "spoilers", _("Spoiler").casefold()} else label


def name_spoiler(spoiler: nodes.Element) -> str:
    """Say what a spoiler is about, or which one of the page's it is."""
    label = read_label(spoiler)
    if label:
        return _("Spoiler: %s") % label
    if spoiler.get("total", 1) > 1:
        counted = {"number": spoiler["number"], "total": spoiler["total"]}
        return _("Spoiler %(number)s of %(total)s") % counted
    return _("Spoiler")


def _visit_block(self: HTML5Translator, node: spoiler_block) -> None:
    self.body.append(self.starttag(node, "details"))
    self.body.append(f"<summary>{self.encode(name_spoiler(node))}</summary>\n")
    self.body.append(f'<div class="rl-spoiler-body" {_HIDDEN}>\n')


def _depart_block(self: HTML5Translator, node: spoiler_block) -> None:
    self.body.append("</div></details>\n")


def _visit_inline(self: HTML5Translator, node: spoiler_inline) -> None:
    name, shown = self.encode(name_spoiler(node)), self.encode(_("spoiler"))
    self.body.append(
        self.starttag(node, "span", "")
        + f'<input class="rl-si-box" type="checkbox" autocomplete="off" aria-label="{name}"'
        + f' data-label="{shown}" /><span class="rl-si-body" hidden="hidden" {_HIDDEN}>'
    )


def _depart_inline(self: HTML5Translator, node: spoiler_inline) -> None:
    self.body.append("</span></span>")


def _visit_note(self: HTML5Translator, node: spoiler_note) -> None:
    self.body.append(f'<aside epub:type="footnote" id="{self.encode(node["anchor"])}" {_HIDDEN}>\n')


def _depart_note(self: HTML5Translator, node: spoiler_note) -> None:
    self.body.append("</aside>\n")


def _drop(self: nodes.NodeVisitor, node: Spoiler | spoiler_note) -> None:
    raise nodes.SkipNode
