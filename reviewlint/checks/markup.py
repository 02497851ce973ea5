"""``markup``: a pattern of what is written in the body, tags and addresses included.

Where ``pattern`` looks at the words of one place, this looks at the source that makes the page: code
and comments are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.document.body_search import BodySearch
from reviewlint.document.code import find_comment_end, find_literal, is_code
from reviewlint.document.model import Review
from reviewlint.patterns import compile_patterns, validate_patterns
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"text"})
PLACES = ("body",)

_TAG = compile_later(r"<[A-Za-z][\w-]*[\s/>]")


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say what must not be written; case does not count."""

    patterns: tuple[str, ...]


def validate(params: Params) -> None:
    """Refuse patterns that cannot be used."""
    validate_patterns(params.patterns)


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make each rule's patterns one set."""
    sets = [compile_patterns(params.patterns, ignore_case=True) for params in rules]

    search = BodySearch.share(settings.derived)
    numbers = [search.take_part(patterns) for patterns in sets]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, patterns in enumerate(sets):
            among = search.find(review, numbers[index])
            if among == ():
                continue
            end = 0
            text = review.source.slice(review.body)
            for start, last in sorted((start, last) for _, start, last in patterns.find(text, among)):
                span = Span(review.body.start + start, review.body.start + last)
                if start < end or is_code(review, span) or _is_word(review, span):
                    continue
                comment = find_comment_end(review, span)
                end = comment - review.body.start if comment else last
                if comment is None:
                    yield index, Hit(span, {"text": shorten(text[start:last])})

    return run


def _is_word(review: Review, span: Span) -> bool:
    """Tell whether a tag is a word like any other: in reST it is, but for raw HTML."""
    if review.syntax != "rest" or _TAG.match(review.source.text, span.start) is None:
        return False
    return find_literal(review, span) is None
