"""Read the structure of a Markdown text, once for all who ask for it."""

from __future__ import annotations

from reviewlint.document.markdown.layout import Layout
from reviewlint.document.markdown.masking import mask
from reviewlint.document.markdown.outline import NO_MARKUP
from reviewlint.document.markdown.outline_reader import read_outline
from reviewlint.document.spoilers.halves import find_hints


def read_layout(text: str, body: int = 0, *, mdx: bool = False) -> Layout:
    """Read the structure of a text from the offset ``body`` on."""
    masked = mask(text, body, mdx=mdx)
    hints = find_hints(text)
    outline = read_outline(text, masked, hints)
    if not outline.fragments and not masked.marks:
        return Layout(text, masked, outline, NO_MARKUP, outline.headings, outline.paragraphs, outline.visible)
    # Imported only here: most reviews are nothing but Markdown.
    from reviewlint.document.markdown.mixed_layout import mix_layout

    return mix_layout(text, masked, outline, hinted=bool(hints))
