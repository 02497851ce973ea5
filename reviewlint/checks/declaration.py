"""``declaration``: what a review says of its spoilers, against what it hides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, list_words, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Review
from reviewlint.document.scopes import parts
from reviewlint.document.spoilers.level import read_declared_level
from reviewlint.patterns import PatternSet, compile_patterns
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"field", "text"})
VOCABULARIES = {"warnings": "patterns", "unless": "patterns"}
PLACES = ("paragraph", "spoiler.body")

# Jekyll, "Includes": a banner that a template writes. It has no end, and so it hides nothing.
_BANNER = compile_later(
    r"(?<!`)\{%-?\s*include(?:_relative)?\s+(?![^\s%]*(?:\bno|non|free))[^\s%]*spoiler[^%]*%\}", re.IGNORECASE
)

_AROUND = 60
"""Code points before and behind a warning in which words may take it back."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which disagreement: spoilers in a review that says it has none, or the other way round.

    ``warnings`` names the vocabulary of patterns by which prose warns of spoilers, ``unless`` the
    one of those that take it back in the same sentence.
    """

    finds: Literal["undeclared", "unmarked"]
    warnings: str = ""
    unless: str = ""


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make the warnings of each rule one set of patterns."""

    def compile_list(name: str) -> PatternSet:
        return compile_patterns(
            list(list_words(settings.vocabularies.get(name))), word=True, ignore_case=True
        )

    sets = [(compile_list(params.warnings), compile_list(params.unless)) for params in rules]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            if params.finds == "undeclared":
                hit = _find_undeclared(review)
            else:
                hit = _find_unmarked(review, *sets[index])
            if hit is not None:
                yield index, hit

    return run


def _find_undeclared(review: Review) -> Hit | None:
    if not review.spoilers or read_declared_level(review) != "none":
        return None
    field = review.fields["spoilers"]
    edits = ((field.value.span, "true"),) if field.value.data is False else ()
    return Hit(
        field.value.span,
        {"field": field.name, "text": field.value.text},
        edits=edits,
        safety=Safety.UNSAFE if edits else None,
        related=((review.spoilers[0].opener, "the first spoiler"),),
    )


def _find_unmarked(review: Review, warnings: PatternSet, unless: PatternSet) -> Hit | None:
    if review.spoilers:
        return None
    if read_declared_level(review) not in ("unstated", "none"):
        field = review.fields["spoilers"]
        return Hit(field.value.span, {"field": field.name, "text": f"{field.name}: {field.value.text}"})
    text = review.source.slice(review.body)
    banner = _BANNER.search(text) if "{%" in text else None
    if banner is not None:
        start = review.body.start + banner.start()
        return Hit(Span(start, start + len(banner.group())), {"field": "", "text": shorten(banner.group())})
    # Most reviews warn of nothing: one look at all of the text tells.
    if next(warnings.find(text), None) is None:
        return None
    found = [
        *_find_warnings(review, "heading", warnings, unless),
        *_find_warnings(review, "paragraph", warnings, unless),
    ]
    if not found:
        return None
    span, text = min(found)
    return Hit(span, {"field": "", "text": shorten(text)})


def _find_warnings(
    review: Review, scope: str, warnings: PatternSet, unless: PatternSet
) -> Iterator[tuple[Span, str]]:
    """Give the first warning of each part that the words around it do not take back."""
    for part in parts(review, scope):
        for _, start, end in warnings.find(part.text):
            around = max(start - _AROUND, 0)
            near = part.text[around : end + _AROUND]
            if not any(
                around + begin < end and start < around + stop for _, begin, stop in unless.find(near)
            ):
                yield part.locate(start, end), part.text[start:end]
                break
