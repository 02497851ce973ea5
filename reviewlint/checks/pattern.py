"""``pattern``: text that must not stand in a place, such as a file name as alt text.

All patterns of all rules for one scope are looked for in one pass. What no pattern foresees shows in
the archive: a text that most reviews share is what their template came with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from reviewlint.checks.base import (
    ArchiveHit,
    ArchiveParams,
    Context,
    Fact,
    FactsOfRule,
    Hit,
    Run,
    Settings,
    shorten,
)
from reviewlint.diagnostics import Safety
from reviewlint.document.body_search import BodySearch
from reviewlint.document.code import is_shown_as_code
from reviewlint.document.glance import Glance
from reviewlint.document.identity import abbreviate, fold
from reviewlint.document.model import Image, Review
from reviewlint.document.scopes import SLICES_OF_BODY, Part, list_texts, parts, require_scopes
from reviewlint.pattern_text import Pattern, loosen
from reviewlint.patterns import PatternSet, compile_patterns, validate_patterns

PLACEHOLDERS = frozenset({"part", "source", "text"})


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say what must not stand where.

    ``whole`` wants a pattern to match all of a text, ``word`` whole words. A text that one of
    ``unless`` matches is left alone. ``replace`` is what the fix writes instead, ``\\1`` being
    what the pattern's first group matched. Code and comments among prose are left alone.

    A text of one of the scopes ``template`` that more than ``template_share`` of the archive's share
    is a template's: all of them are hits, for the rule's ``flood`` to speak of, from
    ``template_least`` such texts on.
    """

    scopes: tuple[str, ...]
    patterns: tuple[str, ...]
    whole: bool = False
    word: bool = False
    ignore_case: bool = True
    unless: tuple[str, ...] = ()
    replace: str | None = None
    safety: Literal["safe", "unsafe"] = "unsafe"
    template: tuple[str, ...] = ()
    template_share: float = 0.5
    template_least: int = 20

    @property
    def compares(self) -> bool:
        """Tell whether it matters what most reviews of the archive share."""
        return bool(self.template)

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes((*self.scopes, *self.template))


def validate(params: Params) -> None:
    """Refuse patterns that cannot be used."""
    validate_patterns((*params.patterns, *params.unless))


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Put the patterns of all rules that look at one scope into one set."""
    wanted: dict[str, list[tuple[int, Pattern]]] = {}
    for index, params in enumerate(rules):
        for scope in params.scopes:
            wanted.setdefault(scope, []).extend(
                (index, Pattern(text, params.word, params.ignore_case, params.whole))
                for text in params.patterns
            )
    # One rule speaks of many scopes: those that want the same share a set, and one look at all texts.
    alike: dict[tuple[tuple[int, Pattern], ...], list[str]] = {}
    for scope, pairs in wanted.items():
        alike.setdefault(tuple(pairs), []).append(scope)
    search = BodySearch.share(settings.derived)
    searches = [
        _Search.make(scopes, [index for index, _ in pairs], [pattern for _, pattern in pairs], search)
        for pairs, scopes in alike.items()
    ]
    allowed = [compile_patterns(params.unless, ignore_case=params.ignore_case) for params in rules]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for one in searches:
            owners, patterns = one.owners, one.patterns
            scopes = one.scopes
            if one.number is None or search.find(review, one.number) == ():
                # Nearly all texts hold nothing of it: to see that, nobody needs to know where they stand.
                seen = one.glance.read(review)
                if not seen or not patterns.may_occur(seen):
                    continue
                scopes = one.elsewhere
            texts = list_texts(review, scopes)
            for part in texts:
                found = list(_matches(patterns, owners, part.text))
                left_alone = {rule for rule, *_ in found if any(allowed[rule].find(part.text))}
                for rule, pattern, start, end in found:
                    code = is_shown_as_code(review, part, part.locate(start, end))
                    if rule not in left_alone and not code:
                        yield rule, _hit(part, rules[rule], patterns, pattern, start, end)
                        if not part.exact:
                            # Its hits could only stand at one place, all of the part.
                            left_alone.add(rule)

    return run


class _Search(msgspec.Struct, frozen=True):
    """Hold the scopes that want the same patterns, and for each pattern the index of its rule.

    ``number`` is the one of the search of the whole body, ``elsewhere`` the scopes that are left where
    that finds nothing, ``glance`` a look at those.
    """

    scopes: Sequence[str]
    elsewhere: Sequence[str]
    glance: Glance
    owners: Sequence[int]
    patterns: PatternSet
    number: int | None

    @classmethod
    def make(
        cls, scopes: Sequence[str], owners: Sequence[int], patterns: Sequence[Pattern], search: BodySearch
    ) -> _Search:
        elsewhere = [scope for scope in scopes if scope not in SLICES_OF_BODY]
        number = None
        if len(elsewhere) < len(scopes):
            number = search.take_part(lambda: PatternSet([loosen(pattern) for pattern in patterns]))
        return cls(scopes, elsewhere, Glance.at(elsewhere), owners, PatternSet(patterns), number)


def gather(review: Review, params: Params, context: Context) -> Sequence[Fact]:
    """Give the texts that may be a template's, each by its letters and digits."""
    fields = review.fields
    return [
        Fact(f"{scope} {abbreviate(fold(part.text) or part.text)}", shorten(part.text), part.span)
        for scope in params.template
        if not scope.startswith("field.") or scope[len("field.") :] in fields
        for part in parts(review, scope)
        if part.state == "text"
    ]


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report the texts that most reviews share."""
    counts = Counter(fact.key for _, fact in facts)
    of_scope = Counter(fact.key.partition(" ")[0] for _, fact in facts)
    for path, fact in facts:
        total = of_scope[fact.key.partition(" ")[0]]
        if total >= params.template_least and counts[fact.key] > params.template_share * total:
            values = {"text": fact.text, "part": fact.text, "source": ""}
            yield ArchiveHit(path, fact, values, shared=True)


def _matches(patterns: PatternSet, owners: Sequence[int], text: str) -> Iterator[tuple[int, int, int, int]]:
    """Give the rule, the pattern and the place of each match: of a rule's that overlap, the first."""
    found = sorted((owners[index], start, -end, index) for index, start, end in patterns.find(text))
    last_rule, last_end = -1, 0
    for rule, start, negative_end, index in found:
        if rule == last_rule and start < last_end:
            continue
        last_rule, last_end = rule, -negative_end
        yield rule, index, start, -negative_end


def _hit(part: Part, params: Params, patterns: PatternSet, pattern: int, start: int, end: int) -> Hit:
    values = {
        "text": shorten(part.text[start:end]),
        "part": shorten(part.text),
        "source": part.owner.source if isinstance(part.owner, Image) else "",
    }
    span = part.locate(start, end)
    if params.replace is None or not part.exact:
        return Hit(span, values)
    text = patterns.substitute(pattern, part.text[start:end], params.replace)
    return Hit(span, values, edits=((span, text),), safety=Safety(params.safety))
