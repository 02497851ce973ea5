"""Read reStructuredText in tests, and say what stands at a span."""

from __future__ import annotations

from reviewlint.document.fields import Role, Roles
from reviewlint.document.model import Review
from reviewlint.document.read import read_review
from reviewlint.document.source import SourceText
from reviewlint.span import Span

ROLES = Roles(
    (
        Role("title", ("title", "name")),
        Role("date", ("date",), "date"),
        Role("cover", ("coverImage",), "image"),
        Role("cover_alt", ("imageAlt",)),
        Role("spoilers", ("spoilers",), "level"),
    )
)


def read(text: str) -> Review:
    """Read a text as the review of a ``.rst`` file."""
    return read_review(SourceText(text, "her.rst"), ROLES)


def written(review: Review, span: Span | None) -> str | None:
    """Give what is written at a span."""
    return None if span is None else review.source.slice(span)
