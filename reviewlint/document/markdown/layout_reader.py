"""Read the structure of a Markdown text, once for all who ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewlint.document.markdown.layout import Layout
from reviewlint.document.markdown.masking import mask
from reviewlint.document.markdown.outline import NO_MARKUP
from reviewlint.document.markdown.outline_reader import read_outline
from reviewlint.document.spoilers.halves import find_hints
from reviewlint.later import import_later

if TYPE_CHECKING:
    from reviewlint.document.markdown import mixed_layout
else:
    # Most reviews are nothing but Markdown.
    mixed_layout = import_later("reviewlint.document.markdown.mixed_layout")


def read_layout(text: str, body: int = 0, *, mdx: bool = False) -> Layout:
    """Read the structure of a text from the offset ``body`` on."""
    masked = mask(text, body, mdx=mdx)
    hints = find_hints(text)
    outline = read_outline(text, masked, hints)
    if not outline.fragments and not masked.marks:
        return Layout(text, masked, outline, NO_MARKUP, outline.headings, outline.paragraphs, outline.visible)
    return mixed_layout.mix_layout(text, masked, outline, hinted=bool(hints))
