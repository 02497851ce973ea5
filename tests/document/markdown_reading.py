"""Read Markdown in tests, and say what stands at a span."""

from __future__ import annotations

from reviewlint.document.fields import Roles
from reviewlint.document.front_matter.reader import FrontMatterReading
from reviewlint.document.markdown.reader import read_markdown
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint.span import Span


def read(text: str, *, mdx: bool = False, body: int = 0) -> Review:
    """Read a text, from ``body`` on, as the body of a review without front matter."""
    return read_markdown(SourceText(text), FrontMatterReading(None, body), Roles(), mdx=mdx)


def written(review: Review, span: Span | None) -> str | None:
    """Give what is written at a span."""
    return None if span is None else review.source.slice(span)
