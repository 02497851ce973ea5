"""``identifier``: a number of a book, periodical, product or film that cannot be one.

python-stdnum knows how such numbers are made; it is imported when a review has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Review
from reviewlint.document.scopes import Part, parts, split_at_commas
from reviewlint.regex import compile_later

PLACEHOLDERS = frozenset({"field", "problem", "text"})
PLACES = ("field.*",)

System = Literal["isbn", "isbn10", "isbn13", "issn", "ean", "imdb"]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which roles hold numbers of which system."""

    roles: Mapping[str, System]


class _Number(msgspec.Struct, frozen=True):
    """Hold a number as written, with what is said behind it taken off, and its digits and letters."""

    text: str
    compact: str


_LONGEST = 200
"""Code points of what may still be a number with a remark, or an address with one."""
_HYPHENS = compile_later(r"[-\u00ad\u2010-\u2015\u2212]")
_FOREIGN_HYPHEN = compile_later(r"[\u00ad\u2010-\u2015\u2212]")
_REMARK = compile_later(r"\s*\([^()]*\)\s*\Z")
_LABEL = compile_later(r"\A(?:e-?)?(?:isbn|issn|ean)(?:-1[03])?:?\s+", re.IGNORECASE)
_SPREADSHEET = compile_later(r"[0-9](?:[.,][0-9]+)?[eE][+-]?[0-9]+")
_AMAZON = compile_later(r"B0[0-9A-Z]{8}")
_IMDB_ADDRESS = compile_later(r"imdb\.com/\S*?(?:title/)?(?P<id>[a-z]{2}[0-9]+)", re.IGNORECASE)
_IMDB = compile_later(r"tt[0-9]{7,8}")
_SCORE = compile_later(r"[0-9]{1,2}(?:[.,][0-9]+)?(?:/10)?")


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    if review.fields.keys().isdisjoint(params.roles):
        return
    for role, system in params.roles.items():
        for whole in parts(review, f"field.{role}"):
            for part in split_at_commas(whole):
                number = _read(part.text)
                if number is not None:
                    yield from _judge(part, number, system)


def _read(text: str) -> _Number | None:
    """Take a number out of what is written; ``None`` where it is a placeholder, or prose."""
    if len(text) > _LONGEST:
        return None
    text = _LABEL.sub("", _REMARK.sub("", text.strip()))
    if not any(character.isdigit() for character in text):
        return None
    return _Number(text, re.sub(r"\s", "", _HYPHENS.sub("", text)))


def _judge(part: Part, number: _Number, system: System) -> Iterator[Hit]:
    problem, right = _SYSTEMS[system](number)
    if not problem:
        return
    field = getattr(part.owner, "name", "")
    hit = Hit(part.span, {"field": field, "problem": problem, "text": shorten(number.text)})
    at = part.text.find(number.text)
    if right and part.exact and at >= 0:
        edit = (part.locate(at, at + len(number.text)), right)
        hit = msgspec.structs.replace(
            hit, edits=(edit,), safety=Safety.SAFE, fix_message=f"write it as {right}"
        )
    yield hit


Judged = tuple[str, str]
"""What is wrong, empty where nothing is, and how it would be written where only hyphens are."""


def _judge_book(number: _Number, lengths: tuple[int, ...]) -> Judged:
    from stdnum import isbn

    compact = number.compact.upper()
    wanted = " or ".join(map(str, lengths))
    if _SPREADSHEET.fullmatch(number.text):
        return "was shortened by a spreadsheet, and its last digits are lost", ""
    if _AMAZON.fullmatch(compact):
        return "is Amazon's own number, not an ISBN", ""
    if not re.fullmatch(r"[0-9]+X?", compact):
        return f"is no ISBN, which is made of {wanted} digits", ""
    if len(compact) not in lengths:
        return f"has {_count(compact)}; an ISBN {_NAMES[lengths]}has {wanted}", ""
    if len(compact) == 13 and not compact.startswith(("978", "979")):
        return "is no ISBN: those of 13 digits begin with 978 or 979", ""
    if not isbn.is_valid(compact):
        return "is no ISBN: a digit is wrong, or two are swapped (the last one checks the others)", ""
    return _judge_hyphens(number, isbn.format(compact))


_NAMES = {(10, 13): "", (10,): "of the older kind ", (13,): "of the newer kind "}


def _count(digits: str) -> str:
    return "1 digit" if len(digits) == 1 else f"{len(digits)} digits"


def _judge_hyphens(number: _Number, formatted: str) -> Judged:
    """Find hyphens that stand in the wrong places, or are other signs; none at all are fine."""
    spaced = re.sub(r"\s+", "-", number.text)
    if _FOREIGN_HYPHEN.search(number.text):
        right = formatted if "-" in formatted else number.compact
        return f"has dashes where hyphens belong; write `{right}`", right
    # Where the registration group is unknown, stdnum cannot tell where hyphens belong.
    if "-" not in number.text or formatted.count("-") < spaced.count("-") or spaced.upper() == formatted:
        return "", ""
    return f"has its hyphens in the wrong places; write `{formatted}`", formatted


def _judge_periodical(number: _Number) -> Judged:
    from stdnum import issn

    compact = number.compact.upper()
    if not re.fullmatch(r"[0-9]+X?", compact) or len(compact) != 8:
        return "is no ISSN, which has two groups of four digits, such as `0317-8471`", ""
    if not issn.is_valid(compact):
        return "is no ISSN: a digit is wrong, or two are swapped (the last one checks the others)", ""
    formatted = issn.format(compact)
    if number.text.upper() == formatted:
        return "", ""
    return f"is written with a hyphen in the middle: `{formatted}`", formatted


def _judge_product(number: _Number) -> Judged:
    from stdnum import ean

    compact = number.compact
    if not compact.isdecimal() or len(compact) not in (8, 12, 13, 14):
        return "is no EAN, which has 8, 12, 13 or 14 digits", ""
    if not ean.is_valid(compact):
        return "is no EAN: a digit is wrong, or two are swapped (the last one checks the others)", ""
    if _FOREIGN_HYPHEN.search(number.text):
        return f"has dashes where nothing belongs; write `{compact}`", compact
    return "", ""


def _judge_film(number: _Number) -> Judged:
    text = number.text
    address = _IMDB_ADDRESS.search(text)
    if address:
        text = address["id"]
    elif "/" in text or _SCORE.fullmatch(text):
        return "", ""  # another address, or the film's score there
    if _IMDB.fullmatch(text):
        return "", ""
    if text.isdecimal() and len(text) in (7, 8):
        return f"lacks the letters that IMDb's numbers of films begin with; write `tt{text}`", ""
    if text[:2] in ("nm", "co", "ev"):
        return "is IMDb's number of a person, company or event; those of films begin with `tt`", ""
    return "is no number of IMDb's, which is `tt` and seven or eight digits, such as `tt1798709`", ""


_SYSTEMS: Mapping[System, Callable[[Any], Judged]] = {
    "isbn": lambda number: _judge_book(number, (10, 13)),
    "isbn10": lambda number: _judge_book(number, (10,)),
    "isbn13": lambda number: _judge_book(number, (13,)),
    "issn": _judge_periodical,
    "ean": _judge_product,
    "imdb": _judge_film,
}

prepare = each(_find)
