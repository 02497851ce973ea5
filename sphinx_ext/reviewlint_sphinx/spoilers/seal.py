"""The ways out of a spoiler closed: addresses, index entries, labels, footnotes."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from reviewlint_sphinx.domain import NAME
from reviewlint_sphinx.spoilers.nodes import find_spoilers, is_inside_spoiler
from reviewlint_sphinx.spoilers.transform import forget_names
from reviewlint_sphinx.tree import find_nodes, replace_each

# What describes a thing that a domain knows by its name.
_NAMING = (addnodes.desc, addnodes.glossary, addnodes.productionlist)


class SealSpoilers(SphinxTransform):
    """Leave nothing in a spoiler that an index, a label or an address could lead to.

    It runs behind footnotes (623) and before Sphinx's domains collect labels and index entries (850).
    A fragment in an address opens the ``<details>`` that its target stands in, so nothing inside
    keeps an id. What Sphinx numbers gets one that says nothing: of such a thing without an id it warns.
    """

    default_priority = 840

    def apply(self, **kwargs: Any) -> None:
        """Change the document in place."""
        spoilers = find_spoilers(self.document)
        if not spoilers:
            return
        _move_footnotes(self.document)
        _drop_metadata(self.document)
        if any(find_nodes(spoiler, *_NAMING) for spoiler in spoilers):
            self._forget_objects()
        numbered = self.env.domains.standard_domain.get_enumerable_node_type
        for spoiler in spoilers:
            replace_each((entry, []) for entry in find_nodes(spoiler, addnodes.index))
            replace_each((target, target.children) for target in find_nodes(spoiler, nodes.target))
            for element in find_nodes(spoiler, nodes.Element):
                forget_names(self.document, element)
                element["ids"] = []
                if numbered(element):
                    self.document.set_id(element)

    def _forget_objects(self) -> None:
        """Take what this document describes out of all domains.

        Directives that describe a function, an option or a term tell so while they are parsed, before
        anybody knows whether a spoiler holds them. What else is told of a document is told later (850).
        """
        for domain in self.env.domains.sorted():
            if domain.name != NAME:
                domain.clear_doc(self.env.docname)


def _drop_metadata(document: nodes.document) -> None:
    """Drop descriptions and keywords, which docutils moves from where they stand to the page's head.

    MyST gives those that a writer put into the front matter a line; the directive gives none.
    """
    for meta in find_nodes(document, nodes.meta):
        if meta.line is None:
            meta.parent.remove(meta)


def _move_footnotes(document: nodes.document) -> None:
    """Move each footnote that only spoilers cite into them; others no longer link back to spoilers."""
    cited: dict[str, list[nodes.footnote_reference]] = defaultdict(list)
    for reference in find_nodes(document, nodes.footnote_reference):
        if "refid" in reference:
            cited[reference["refid"]].append(reference)
    for footnote in find_nodes(document, nodes.footnote):
        references = [reference for ident in footnote["ids"] for reference in cited[ident]]
        hidden = [reference for reference in references if is_inside_spoiler(reference)]
        if hidden and len(hidden) == len(references) and not is_inside_spoiler(footnote):
            for reference in hidden:
                _inline_footnote(reference, footnote)
            forget_names(document, footnote)
            footnote.parent.remove(footnote)
        else:
            backrefs = {ident for reference in hidden for ident in reference["ids"]}
            footnote["backrefs"] = [ident for ident in footnote["backrefs"] if ident not in backrefs]
    for rule in find_nodes(document, nodes.transition):
        # MyST draws a line above its footnotes; none may be left below it.
        if "footnotes" in rule["classes"] and rule.parent.children[-1] is rule:
            rule.parent.remove(rule)


def _inline_footnote(reference: nodes.footnote_reference, footnote: nodes.footnote) -> None:
    """Write a footnote where it is cited, in brackets."""
    blocks = [child for child in footnote.children if not isinstance(child, nodes.label)]
    words: list[nodes.Node] = []
    for block in blocks:
        if words:
            words.append(nodes.Text(" "))
        plain = isinstance(block, nodes.paragraph)
        words += [one.deepcopy() for one in block.children] if plain else [nodes.Text(block.astext())]
    note = nodes.inline("", " [", *words, nodes.Text("]"), classes=["rl-note"])
    replace_each([(reference, [note])])
