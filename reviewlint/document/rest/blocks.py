"""The blocks of a text in reStructuredText that stand in no other."""

from __future__ import annotations

from reviewlint.document.ranges import keep_outer
from reviewlint.document.rest.lines import RestLines
from reviewlint.document.rest.states import read_outline
from reviewlint.document.source import SourceText
from reviewlint.span import Span


def list_outer_rest_blocks(source: SourceText, start: int, *, metadata: bool) -> list[Span]:
    """Give the outer blocks from ``start`` on, sorted; ``metadata`` says whether fields may begin them."""
    outline = read_outline(RestLines(source, start), metadata=metadata)
    # A comment between two fields would end the list, and what follows would be no metadata any more.
    fields = [Span(outline.fields[0].span.start, outline.fields[-1].span.end)] if outline.fields else []
    return keep_outer([*outline.blocks, *fields])
