"""A new review in the shape of a site's others: all that need not be said by a person is there."""

from __future__ import annotations

import datetime
import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from reviewlint.skeleton_forms import Content, NewField, write_fields
from reviewlint.survey import Key, Survey

# Marks below this combining class are letters to those who write with them, such as the vowel signs
# of Hindi; accents are above.
_FIRST_ACCENT = 200

_USUAL = 0.5
"""The share of reviews from which a field belongs into a new one."""

_FALLBACK = tuple(
    Key(name, 1, "list" if name == "tags" else "text", None, place)
    for place, name in enumerate(("title", "work", "date", "rating", "tags"))
)
"""The fields of a new review where there are none to go by."""

_LISTS = frozenset({"", "author", "creators", "reviewer", "spoiler_terms", "tags"})
"""Roles that may hold a list, and what fills no role."""

_MAPS = frozenset({"", "author", "cover", "creators", "rating", "reviewer", "work"})
"""Roles that may hold a map, and what fills no role."""

_OWN = frozenset({"slug", "aliases", "updated", "embargo", "withdrawn"})
"""Roles that a new review does not have yet."""


class Wanted(msgspec.Struct, frozen=True):
    """Hold what is known of a review that nobody has written yet."""

    title: str
    work: str | None
    today: datetime.date


class Skeleton(msgspec.Struct, frozen=True):
    """Hold a new review: its file's name, which may begin with a folder of its own, and its text.

    ``open`` are the fields that are left for a person.
    """

    name: str
    text: str
    open: tuple[str, ...]


def make_skeleton(wanted: Wanted, survey: Survey | None) -> Skeleton:
    """Write a new review; ``survey`` is of the others, ``None`` where there are none."""
    fields = tuple(_fill(wanted, survey))
    form = _usual(survey.forms) if survey else "yaml"
    name = _name_file(wanted, survey)
    text = write_fields(fields, form or "yaml", posixpath.splitext(name)[1])
    empty = tuple(field.name for field in fields if field.value in (None, []))
    return Skeleton(name, text, empty)


def make_slug(text: str) -> str:
    """Give the part of an address that a title makes: small letters and digits, hyphens between.

    Accents go; the letters of other alphabets stay.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    decomposed = unicodedata.normalize("NFKD", folded)
    plain = [one for one in decomposed if unicodedata.combining(one) < _FIRST_ACCENT]
    words = "".join(one if one.isalnum() or unicodedata.category(one)[0] == "M" else " " for one in plain)
    return unicodedata.normalize("NFC", "-".join(words.split())) or "review"


def _fill(wanted: Wanted, survey: Survey | None) -> Iterator[NewField]:
    """Give the fields in the order of the other reviews, and what a new one must say at its ends."""
    seen: Mapping[str, Iterable[str]] = {key.name: [key.name] for key in _FALLBACK}
    keys: Sequence[Key] = _FALLBACK
    if survey:
        seen = survey.roles
        keys = [key for key in survey.keys if key.count >= survey.count * _USUAL and key.kind != "map"]
    # A field that is always empty fills no role, and says by its name which one is meant.
    roles = {key.name: key.name for key in _FALLBACK} | {"draft": "draft"}
    roles |= {name: role for role, names in seen.items() for name in names}
    works = tuple(seen.get("work", ()))
    found = set()
    if not any(roles.get(key.name) == "title" for key in keys):
        yield NewField("title", wanted.title)
        keys = [key for key in keys if not key.name.startswith("title.")]
    for key in keys:
        role = "work" if _is_title_of(key.name, works) else roles.get(key.name, "")
        found.add(role)
        if role not in _OWN and roles.get(key.name.rpartition(".")[0], "") in _MAPS:
            yield NewField(key.name, _value_of(role, wanted, key))
    if wanted.work is not None and "work" not in found:
        yield NewField("work", wanted.work)
    if not found & {"draft", "published"}:
        yield NewField("draft", True)


def _value_of(role: str, wanted: Wanted, key: Key) -> Content:
    known: Mapping[str, Content] = {
        "draft": True,
        "published": False,
        "title": wanted.title,
        "work": wanted.work or wanted.title,
        "date": wanted.today,
    }
    if role in known:
        return known[role]
    if key.kind == "list" and role in _LISTS:
        return []
    # What all reviews say alike is said of this one too; a rating that all share is chance.
    return key.written if role in ("", "reviewer", "language") else None


def _is_title_of(name: str, works: Sequence[str]) -> bool:
    above, _, last = name.rpartition(".")
    return above in works and last in ("title", "name")


def _name_file(wanted: Wanted, survey: Survey | None) -> str:
    slug = make_slug(wanted.title)
    if survey is None:
        return f"{slug}.md"
    if survey.dated * 2 > survey.count:
        slug = f"{wanted.today.isoformat()}-{slug}"
    suffix = _usual(survey.suffixes) or ".md"
    return posixpath.join(slug, f"index{suffix}") if survey.bundles * 2 > survey.count else f"{slug}{suffix}"


def _usual(counts: Mapping[str, int]) -> str | None:
    return max(sorted(counts), key=lambda name: counts[name]) if counts else None
