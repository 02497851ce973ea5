"""Whether a place in a review is code, which readers see as it is written, or a comment, which none sees."""

from __future__ import annotations

import re
from bisect import bisect_right

from reviewlint.document.model import Paragraph, Review, Spoiler
from reviewlint.document.scopes import Part
from reviewlint.regex import compile_later
from reviewlint.span import Span

# HTML Standard, 13.2.5.51: `--!>` ends a comment too, and so does `>` right behind its beginning.
_COMMENT_END = compile_later(r"--!?>")
# reStructuredText, "Hyperlink Targets": nobody sees one, and a link leads where it says.
_TARGET = compile_later(r"\.\. __?|__ ")
_NO_PROSE = compile_later(r"<(?:!--|(?:code|kbd|pre|samp|script|style)[\s>])|(?!<)", re.IGNORECASE)


def is_shown_as_code(review: Review, part: Part, span: Span) -> bool:
    """Tell whether a place in a run of prose stands within code or a comment; elsewhere none does.

    What begins with code's own mark, such as a backtick, is about the mark, and not within.
    """
    owner = part.owner
    is_run = isinstance(owner, Paragraph) or (isinstance(owner, Spoiler) and part.span == owner.body)
    literal = find_literal(review, span) if is_run and part.exact else None
    if literal is None or literal.start == span.start:
        return False
    return _NO_PROSE.match(review.source.text, literal.start) is not None


def is_code(review: Review, span: Span) -> bool:
    """Tell whether a place is shown as it is written; what begins with ``<`` there is HTML."""
    literal = find_literal(review, span)
    if literal is None:
        return False
    start = literal.start
    if review.syntax == "rest" and _TARGET.match(review.source.text, start):
        return False
    line, _ = review.source.position(start)
    before = review.source.text[review.source.line_span(line).start : start]
    return not review.source.text.startswith("<", start) or before.endswith(("    ", "\t"))


def find_comment_end(review: Review, span: Span) -> int | None:
    """Give where the HTML comment ends in which a place stands; ``None`` where it stands in none."""
    literal = find_literal(review, span)
    text = review.source.text
    if literal is None or not text.startswith("<!--", literal.start):
        return None
    end = _COMMENT_END.search(text, literal.start + len("<!"))
    if end is None:
        return len(text)
    return end.end() if span.end <= end.start() else None


def find_literal(review: Review, span: Span) -> Span | None:
    """Give the code, HTML or comment in which a place begins; ``None`` where it begins among prose."""
    at = bisect_right(review.literal, span.start, key=lambda one: one.start) - 1
    return None if at < 0 or review.literal[at].end <= span.start else review.literal[at]
