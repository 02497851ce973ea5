"""All that one reading of a Markdown text finds, before images, spoilers and comments are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from reviewlint.document.markdown.masked import Masked
from reviewlint.document.markdown.outline import Markup, Outline
from reviewlint.document.model import Heading, Paragraph
from reviewlint.document.ranges import merge
from reviewlint.span import Span

if TYPE_CHECKING:
    from reviewlint.document.markdown.directives import Fence, FenceMark


class Layout(msgspec.Struct, frozen=True):
    """Hold a text's structure, Markdown and HTML together, in the order of the source.

    ``stretches`` are where words stand that a reader sees, as far as they may hold spoiler markers;
    ``stray_fences`` are the colon fences that end nothing, ``wordless`` the spans of HTML, comments,
    template tags and fences, in which no prose stands.
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
    wordless: Sequence[Span] = ()

    def find_literal(self) -> tuple[Span, ...]:
        """Give the spans where no prose stands, code included."""
        return merge((*self.outline.code, *self.wordless))
