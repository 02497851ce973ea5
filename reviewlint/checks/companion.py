"""``companion``: something that makes sense only beside a picture, and stands alone.

A caption field without its cover; a credit line in the text with no image next to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.document.body_search import BodySearch
from reviewlint.document.model import Image, Review, Value
from reviewlint.document.scopes import parts
from reviewlint.patterns import PatternSet, compile_patterns, validate_patterns
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"place", "text", "where"})
PLACES = ("field.*", "line")

_IMAGE_ADDRESS = compile_later(r"\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]\S*)?$", re.IGNORECASE)
_IMAGE_KEY = compile_later(r"art|banner|cover|header|hero|image|img|photo|pic|poster|thumb", re.IGNORECASE)
_LONGEST_ADDRESS = 2000
_REMOTE = compile_later(r"(?:https?:)?//", re.IGNORECASE)
# Markup may be a picture in a form that is not known: a shortcode, an embed, a script.
_MARKUP = compile_later(r"\s*(?:[<{]|!?\[|:::|```|\.\. )")


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say what belongs beside a picture.

    ``fields`` are the roles of front-matter values that belong to the cover. ``patterns`` are for
    lines of the body (``^`` and ``$`` are a line's ends) of at most ``longest`` code points.
    """

    fields: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    longest: int = 200
    ignore_case: bool = False


def validate(params: Params) -> None:
    """Refuse patterns that cannot be used."""
    validate_patterns(params.patterns)


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make each rule's line patterns one set."""
    sets = [
        compile_patterns([f"(?m:{text})" for text in params.patterns], ignore_case=params.ignore_case)
        for params in rules
    ]
    search = BodySearch.share(settings.derived)
    numbers = [search.take_part(patterns) for patterns in sets]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            for hit in _find_fields(review, params):
                yield index, hit
            among = search.find(review, numbers[index])
            if among == ():
                continue
            for hit in _find_lines(review, params, sets[index], among):
                yield index, hit

    return run


def _find_fields(review: Review, params: Params) -> Iterator[Hit]:
    if not any(role in review.fields for role in params.fields) or _has_cover(review):
        return
    for role in params.fields:
        for part in parts(review, f"field.{role}"):
            if part.state == "text":
                name = review.fields[role].name
                values = {"text": shorten(part.text), "place": f"`{name}`", "where": "in the front matter"}
                yield Hit(part.span, values)


def _has_cover(review: Review) -> bool:
    """Tell whether the front matter names a picture, be it under a name that is not known."""
    if any(image.cover and image.source.strip() for image in review.images):
        return True
    block = review.front_matter
    return block is not None and block.root is not None and _names_image(block.root)


def _names_image(value: Value, key: str = "") -> bool:
    if value.kind == "text":
        address = value.text.strip()[-_LONGEST_ADDRESS:]
        return _IMAGE_ADDRESS.search(address) is not None or (
            _IMAGE_KEY.search(key) is not None and _REMOTE.match(address) is not None
        )
    return any(_names_image(item, key) for item in value.items) or any(
        _names_image(entry.value, entry.key) for entry in value.entries
    )


def _find_lines(
    review: Review, params: Params, patterns: PatternSet, among: Sequence[int] | None
) -> Iterator[Hit]:
    source, start = review.source, review.body.start
    matches = patterns.find(source.slice(review.body), among)
    found = sorted({source.position(start + at)[0] for _, at, _ in matches})
    if not found:
        return
    lines = _Lines(review)
    for number in found:
        span = lines.strip(number)
        if span.end - span.start > params.longest or lines.is_literal(span):
            continue
        if not lines.has_companion(number):
            values = {"text": shorten(source.slice(span)), "place": "the line", "where": "beside it"}
            yield Hit(span, values)


def _spans(image: Image) -> Iterator[Span]:
    if not image.cover:
        yield image.span
        if image.caption_span is not None:
            yield image.caption_span


class _Lines:
    """Answer for the lines of a body: what stands next to one."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._source = review.source
        self._literal_starts = [span.start for span in review.literal]
        body = [span for image in review.images for span in _spans(image)]
        self._starts = sorted(span.start for span in body)
        self._ends = sorted(span.end for span in body)
        self._first = self._source.position(review.body.start)[0]
        self._last = len(self._source.line_starts)

    def strip(self, number: int) -> Span:
        """Give the span of a line without the white space around it."""
        span = self._source.line_span(number)
        text = self._source.slice(span)
        return Span(span.start + len(text) - len(text.lstrip()), span.start + len(text.rstrip()))

    def is_literal(self, span: Span) -> bool:
        """Tell whether a line begins in code or a comment."""
        at = bisect_right(self._literal_starts, span.start) - 1
        return at >= 0 and span.start < self._review.literal[at].end

    def has_companion(self, number: int) -> bool:
        """Tell whether an image, or markup that may be one, is on the line or the next to it."""
        above, below = self._neighbour(number, -1), self._neighbour(number, 1)
        near = Span(
            self._source.line_span(above or number).start, self._source.line_span(below or number).end
        )
        if self._touches_image(near):
            return True
        if above is None and any(image.cover for image in self._review.images):
            return True
        return any(
            line is not None and _MARKUP.match(self._source.slice(self._source.line_span(line)))
            for line in (above, below)
        )

    def _neighbour(self, number: int, step: int) -> int | None:
        """Give the next line up or down that is not blank."""
        number += step
        while self._first <= number <= self._last:
            span = self.strip(number)
            if span.start < span.end:
                return number
            number += step
        return None

    def _touches_image(self, span: Span) -> bool:
        begun = bisect_left(self._starts, span.end)
        ended = bisect_right(self._ends, span.start)
        return begun > ended
