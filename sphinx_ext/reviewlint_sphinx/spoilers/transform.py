"""Marks and directives of a document turned into spoilers that hide what they should."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from reviewlint.public import PLACEHOLDER
from reviewlint_sphinx.spoilers.blocks import flatten, hide_block_of, hide_blocks
from reviewlint_sphinx.spoilers.nodes import (
    find_spoilers,
    is_inside_spoiler,
    make_inline,
    spoiler_block,
    spoiler_inline,
)
from reviewlint_sphinx.spoilers.place import mark, place_marks
from reviewlint_sphinx.spoilers.sentinels import holds_mark, restore_markers
from reviewlint_sphinx.spoilers.words import Range, hide_words
from reviewlint_sphinx.state import marks_of
from reviewlint_sphinx.tree import find_nodes, lineage, replace_each

logger = logging.getLogger(__name__)

# What is read out elsewhere too, in tables of contents, indexes and lists: nothing can be hidden here.
_SHOWN_ELSEWHERE = (
    nodes.Titular,
    nodes.term,
    nodes.classifier,
    nodes.caption,
    nodes.field_name,
    addnodes.desc_signature,
)


class HideSpoilers(SphinxTransform):
    """Hide what the markers of a document enclose, before anything else looks at its text."""

    default_priority = 4

    def apply(self, **kwargs: Any) -> None:
        """Change the document in place."""
        marks = marks_of(self.env)
        if marks.written:
            self._hide_marked(marks.written, marks.labels)
        _tidy(self.document)

    def _hide_marked(self, written: Mapping[str, str], labels: Mapping[int, str]) -> None:
        ranges, strays = _pair(place_marks(self.document), labels)
        if ranges and ranges[-1].closer.parent is None:
            self.document += ranges[-1].closer
        near = [one for one in ranges if one.opener.parent is one.closer.parent]
        hide_words(near)
        for one in ranges:
            if one.opener.parent is not one.closer.parent:
                hide_blocks(one)
        for stray in strays:
            if _heading_above(stray) is None:
                hide_block_of(stray)
            logger.warning(
                "a spoiler ends here but begins nowhere that can be hidden; the whole block is hidden",
                location=stray,
                type="reviewlint",
                subtype="spoiler-stray-close",
            )
        for left in find_nodes(self.document, mark):
            heading = _heading_above(left)
            if heading is not None and not is_inside_spoiler(heading):
                _cover(self.document, heading)
        replace_each((left, []) for left in find_nodes(self.document, mark))
        for element in find_nodes(self.document, nodes.Element):
            if element.rawsource and holds_mark(element.rawsource):
                # Of a paragraph that was cut, each piece keeps all of the message that is translated.
                element["spoilers"] = 1
                element.rawsource = restore_markers(element.rawsource, written)


class HideTranslated(SphinxTransform):
    """Hide a translated text whole where the translation lost the spoilers it had."""

    default_priority = 21  # right behind sphinx.transforms.i18n.Locale

    def apply(self, **kwargs: Any) -> None:
        """Change the document in place."""
        for text in find_nodes(self.document, nodes.TextElement):
            lost = text.get("translated") and text.get("spoilers", 0) > _count_inline(text)
            if lost and not is_inside_spoiler(text):
                hide_block_of(text)


def _pair(marks: Iterable[mark], labels: Mapping[int, str]) -> tuple[list[Range], list[mark]]:
    """Pair marks; one inside another is left to it, one that is never closed runs to the end."""
    ranges: list[Range] = []
    strays: list[mark] = []
    opener: mark | None = None
    for one in marks:
        if opener is None:
            if one["opens"]:
                opener = one
            else:
                strays.append(one)
        elif not one["opens"] and one["number"] == opener["number"]:
            ranges.append(Range(opener, one, labels.get(opener["number"], "")))
            opener = None
    if opener is not None:
        closer = mark("", opens=False, number=opener["number"])
        ranges.append(Range(opener, closer, labels.get(opener["number"], "")))
    return ranges, strays


def _tidy(document: nodes.document) -> None:
    """Make every spoiler hold blocks or words only, stand where it can hide, and know its number."""
    for spoiler in find_spoilers(document):
        if is_inside_spoiler(spoiler):
            replace_each([(spoiler, spoiler.children)])
            continue
        heading = _heading_above(spoiler)
        if heading is not None:
            _cover(document, heading, spoiler)
            continue
        link = _link_above(spoiler)
        if link is not None:
            # A control must not stand in a link, so the link goes inside.
            replace_each([(spoiler, spoiler.children)])
            replace_each([(link, [make_inline([link.deepcopy()], spoiler["label"])])])
        for section in find_nodes(spoiler, nodes.section):
            if section.parent is not None:
                replace_each([(section, flatten(section))])
    found = find_spoilers(document)
    for number, spoiler in enumerate(found, 1):
        spoiler["number"], spoiler["total"] = number, len(found)
        if isinstance(spoiler, spoiler_inline):
            text = next(one for one in lineage(spoiler) if isinstance(one, nodes.TextElement))
            text["spoilers"] = _count_inline(text)


def _heading_above(node: nodes.Node) -> nodes.Element | None:
    parent: nodes.Element | None = node.parent
    while parent is not None and not isinstance(parent, spoiler_block):
        if _is_shown_elsewhere(parent):
            return parent
        parent = parent.parent
    return None


def _is_shown_elsewhere(element: nodes.Element) -> bool:
    return isinstance(element, _SHOWN_ELSEWHERE)


def _link_above(node: nodes.Node) -> nodes.Element | None:
    parent = node.parent
    while isinstance(parent, nodes.TextElement):
        if isinstance(parent, (nodes.reference, addnodes.pending_xref)):
            return parent
        parent = parent.parent
    return None


def _cover(document: nodes.document, heading: nodes.Element, spoiler: nodes.Node | None = None) -> None:
    """Put a placeholder in a heading: in place of the spoiler in it, or of all of it."""
    if spoiler is None:
        heading.children = []
        heading += nodes.Text(PLACEHOLDER)
    else:
        replace_each([(spoiler, [nodes.Text(PLACEHOLDER)])])
    # What is translated and what addresses are made of must not tell it either.
    heading.rawsource = heading.astext()
    heading.attributes.pop("spoilers", None)
    for owner in (heading, heading.parent):
        if isinstance(owner, (nodes.section, nodes.term)):
            forget_names(document, owner)
            owner["ids"] = []
            document.set_id(owner)
    if isinstance(heading.parent, nodes.admonition):
        # docutils makes a class of the title, which "class:" takes the place of.
        heading.parent["classes"] = [
            one for one in heading.parent["classes"] if not one.startswith("admonition-")
        ]


def forget_names(document: nodes.document, owner: nodes.Element) -> None:
    """Take an element's names and addresses out of every table that a document keeps of them."""
    for name in [*owner["names"], *owner["dupnames"]]:
        document.nameids.pop(name, None)
        document.nametypes.pop(name, None)
    for ident in owner["ids"]:
        document.ids.pop(ident, None)
    slugs = getattr(document, "myst_slugs", {})
    for slug in [slug for slug, (_, ident, _) in slugs.items() if ident in owner["ids"]]:
        del slugs[slug]
    owner.attributes.pop("slug", None)
    owner["names"], owner["dupnames"] = [], []


def _count_inline(text: nodes.Element) -> int:
    return len(find_nodes(text, spoiler_inline))
