"""``required-pattern``: text that must hold one of several things, such as a caption's credit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, list_words, shorten
from reviewlint.document.model import Image, Review
from reviewlint.document.scopes import parts, require_scopes
from reviewlint.patterns import Pattern, PatternSet, quote, validate_patterns

PLACEHOLDERS = frozenset({"source", "text"})


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say what must stand where: one of ``patterns``, or a phrase of the word list ``list``.

    Text in one of the scopes ``or_in`` that belongs to the same image will do as well.
    """

    scopes: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    list: str = ""
    or_in: tuple[str, ...] = ()
    word: bool = True
    ignore_case: bool = True

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist, patterns that cannot be used, and nothing at all."""
        require_scopes((*self.scopes, *self.or_in))
        if not self.patterns and not self.list:
            raise ValueError("say what must stand there: `patterns`, `list` or both")
        validate_patterns(self.patterns)


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make what each rule wants one set of patterns."""
    wanted = []
    for params in rules:
        phrases = list_words(settings.vocabularies.get(params.list))
        texts = (*params.patterns, *map(quote, phrases))
        wanted.append(PatternSet([Pattern(text, params.word, params.ignore_case) for text in texts]))

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            for hit in _find(review, params, wanted[index]):
                yield index, hit

    return run


def _find(review: Review, params: Params, wanted: PatternSet) -> Iterator[Hit]:
    # By identity: two images may be equal in all they say, and still be two.
    served = {
        id(part.owner) for scope in params.or_in for part in parts(review, scope) if part.state == "text"
    }
    for scope in params.scopes:
        for part in parts(review, scope):
            if part.state != "text" or id(part.owner) in served:
                continue
            if next(wanted.find(part.text), None) is None:
                source = part.owner.source if isinstance(part.owner, Image) else ""
                yield Hit(part.span, {"text": shorten(part.text), "source": source})
