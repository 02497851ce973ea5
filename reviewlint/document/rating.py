"""Ratings as people write them: ``8/10``, ``★★★½``, ``3.88/4 (revised)``, ``B+``."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from reviewlint.document.model import Value
from reviewlint.regex import compile_later


class Rating(msgspec.Struct, frozen=True):
    """Hold a rating: the ``text`` as written, and what it says as numbers.

    ``value`` is ``None`` for a grade such as ``B+``; ``best`` is ``None`` where the text does not
    say out of how many; ``worst`` only a site's config says.
    """

    text: str
    value: float | None = None
    best: float | None = None
    worst: float | None = None


_NUMBER = r"(?:(?P<whole>[-−]?\d+(?:[.,]\d+)?)(?P<half>\s*½|\s+1/2(?!\d))?|(?P<only_half>½))"
_RATED = compile_later(
    _NUMBER
    + r"(?:\s*(?:/|out\s+of|of|von|sur|de|sobre)\s*(?P<best>\d+(?:[.,]\d+)?)|\s*(?P<percent>%))?"
    + r"\s*(?:stars?|points?|★)?\s*(?:\(.*\))?",
    re.IGNORECASE | re.DOTALL,
)
_STARS = compile_later(r"(?P<full>[★⭐🌟*]*)(?P<half>½|⯪|⯨|\s*1/2)?(?P<empty>☆*)(?P<best>/\d+)?")
_VARIATION_SELECTOR = "\ufe0f"


@lru_cache(maxsize=1024)
def parse_rating(text: str) -> Rating:
    """Read a rating; what is no number and no row of stars keeps its text only."""
    text = text.strip()
    written = text.replace(_VARIATION_SELECTOR, "")
    if match := _RATED.fullmatch(written):
        value = _number(match["whole"]) if match["whole"] else 0.0
        if match["half"] or match["only_half"]:
            value += -0.5 if value < 0 else 0.5
        best = 100.0 if match["percent"] else _number(match["best"]) if match["best"] else None
        return Rating(text, value, best)
    match = _STARS.fullmatch(written)
    if match and (match["full"] or match["half"] or match["empty"]):
        value = len(match["full"]) + (0.5 if match["half"] else 0.0)
        if match["best"]:
            return Rating(text, value, float(match["best"][1:]))
        places = len(match["full"]) + bool(match["half"]) + len(match["empty"])
        return Rating(text, value, float(places) if match["empty"] else None)
    return Rating(text)


def read_rating(value: Value) -> Rating | None:
    """Read a rating from the front matter, where it may be a map of its value and its best."""
    if value.kind == "map":
        parts = {entry.key.lower(): entry.value.text for entry in value.entries}
        score = next((parts[key] for key in _VALUE_KEYS if parts.get(key)), "")
        best = next((parts[key] for key in _BEST_KEYS if parts.get(key)), "")
        return parse_rating(f"{score}/{best}" if score and best else score) if score else None
    if value.kind in ("list", "null", "boolean") or not value.text.strip():
        return None
    return parse_rating(value.text)


_VALUE_KEYS = ("value", "score", "rating", "stars")
_BEST_KEYS = ("best", "max", "scale", "out_of", "of")


def _number(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))
