"""Spoilers moved to the end, for books: where one stood, its number leads there.

A builder of a single file gives one tree of many documents; its appendix has a section for each that
holds spoilers, after all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from reviewlint_sphinx.locale import _
from reviewlint_sphinx.spoilers.nodes import Spoiler, find_spoilers, spoiler_block, spoiler_inline
from reviewlint_sphinx.spoilers.render import read_label
from reviewlint_sphinx.tree import replace_each

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ANCHOR = "rl-appendix"


def move_to_appendix(app: Sphinx, doctree: nodes.document, docname: str, spoilers: Sequence[Spoiler]) -> None:
    """Put the spoilers of a resolved document into a last section of it, numbered."""
    files = _find_files(doctree)
    numbered = [(number, spoiler, files.get(id(spoiler))) for number, spoiler in enumerate(spoilers, 1)]
    appendix = nodes.section("", nodes.title("", _("Spoilers")), ids=[_ANCHOR])
    for _key, group in groupby(numbered, key=lambda one: id(one[2])):
        members = list(group)
        number, _spoiler, owner = members[0]
        home = appendix
        if owner is not None:
            home = nodes.section("", _copy_title(owner), ids=[f"{_ANCHOR}-from-{number}"])
            appendix += home
        for member in members:
            home += _make_entry(member[0], member[1])
    replace_each((spoiler, [_point(app, docname, number, spoiler)]) for number, spoiler, _owner in numbered)
    body: nodes.Element = next((one for one in doctree if isinstance(one, nodes.section)), doctree)
    if app.builder.format == "latex" and not app.config.latex_appendices:
        # Sphinx says so itself before those of a site's own.
        body += nodes.raw("", "\\appendix\n", format="latex")
    body += appendix


def _find_files(doctree: nodes.document) -> dict[int, nodes.Element]:
    """Map each spoiler, by its identity, to the document that it comes from; none in a tree of one.

    Sphinx gives documents that it puts together no parents to go by.
    """
    return {
        id(spoiler): file
        for file in doctree.findall(addnodes.start_of_file)
        for spoiler in find_spoilers(file)
    }


def _copy_title(file: nodes.Element) -> nodes.title:
    title = next(file.findall(nodes.title), None)
    return nodes.title("", title.astext() if title is not None else file["docname"])


def _make_entry(number: int, spoiler: Spoiler) -> list[nodes.Node]:
    label = read_label(spoiler)
    name = _("Spoiler: %s") % label if label else _("Spoiler")
    target = nodes.target("", "", ids=[_name_anchor(number)])
    heading = nodes.paragraph("", "", target, nodes.strong("", f"{number}. {name}"))
    if isinstance(spoiler, spoiler_inline):
        return [heading, nodes.paragraph("", "", *spoiler.children)]
    return [heading, *spoiler.children]


def _point(app: Sphinx, docname: str, number: int, spoiler: Spoiler) -> nodes.Node:
    words: nodes.Element = nodes.inline("", _("[spoiler %s, at the end]") % number)
    if app.builder.format == "html":
        words = nodes.reference("", "", words, internal=True, refid=_name_anchor(number))
    elif app.builder.format == "latex":
        words = nodes.reference("", "", words, internal=True, refuri=f"%{docname}#{_name_anchor(number)}")
    return nodes.paragraph("", "", words) if isinstance(spoiler, spoiler_block) else words


def _name_anchor(number: int) -> str:
    return f"{_ANCHOR}-{number}"
