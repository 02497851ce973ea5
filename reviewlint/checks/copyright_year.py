"""``copyright-year``: a year behind © that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.document.model import Review
from reviewlint.document.scopes import parts, require_scopes
from reviewlint.regex import compile_later

PLACEHOLDERS = frozenset({"reason", "text", "year"})

# Between the sign and the year stands the holder's name: words in capitals, and little ones.
_SIGNS = ("©", "℗", "(c)", "(C)", "opyright", "COPYRIGHT")
_YEARS = compile_later(
    r"(?:©|℗|\([cC]\)|[cC]opyright|COPYRIGHT)\s*"
    r"(?:(?:[A-ZÀ-Þ&©(][^\s\d]{0,30}|[-–—/,.:]|and|by|de|et|la|of|the|und|y)\s+){0,10}"
    r"(?P<first>\d{4})\b(?:\s*[-–—/]\s*(?P<last>\d{4})\b)?"
)
_YEAR = compile_later(r"\d{4}")


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say where, and by how many years a picture may be older than the work it is of."""

    scopes: tuple[str, ...]
    older: int = 1

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes(self.scopes)


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    found = [part for scope in params.scopes for part in parts(review, scope)]
    texts = "\n".join([part.text for part in found])
    # The pattern looks at every character, and most captions hold no sign.
    if not any(sign in texts for sign in _SIGNS):
        return
    for part in found:
        for match in _YEARS.finditer(part.text):
            work = _find_work_year(review)
            name = "last" if match["last"] else "first"
            year = int(match[name])
            if context.today.precedes((year,)):
                reason = f"is still to come: it is {context.today.date.year}"
            elif work is not None and year < work - params.older:
                reason = f"is before {work}, when the work came out"
            else:
                continue
            values = {"year": match[name], "reason": reason, "text": shorten(part.text)}
            yield Hit(part.locate(*match.span(name)), values)


def _find_work_year(review: Review) -> int | None:
    text = review.text_of("year") or ""
    return int(text) if _YEAR.fullmatch(text) else None


prepare = each(_find)
