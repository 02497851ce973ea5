"""``name-spelling``: a name that is spelt one way in one text of an image and another way in the other.

Only names that are a letter or two apart inside are taken for one name: a different ending is another
word. Where the rest of the review has just one of the two, that is the one meant; where it has both,
they are two names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, each
from reviewlint.document.model import Image, Review
from reviewlint.document.scopes import Part, parts, require_scopes
from reviewlint.regex import compile_later

PLACEHOLDERS = frozenset({"hint", "name", "other"})
NEEDS = frozenset({"images"})

_NAME = compile_later(r"[^\W\d_a-z][^\W\d_]{4,39}")
_LONG = 9
"""Letters of the longer name from which two slips still leave a name recognisable."""
_LONGEST_TEXT = 1000
"""Code points of a text that are looked at."""

Names = dict[str, re.Match[str]]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which two texts of an image are compared, and from how many letters a word is looked at."""

    scope: str
    other: str
    letters: int = 6

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes((self.scope, self.other))


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    if not [image for image in review.images if image.caption and image.alt]:
        return
    here, there = parts(review, params.scope), parts(review, params.other)
    if not _may_differ(here, there):
        return
    others = {id(part.owner): part for part in there if isinstance(part.owner, Image)}
    for part in here:
        other = others.get(id(part.owner))
        if other is not None:
            yield from _compare(review, part, other, params)


def _may_differ(here: Sequence[Part], there: Sequence[Part]) -> bool:
    """Tell whether any name of some texts begins and ends like another of the others: few do."""
    names = _list_names(here)
    if not names:
        return False
    alike: dict[str, set[str]] = {}
    for other in _list_names(there):
        alike.setdefault(other[0] + other[-1], set()).add(other)
    return any(alike.get(name[0] + name[-1], {name}) != {name} for name in names)


def _list_names(texts: Sequence[Part]) -> set[str]:
    found = _NAME.findall("\n".join([part.text[:_LONGEST_TEXT] for part in texts]))
    return {name.casefold() for name in found}


def _compare(review: Review, part: Part, other: Part, params: Params) -> Iterator[Hit]:
    here, there = _read_names(part, params), _read_names(other, params)
    for name, match in here.items():
        if name in there:
            continue
        for other_name, other_match in there.items():
            if other_name not in here and _is_one_name(name, other_name):
                known = _list_known(review, match.group(), other_match.group())
                if len(known) < 2:
                    yield _report(part, match, other, other_match, known)


def _report(
    part: Part, match: re.Match[str], other: Part, other_match: re.Match[str], known: list[str]
) -> Hit:
    name, other_name = match.group(), other_match.group()
    hint = f"; the review has '{known[0]}'" if known else ""
    related = ((other.locate(*other_match.span()), f"here it is '{other_name}'"),)
    return Hit(part.locate(*match.span()), {"name": name, "other": other_name, "hint": hint}, related=related)


def _list_known(review: Review, *names: str) -> list[str]:
    """Give the names that stand in the review once more: where both do, they are two people."""
    return [name for name in names if review.source.text.count(name) > 1]


def _read_names(part: Part, params: Params) -> Names:
    """Give the capitalised words of a text by their small letters, each where it stands first."""
    names: Names = {}
    for match in _NAME.finditer(part.text[:_LONGEST_TEXT]):
        if match.group()[0].isupper() and len(match.group()) >= params.letters:
            names.setdefault(match.group().casefold(), match)
    return names


def _is_one_name(name: str, other: str) -> bool:
    if name[0] != other[0] or name[-1] != other[-1] or abs(len(name) - len(other)) > 2:
        return False
    # Imported only where two names begin and end alike and are not the same.
    from rapidfuzz.distance import OSA

    most = 2 if max(len(name), len(other)) >= _LONG else 1
    return OSA.distance(name, other, score_cutoff=most) <= most


prepare = each(_find)
