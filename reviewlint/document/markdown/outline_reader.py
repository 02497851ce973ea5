"""A copy to its outline: plain blocks as they stand, the others by a walk over the parser's events."""

from __future__ import annotations

from collections.abc import Sequence

from reviewlint.document.markdown.masked import Masked
from reviewlint.document.markdown.outline import Outline
from reviewlint.document.markdown.outline_builder import OutlineBuilder
from reviewlint.document.markdown.outline_walk import walk
from reviewlint.document.markdown.plain_blocks import BlockReader


def read_outline(text: str, masked: Masked, hints: Sequence[int] = ()) -> Outline:
    """Read the structure of a copy.

    ``hints`` are the offsets at which spoiler markers may begin, in order: visible words are kept
    where there are any.
    """
    outline = BlockReader(text, masked.copy, hints).read(masked.body)
    if outline is None:
        builder = OutlineBuilder(text, masked.copy, hints)
        walk(builder, masked.body, len(masked.copy))
        outline = builder.out
    return outline
