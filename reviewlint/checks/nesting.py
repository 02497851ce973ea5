"""``nesting``: one part of a review inside another where it does not belong.

A spoiler in a heading, a heading in a spoiler, spoiler markers in a text that nothing renders.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Literal

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.document.glance import Glance
from reviewlint.document.model import Field, Review
from reviewlint.document.scopes import Part, parts, require_scopes
from reviewlint.document.spoilers.find import find_inline_markers
from reviewlint.document.spoilers.halves import may_hold_markers
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"field", "outer", "text"})
PLACES = ("spoiler.body",)

PartName = Literal["heading", "spoiler", "spoiler-marker"]
Place = tuple[Span, str]
"""Where a part stands and what it says."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say what must not stand inside what.

    ``inside`` is ``heading``, ``spoiler``, or for a ``spoiler-marker`` the scopes in which no
    marker hides anything.
    """

    part: PartName
    inside: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse places that mean nothing."""
        if self.part == "spoiler-marker":
            require_scopes(self.inside)
        elif not {"heading", "spoiler"}.issuperset(self.inside):
            raise ValueError("a part can only be `inside` of `heading` and `spoiler`")


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Look once, for all rules, whether anything stands inside anything at all."""
    glances = [Glance.at(params.inside) if params.part == "spoiler-marker" else None for params in rules]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        nested = bool(review.spoilers) and _may_nest(review)
        for index, params in enumerate(rules):
            glance = glances[index]
            if glance is not None:
                if not review.spoilers and not may_hold_markers("\n".join(glance.read(review))):
                    continue
                hits = _find_markers(review, params.inside)
            elif nested:
                hits = chain.from_iterable(_find_nested(review, params.part, name) for name in params.inside)
            else:
                continue
            for hit in hits:
                yield index, hit

    return run


def _may_nest(review: Review) -> bool:
    """Tell whether any spoiler shares text with a heading or with another spoiler: hardly one does."""
    spans = sorted([spoiler.span for spoiler in review.spoilers])
    if any(one.end > other.start for one, other in pairwise(spans)):
        return True
    headings = review.headings
    starts = [heading.span.start for heading in headings]
    for span in spans:
        at = bisect_left(starts, span.start)
        if at < bisect_right(starts, span.end) or (at and headings[at - 1].span.end > span.start):
            return True
    return False


def _find_markers(review: Review, scopes: Sequence[str]) -> Iterator[Hit]:
    found = [(part, scope) for scope in scopes for part in parts(review, scope) if part.state == "text"]
    hidden = [part for part, _ in found if not part.exact] if review.spoilers else ()
    if not hidden and not may_hold_markers("\n".join([part.text for part, _ in found])):
        return
    spoilers = sorted(spoiler.span for spoiler in review.spoilers)
    starts = [span.start for span in spoilers]
    for part, scope in found:
        for span in find_inline_markers(part.text):
            place = part.locate(span.start, span.end)
            yield _hit_marker(part, scope, place, part.text[span.start : span.end])
        if not part.exact:
            # What was read as markup is not in the text any more: a tag in a caption.
            at = bisect_left(starts, part.span.start)
            while at < len(spoilers) and part.span.contains(spoilers[at]):
                yield _hit_marker(part, scope, spoilers[at], review.source.slice(spoilers[at]))
                at += 1


def _hit_marker(part: Part, scope: str, place: Span, marked: str) -> Hit:
    return Hit(place, {"text": shorten(marked, 40), "field": _name(part, scope), "outer": ""})


def _name(part: Part, scope: str) -> str:
    if isinstance(part.owner, Field):
        return f"`{part.owner.name}`"
    return {"alt": "alt text", "caption": "a caption", "credit": "a credit"}.get(
        scope.partition(".")[2], f"a {scope}"
    )


def _find_nested(review: Review, inner: PartName, outer: str) -> Iterator[Hit]:
    """Give each inner part with the innermost outer one around it, in one sweep over both."""
    outers = sorted(_places(review, outer, inside=True))
    open_: list[Place] = []
    at = 0
    for span, text in sorted(_places(review, inner, inside=False)):
        while at < len(outers) and outers[at][0].start <= span.start:
            open_.append(outers[at])
            at += 1
        while open_ and open_[-1][0].end < span.end:
            open_.pop()
        if open_:
            around, said = open_[-1]
            values = {"text": shorten(text), "outer": shorten(said), "field": ""}
            yield Hit(span, values, related=((around, f"the {outer} begins here"),))


def _places(review: Review, part: str, *, inside: bool) -> Iterator[Place]:
    """Give the span that a part takes up, or the one inside it, and what it is called.

    What an unclosed marker hides is not known, and another rule reports it.
    """
    if part == "heading":
        for heading in review.headings:
            yield heading.span, heading.text
        return
    for spoiler in review.spoilers:
        if spoiler.closed:
            opener = review.source.slice(spoiler.opener)
            yield spoiler.body if inside else spoiler.span, spoiler.label or opener
