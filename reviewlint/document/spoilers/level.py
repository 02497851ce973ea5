"""How much a review says of itself that it gives away."""

from __future__ import annotations

from typing import Literal

from reviewlint.document.model import Review

SpoilerLevel = Literal["unstated", "none", "minor", "some", "major"]

_NONE = frozenset({"none", "no", "false", "free", "ninguno", "keine", "aucun", "nenhum", "0"})
_MINOR = frozenset({"minor", "mild", "light", "leves", "leicht", "léger", "légers"})
_MAJOR = frozenset({"major", "heavy", "full", "graves", "mayores", "schwer", "majeur", "majeurs"})


def read_declared_level(review: Review) -> SpoilerLevel:
    """Give what the front matter says of spoilers, "unstated" where it says nothing."""
    field = review.fields.get("spoilers")
    if field is None or field.value.kind == "null" or not field.value.text.strip():
        return "unstated"
    word = field.value.text.strip().casefold()
    if field.value.data is False or word in _NONE:
        return "none"
    return "minor" if word in _MINOR else "major" if word in _MAJOR else "some"
