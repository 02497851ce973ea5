"""``scale``: a rating that the site's scale does not have.

Where nobody said what the scale is, the one that nearly all ratings of the archive keep to is taken
for it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

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


class Given(msgspec.Struct, frozen=True):
    """Hold a rating of the archive: ``best`` is the highest that it names itself."""

    path: str
    fact: Fact
    field: str
    value: float
    best: float | None


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
    given = [_read_fact(path, fact) for path, fact in facts]
    highest = _infer_highest(given, params) if len(given) >= params.least else None
    if highest is None:
        return
    fitting = [one for one in given if _fits(one, highest)]
    on_step = {step: sum(_is_step(one.value, step) for one in fitting) for step in params.steps}
    step = next((step for step in params.steps if on_step[step] >= params.step_share * len(fitting)), None)
    for one in given:
        problem = ""
        if not _fits(one, highest):
            problem = _describe_misfit(one, highest, f"{len(fitting)} of {len(given)} ratings here")
        elif step is not None and not _is_step(one.value, step):
            keeping = f"{sum(_is_step(rating.value, step) for rating in given)} of {len(given)} ratings here"
            problem = f"falls between the steps of {_show(step)} that {keeping} keep to"
        if problem:
            values = {"field": one.field, "problem": problem, "text": one.fact.text}
            yield ArchiveHit(one.path, one.fact, values)


def _read_fact(path: str, fact: Fact) -> Given:
    value, best, field = fact.key.split(" ", 2)
    return Given(path, fact, field, float(value), float(best) if best else None)


def _infer_highest(given: Sequence[Given], params: Params) -> float | None:
    enough = params.share * len(given)
    named = Counter(one.best for one in given if one.best is not None)
    if named and (most := named.most_common(1)[0])[1] >= enough:
        return most[0]
    return next(
        (one for one in params.highest if sum(_fits(rating, one) for rating in given) >= enough), None
    )


def _fits(one: Given, highest: float) -> bool:
    return one.best in (None, highest) and -_CLOSE <= one.value <= highest + _CLOSE


def _describe_misfit(one: Given, highest: float, keeping: str) -> str:
    if one.best not in (None, highest):
        return f"is out of {_show(one.best or 0)}, while {keeping} are out of {_show(highest)}"
    if one.value < 0:
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
