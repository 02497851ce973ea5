"""``required-pattern``: text that must hold one of several things, such as a caption's credit.

Held to it is every such text, and each also beside the archive's: where most captions have a credit,
the one without was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewlint.checks.base import (
    ArchiveHit,
    ArchiveParams,
    Context,
    Fact,
    FactsOfRule,
    Hit,
    Run,
    Settings,
    list_words,
    shorten,
)
from reviewlint.document.model import Image, Review
from reviewlint.document.scopes import Part, list_texts, require_scopes
from reviewlint.pattern_text import Pattern
from reviewlint.patterns import PatternSet, quote, validate_patterns

PLACEHOLDERS = frozenset({"source", "text"})
CONDITIONS = frozenset({"usual"})

_HAS = "has"
_LACKS = "lacks"


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say what must stand where: one of ``patterns``, or a phrase of the word list ``list``.

    Text in one of the scopes ``or_in`` that belongs to the same image will do as well. Where at
    least ``usual_share`` of the archive's texts have it, the others are hits of the condition
    ``usual``.
    """

    scopes: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    list: str = ""
    or_in: tuple[str, ...] = ()
    word: bool = True
    ignore_case: bool = True
    usual_share: float | None = None

    @property
    def compares(self) -> bool:
        """Tell whether it matters what is usual in the archive."""
        return self.usual_share is not None

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist, and nothing at all."""
        require_scopes((*self.scopes, *self.or_in))
        if not self.patterns and not self.list:
            raise ValueError("say what must stand there: `patterns`, `list` or both")


def validate(params: Params) -> None:
    """Refuse patterns that cannot be used."""
    validate_patterns(params.patterns)


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make what each rule wants one set of patterns."""
    wanted = [_compile_wanted(params, settings) for params in rules]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            for part, held in _judge(review, params, wanted[index]):
                if not held:
                    source = part.owner.source if isinstance(part.owner, Image) else ""
                    yield index, Hit(part.span, {"text": shorten(part.text), "source": source})

    return run


def gather(review: Review, params: Params, context: Context) -> Sequence[Fact]:
    """Give each text without what is wanted, and how many have it."""
    wanted = _compile_wanted(params, context.settings)
    lacking, having = [], 0
    for part, held in _judge(review, params, wanted):
        if held:
            having += 1
        else:
            lacking.append(Fact(_LACKS, shorten(part.text), part.span))
    return [*lacking, Fact(_HAS, str(having))] if having else lacking


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report the texts without what most of the others have."""
    having = sum(int(fact.text) for _, fact in facts if fact.key == _HAS)
    lacking = sum(fact.key == _LACKS for _, fact in facts)
    unusual = having < (params.usual_share or 0) * (having + lacking)
    for path, fact in facts:
        if fact.key == _LACKS:
            values = {"text": fact.text, "source": ""}
            yield ArchiveHit(path, fact, values, "usual", shared=unusual)


def _compile_wanted(params: Params, settings: Settings) -> PatternSet:
    known = settings.derived
    if params not in known:
        phrases = map(quote, list_words(settings.vocabularies.get(params.list)))
        patterns = [Pattern(text, params.word, params.ignore_case) for text in (*params.patterns, *phrases)]
        known[params] = PatternSet(patterns)
    wanted: PatternSet = known[params]
    return wanted


def _judge(review: Review, params: Params, wanted: PatternSet) -> Sequence[tuple[Part, bool]]:
    """Give each text that is held to something, and whether it has it."""
    # Asked for the review's own findings, and once more for the archive. Each rule has a set of its own.
    known = review.derived
    if wanted not in known:
        known[wanted] = tuple(_judge_anew(review, params, wanted))
    judged: Sequence[tuple[Part, bool]] = known[wanted]
    return judged


def _judge_anew(review: Review, params: Params, wanted: PatternSet) -> Iterator[tuple[Part, bool]]:
    texts = list_texts(review, params.scopes)
    if not texts:
        return
    # By identity: two images may be equal in all they say, and still be two.
    served = {id(part.owner) for part in list_texts(review, params.or_in)}
    for part in texts:
        yield part, id(part.owner) in served or any(True for _ in wanted.find(part.text))
