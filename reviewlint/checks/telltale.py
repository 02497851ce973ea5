"""``telltale``: sentences in the open whose words, weighed together, give away what should be hidden.

The words are lists of patterns by language and group (``document.cues`` says how they are written).
A sentence is looked at where it holds one of the ``signs``; words of ``support`` beside it add to its
weight, and so does standing ``late``, in the second half of the text. From ``least`` on it tells. Each
group counts once. Three groups of the list ``unless`` take it back: ``hedge`` and ``sentence`` anywhere
in the sentence, ``before`` shortly before the sign. Questions tell nothing, nor does what is quoted,
nor do words about the people who made the work (``nobody`` lists more that are no characters).

A section whose heading is one of the group ``heading`` tells whatever its sentences say, unless a
``hedge`` stands in it or all of it is hidden. What is found in a section, or in paragraphs beside one
another where there are no headings, is one finding. A review that declares spoilers and hides none is
left alone: readers are warned of all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.document.body_search import BodySearch
from reviewlint.document.cues import HEADING, TERMS, Cues, choose_groups
from reviewlint.document.identity import name_language
from reviewlint.document.model import Review
from reviewlint.document.spoilers.level import read_declared_level
from reviewlint.document.telling import Told, find_clues, weigh_clues
from reviewlint.document.weighing import ANYWHERE, BEFORE, HEDGE, Scales

PLACEHOLDERS = frozenset({"part", "words"})
VOCABULARIES = {"list": "cues", "unless": "cues"}
PLACES = ("paragraph",)

_NOBODY = "nobody"
_NAME_TERMS = ("who", "name")
_MOST_SHOWN = 4
_LONGEST_SHOWN = 48


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name the word lists, and say what each of their groups weighs."""

    list: str
    unless: str
    signs: Mapping[str, int]
    support: Mapping[str, int] = {}
    late: int = 0
    least: int = 1


def validate(params: Params) -> None:
    """Refuse a rule that has no signs to look for."""
    if not params.signs:
        raise ValueError("`signs` names no group of words to look for")


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make the word lists of a language ready when the first review in it is met."""

    @cache
    def scales_of(index: int, language: str) -> Scales:
        return _make_scales(rules[index], settings, language)

    search = BodySearch.share(settings.derived, "words")

    @cache
    def number_of(index: int, language: str) -> int:
        return search.take_part(lambda: scales_of(index, language).signs.patterns)

    for index in range(len(rules)):
        # Most reviews are in the site's language: their words take part before the first body is searched.
        number_of(index, settings.language)

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        language = name_language(review, settings.language)
        for index, params in enumerate(rules):
            scales = scales_of(index, language)
            clues = find_clues(review, scales, search.find(review, number_of(index, language)))
            if clues is not None and not _declares_all(review):
                for told in weigh_clues(review, scales, clues, params.late):
                    yield index, _report(review, told)

    return run


def _make_scales(params: Params, settings: Settings, language: str) -> Scales:
    signs, support = tuple(params.signs), tuple(params.support)
    words = settings.vocabularies.get(params.list)
    groups = choose_groups(words, language, (*signs, *support, HEADING, _NOBODY), signs[0])

    def choose(*names: str) -> Cues:
        return Cues({name: groups[name] for name in (TERMS, *names) if name in groups}, _NAME_TERMS)

    unless = settings.vocabularies.get(params.unless)
    return Scales(
        headings=choose(HEADING),
        signs=choose(*signs),
        support=choose(*support),
        unless=Cues(choose_groups(unless, language, (HEDGE, ANYWHERE, BEFORE), ANYWHERE)),
        nobody=frozenset(word.casefold() for word in groups.get(_NOBODY, ())),
        weights={**params.signs, **params.support},
        least=params.least,
    )


def _declares_all(review: Review) -> bool:
    return not review.spoilers and read_declared_level(review) not in ("unstated", "none")


def _report(review: Review, told: Sequence[Told]) -> Hit:
    spans = [span for one in told for span in one.words]
    words = [shorten(review.source.slice(span), _LONGEST_SHOWN) for span in spans]
    shown = ", ".join(f"'{word}'" for word in dict.fromkeys(words[:_MOST_SHOWN]))
    more = f" and {len(words) - _MOST_SHOWN} more" if len(words) > _MOST_SHOWN else ""
    related = tuple((span, f"so does '{word}'") for span, word in zip(spans[1:], words[1:], strict=True))
    part = "section" if told[0].section else "passage"
    return Hit(spans[0], {"part": part, "words": shown + more}, related=related)
