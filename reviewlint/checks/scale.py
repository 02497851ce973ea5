"""``scale``: a rating that the site's scale does not have.

Where nobody said what the scale is, the one that nearly all ratings of the archive keep to is taken
for it.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reviewlint.checks.base import (
    ArchiveHit,
    ArchiveParams,
    Context,
    Fact,
    FactsOfRule,
    Hit,
    Settings,
    each,
    shorten,
)
from reviewlint.document.model import Review
from reviewlint.document.rating import Rating, read_rating

PLACEHOLDERS = frozenset({"field", "problem", "text"})
PLACES = ("field.*",)
CONDITIONS = frozenset({"configured"})

_CLOSE = 1e-6


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say which role holds the rating, and when an archive's ratings show a scale.

    It does from ``least`` ratings on. The highest is the first of ``highest`` that ``share`` of
    them keep within, or the one that so many name themselves (``4/5``); the step is the first of
    ``steps`` that ``step_share`` of them keep to.
    """

    role: str
    least: int = 20
    highest: tuple[float, ...] = (5, 10, 100)
    share: float = 0.95
    steps: tuple[float, ...] = (0.5, 0.25, 0.1)
    step_share: float = 0.99


def validate(params: Params) -> None:
    """Refuse steps that no ratings can be apart."""
    for step in params.steps:
        if not 0 < step < math.inf:
            raise ValueError(f"the step {step:g} cannot be used; expected more than 0")


Given = tuple[float, float | None]
"""A rating of the archive: its value, and the highest that it names itself."""


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    field = review.fields.get(params.role)
    rating = read_rating(field.value) if field is not None else None
    if field is None or rating is None or rating.value is None:
        return
    scale = context.settings.scale
    problem = _find_contradiction(rating)
    condition = None
    if not problem and scale is not None:
        problem = _hold_against(rating, rating.value, scale)
        condition = "configured"
    if problem:
        values = {"field": field.name, "problem": problem, "text": shorten(rating.text)}
        yield Hit(field.value.span, values, condition)


def gather(review: Review, params: Params, context: Context) -> Sequence[Fact]:
    """Give the rating, where nobody said what the scale is."""
    field = review.fields.get(params.role)
    if field is None or context.settings.scale is not None:
        return ()
    rating = read_rating(field.value)
    if rating is None or rating.value is None or _find_contradiction(rating):
        return ()
    key = f"{rating.value!r} {'' if rating.best is None else repr(rating.best)} {field.name}"
    return (Fact(key, shorten(rating.text), field.value.span),)


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report what is outside the scale that nearly all ratings keep to."""
    # Few ratings are told apart in an archive: what holds of one is found out once.
    count = Counter([_read_key(fact.key)[:2] for _, fact in facts])
    total = count.total()
    highest = _infer_highest(count, params) if total >= params.least else None
    if highest is None:
        return
    fitting = {rating: number for rating, number in count.items() if _fits(rating, highest)}
    fit = sum(fitting.values())
    on_step = {step: _count_on_step(fitting, step) for step in params.steps}
    step = next((step for step in params.steps if on_step[step] >= params.step_share * fit), None)
    problems: dict[Given, str] = {}
    for one in count:
        if one not in fitting:
            problems[one] = _describe_misfit(one, highest, f"{fit} of {total} ratings here")
        elif step is not None and not _is_step(one[0], step):
            keeping = f"{_count_on_step(count, step)} of {total} ratings here"
            problems[one] = f"falls between the steps of {_show(step)} that {keeping} keep to"
    if not problems:
        return
    for path, fact in facts:
        value, best, field = _read_key(fact.key)
        if problem := problems.get((value, best)):
            yield ArchiveHit(path, fact, {"field": field, "problem": problem, "text": fact.text})


@functools.lru_cache(maxsize=256)
def _read_key(key: str) -> tuple[float, float | None, str]:
    """Give a rating's value, the highest that it names itself, and its field."""
    value, best, field = key.split(" ", 2)
    return float(value), float(best) if best else None, field


def _infer_highest(count: Mapping[Given, int], params: Params) -> float | None:
    enough = params.share * sum(count.values())
    named: Counter[float] = Counter()
    for (_, best), number in count.items():
        if best is not None:
            named[best] += number
    if named and (most := named.most_common(1)[0])[1] >= enough:
        return most[0]
    return next(
        (
            one
            for one in params.highest
            if sum([number for rating, number in count.items() if _fits(rating, one)]) >= enough
        ),
        None,
    )


def _fits(rating: Given, highest: float) -> bool:
    value, best = rating
    return best in (None, highest) and -_CLOSE <= value <= highest + _CLOSE


def _count_on_step(count: Mapping[Given, int], step: float) -> int:
    return sum([number for (value, _), number in count.items() if _is_step(value, step)])


def _describe_misfit(rating: Given, highest: float, keeping: str) -> str:
    value, best = rating
    if best not in (None, highest):
        return f"is out of {_show(best or 0)}, while {keeping} are out of {_show(highest)}"
    if value < 0:
        return f"is less than 0, and {keeping} are not"
    return f"is more than {_show(highest)}, which {keeping} keep within"


def _find_contradiction(rating: Rating) -> str:
    if rating.value is not None and rating.best is not None and rating.value > rating.best:
        return f"gives more than the {_show(rating.best)} that it says is the highest"
    return ""


def _hold_against(rating: Rating, value: float, scale: tuple[float, float, float | None]) -> str:
    lowest, highest, step = scale
    if rating.best is not None and abs(rating.best - highest) > _CLOSE:
        return f"is out of {_show(rating.best)}; ratings here go from {_show(lowest)} to {_show(highest)}"
    if value > highest + _CLOSE:
        return f"is more than {_show(highest)}, the highest of this site's scale"
    if value < lowest - _CLOSE:
        return f"is less than {_show(lowest)}, the lowest of this site's scale"
    if step is not None and not _is_step(value - lowest, step):
        return f"falls between the steps of this site's scale, which are {_show(step)} apart"
    return ""


def _is_step(distance: float, step: float) -> bool:
    steps = distance / step
    return abs(steps - round(steps)) < _CLOSE


def _show(number: float) -> str:
    return f"{number:g}"


prepare = each(_find)
