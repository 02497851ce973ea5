"""One way in: a text and its path to a Review, by the reader that its suffix asks for."""

from __future__ import annotations

import posixpath

import msgspec

from reviewlint.document.fields import Roles
from reviewlint.document.front_matter.reader import read_front_matter
from reviewlint.document.markdown.reader import read_markdown
from reviewlint.document.model import Problem, Review
from reviewlint.document.source import SourceText
from reviewlint.span import Span

LARGEST = 2_000_000
"""Code points in a review where the site does not say; a novel has a quarter of it."""

_REST = frozenset({".rst", ".rest"})


def read_review(source: SourceText, roles: Roles, longest: int = LARGEST) -> Review:
    """Find out everything about a review; never raises, whatever the text.

    A text of more than ``longest`` code points is not read at all.
    A ``.rst`` file is read as reStructuredText, ``.mdx`` as MDX, anything else as Markdown.
    """
    if len(source.text) > longest:
        problem = Problem(
            "file-too-large",
            Span(0, 0),
            {"size": f"{len(source.text):,} characters", "limit": f"{longest:,}"},
            blocks=True,
        )
        return Review(source, "markdown", None, {}, Span(0, 0), problems=(problem,))
    front = read_front_matter(source, roles.names().keys())
    suffix = posixpath.splitext(source.path)[1].lower()
    if suffix in _REST:
        # docutils takes longer to import than a hundred Markdown reviews take to check.
        from reviewlint.document.rest.reader import read_rest

        review = read_rest(source, front, roles)
    else:
        review = read_markdown(source, front, roles, mdx=suffix == ".mdx")
    if source.bad_bytes:
        problem = Problem(
            "encoding-invalid", source.bad_bytes[0], {"count": str(len(source.bad_bytes))}, blocks=True
        )
        review = msgspec.structs.replace(review, problems=(problem, *review.problems))
    return review
