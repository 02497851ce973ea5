"""The structure of a text in which HTML, template tags or directives stand between the Markdown."""

from __future__ import annotations

from operator import attrgetter

import msgspec

from reviewlint.document.markdown.directives import FenceMark, pair_fences
from reviewlint.document.markdown.layout import Layout
from reviewlint.document.markdown.markup import read_html_headings, read_html_prose, read_markup
from reviewlint.document.markdown.masked import Masked
from reviewlint.document.markdown.mdx import JsxMark
from reviewlint.document.markdown.outline import Markup, Outline
from reviewlint.document.model import Heading
from reviewlint.document.ranges import Cover

_ASIDE = frozenset({"aside", "blockquote", "details"})
_place = attrgetter("span.start")


def mix_layout(text: str, masked: Masked, outline: Outline, *, hinted: bool) -> Layout:
    """Put together what Markdown and the rest say; ``hinted`` asks for the stretches of visible words."""
    markup = read_markup(text, outline.fragments, masked.marks)
    headings, paragraphs, stretches = outline.headings, outline.paragraphs, outline.visible
    if markup.blocks:
        prose, words = read_html_prose(text, markup)
        if prose:
            paragraphs = sorted([*paragraphs, *prose], key=_place)
        if hinted:
            stretches = [*stretches, *words]
    if markup.elements:
        html_headings = read_html_headings(text, markup)
        if html_headings:
            headings = sorted([*headings, *html_headings], key=_place)
        headings = _set_aside(headings, markup)
    if markup.code.spans:
        stretches = [span for span in stretches if span.start not in markup.code]
    fences, stray = pair_fences([mark for mark in masked.marks if isinstance(mark, FenceMark)], len(text))
    marks = (mark.mask for mark in masked.marks if not (isinstance(mark, JsxMark) and mark.solid))
    return Layout(
        text,
        masked,
        outline,
        markup,
        headings,
        paragraphs,
        stretches,
        fences,
        stray,
        (*markup.literal, *marks, *masked.literal),
    )


def _set_aside(headings: list[Heading], markup: Markup) -> list[Heading]:
    """Mark the headings that stand in an element outside of the text's outline."""
    asides = [one.inside for one in markup.elements if one.name in _ASIDE and one.closer] if headings else []
    if not asides:
        return headings
    cover = Cover(asides)
    return [msgspec.structs.replace(one, aside=True) if one.span.start in cover else one for one in headings]
