"""``required-text``: something that every review must say somewhere, such as a heading "Verdict"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, list_words
from reviewlint.document.model import Review
from reviewlint.document.scopes import parts, require_scopes
from reviewlint.pattern_text import Pattern
from reviewlint.patterns import PatternSet, quote, validate_patterns

PLACEHOLDERS = frozenset({"wanted"})


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say what must be found at least once: one of ``patterns``, or a phrase of the word list ``list``.

    It is looked for in all ``scopes`` together. ``whole`` wants a text that says nothing else.
    ``only`` are scopes that must hold some text for it to be asked for, ``unless`` such that must not.
    What is missing is reported at the review's first line.
    """

    scopes: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    list: str = ""
    whole: bool = False
    word: bool = True
    ignore_case: bool = True
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist, and nothing at all."""
        require_scopes((*self.scopes, *self.only, *self.unless))
        if not self.patterns and not self.list:
            raise ValueError("say what must stand there: `patterns`, `list` or both")


def validate(params: Params) -> None:
    """Refuse patterns that cannot be used."""
    validate_patterns(params.patterns)


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make what each rule wants one set of patterns."""
    wanted = [
        (*params.patterns, *map(quote, list_words(settings.vocabularies.get(params.list))))
        for params in rules
    ]
    sets = [
        PatternSet([Pattern(text, params.word, params.ignore_case, params.whole) for text in texts])
        for params, texts in zip(rules, wanted, strict=True)
    ]
    named = [
        {"wanted": " or ".join(f"`{text}`" for text in _list_wanted(params, settings))} for params in rules
    ]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            if _is_asked(review, params) and not _is_said(review, params, sets[index]):
                yield index, Hit(review.source.line_span(1), named[index])

    return run


def _list_wanted(params: Params, settings: Settings) -> Iterator[str]:
    yield from params.patterns
    yield from list_words(settings.vocabularies.get(params.list))


def _is_asked(review: Review, params: Params) -> bool:
    return all(_holds_text(review, scope) for scope in params.only) and not any(
        _holds_text(review, scope) for scope in params.unless
    )


def _holds_text(review: Review, scope: str) -> bool:
    return any(part.state == "text" and part.text.strip() for part in parts(review, scope))


def _is_said(review: Review, params: Params, wanted: PatternSet) -> bool:
    return any(
        True for scope in params.scopes for part in parts(review, scope) for _ in wanted.find(part.text)
    )
