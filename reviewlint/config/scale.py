"""The scale that a config gives ratings: its several forms read, and what cannot be one placed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reviewlint.config.file import RatingFile, ScaleFile
from reviewlint.errors import Trouble

if TYPE_CHECKING:
    # Most runs know already that nothing is wrong, and need no parser.
    from reviewlint.strict_yaml import Path, YamlFile

_WHERE = ("rating", "scale")


def read_scale(rating: RatingFile) -> ScaleFile | None:
    """Give the full form of a scale; ``None`` where there is none, or a list of another length."""
    scale = rating.scale
    if isinstance(scale, list):
        if len(scale) not in (2, 3):
            return None
        return ScaleFile(scale[1], scale[0], scale[2] if len(scale) > 2 else None)
    return ScaleFile(scale) if isinstance(scale, (int, float)) else scale


def find_scale_mistakes(file: YamlFile, rating: RatingFile) -> Iterator[Trouble]:
    """Give what keeps numbers from being a scale, each at the number that is wrong."""
    scale = read_scale(rating)
    if scale is None:
        if rating.scale is not None:
            yield file.trouble(_WHERE, "expected [lowest, highest] or [lowest, highest, step]")
        return
    places = _place_numbers(rating)
    numbers = {"min": scale.min, "max": scale.max, "step": scale.step}
    endless = {name: one for name, one in numbers.items() if one is not None and not math.isfinite(one)}
    for name, number in endless.items():
        yield file.trouble(places[name], f"found `{number}`; expected a finite number")
    if endless:
        return
    if scale.max <= scale.min:
        message = f"the highest rating is {scale.max:g}; expected more than the lowest, {scale.min:g}"
        yield file.trouble(places["max"], message)
    elif scale.step is not None and scale.step > scale.max - scale.min:
        message = f"ratings are {scale.step:g} apart; expected no more than from the lowest to the highest"
        yield file.trouble(places["step"], message)
    if scale.step is not None and scale.step <= 0:
        yield file.trouble(places["step"], f"ratings are {scale.step:g} apart; expected more than 0")


def _place_numbers(rating: RatingFile) -> Mapping[str, Path]:
    """Say where each number of a scale stands in the config."""
    if isinstance(rating.scale, list):
        return {name: (*_WHERE, index) for index, name in enumerate(("min", "max", "step"))}
    return {name: (*_WHERE, name) for name in ("min", "max", "step")}
