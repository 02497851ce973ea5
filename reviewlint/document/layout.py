"""All that one reading of a Markdown text finds, before images, spoilers and comments are told apart."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from reviewlint.document.directives import Fence, FenceMark, pair_fences
from reviewlint.document.markup import NO_MARKUP, Markup, read_html_headings, read_html_prose, read_markup
from reviewlint.document.masking import Masked, mask
from reviewlint.document.mdx import JsxMark
from reviewlint.document.model import Heading, Paragraph
from reviewlint.document.outline import Outline
from reviewlint.document.outline_walk import read_outline
from reviewlint.document.ranges import merge
from reviewlint.document.spoiler_text import may_hold_markers
from reviewlint.span import Span


class Layout(msgspec.Struct, frozen=True):
    """Hold a text's structure, Markdown and HTML together, in the order of the source.

    ``stretches`` are where words stand that a reader sees (only where the text may hold spoiler
    markers), ``stray_fences`` the colon fences that end nothing.
    """

    text: str
    masked: Masked
    outline: Outline
    markup: Markup
    headings: Sequence[Heading]
    paragraphs: Sequence[Paragraph]
    stretches: Sequence[Span] = ()
    fences: Sequence[Fence] = ()
    stray_fences: Sequence[FenceMark] = ()

    def find_literal(self) -> tuple[Span, ...]:
        """Give the spans where no prose stands: code, HTML, comments, template tags, fences."""
        marks = (mark.mask for mark in self.masked.marks if not (isinstance(mark, JsxMark) and mark.solid))
        return merge((*self.outline.code, *self.markup.literal, *marks, *self.masked.literal))


def read_layout(text: str, body: int = 0, *, mdx: bool = False) -> Layout:
    """Read the structure of a text from the offset ``body`` on."""
    masked = mask(text, body, mdx=mdx)
    hinted = may_hold_markers(text)
    outline = read_outline(text, masked, visible=hinted)
    if not outline.fragments and not masked.marks:
        return Layout(text, masked, outline, NO_MARKUP, outline.headings, outline.paragraphs, outline.visible)
    markup = read_markup(text, outline.fragments, masked.marks)
    headings, paragraphs, stretches = outline.headings, outline.paragraphs, outline.visible
    if markup.blocks:
        prose, words = read_html_prose(text, markup)
        paragraphs = sorted([*paragraphs, *prose], key=_place)
        if hinted:
            stretches = [*stretches, *words]
    html_headings = list(read_html_headings(text, markup))
    if html_headings:
        headings = sorted([*headings, *html_headings], key=_place)
    if markup.code.spans:
        stretches = [span for span in stretches if span.start not in markup.code]
    marks = [mark for mark in masked.marks if isinstance(mark, FenceMark)]
    fences, stray = pair_fences(marks, len(text)) if marks else ([], [])
    return Layout(text, masked, outline, markup, headings, paragraphs, stretches, fences, stray)


def _place(part: Heading | Paragraph) -> Span:
    return part.span
