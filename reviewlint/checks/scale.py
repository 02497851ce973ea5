"""``scale``: a rating that the site's scale does not have."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.document.model import Review
from reviewlint.document.rating import Rating, read_rating

PLACEHOLDERS = frozenset({"field", "problem", "text"})
CONDITIONS = frozenset({"configured"})

_CLOSE = 1e-6


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which role holds the rating."""

    role: str


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
