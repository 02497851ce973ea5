"""The blocks of a review that stand in no other: where a comment can stand between them."""

from __future__ import annotations

from reviewlint.document.model import Review
from reviewlint.span import Span


def list_outer_blocks(review: Review) -> list[Span]:
    """Give the outer blocks of a review's text, sorted; of reST the fields at its head are blocks, too."""
    front_matter = review.front_matter
    if review.syntax != "rest":
        from reviewlint.document.markdown import comment_directives
        from reviewlint.document.markdown.layout_reader import read_layout

        layout = read_layout(review.source.text, review.body.start, mdx=review.syntax == "mdx")
        return comment_directives.list_outer_blocks(layout)
    from reviewlint.document.rest.blocks import list_outer_rest_blocks

    own = front_matter is None or front_matter.form == "rest"
    start = 0 if own else review.body.start
    return list_outer_rest_blocks(review.source, start, metadata=own)
