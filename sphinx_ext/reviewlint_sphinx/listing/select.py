"""What a listing asks for, and the reviews that answer."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

import msgspec

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.facets import Records
from reviewlint_sphinx.browse.slugs import make_slug
from reviewlint_sphinx.order import sort_key

STYLES = ("cards", "list", "table")


class Condition(msgspec.Struct, frozen=True):
    """Ask that a field compares so with a value."""

    field: str
    sign: str
    value: str


class ListingSpec(msgspec.Struct, frozen=True):
    """Hold what a listing asks for; ``limit`` 0 is no limit, ``paginate`` 0 one page for all."""

    where: tuple[Condition, ...] = ()
    sort: str = "-date"
    limit: int = 0
    style: str = "cards"
    group_by: str = ""
    paginate: int = 0


_FIELDS: dict[str, Callable[[ReviewRecord], Iterable[str | float]]] = {
    "tag": lambda record: record.tags,
    "reviewer": lambda record: record.reviewers,
    "medium": lambda record: _one(record.work.medium),
    "work": lambda record: _one(record.work.title),
    "creator": lambda record: record.work.creators,
    "series": lambda record: _one(record.work.series),
    "title": lambda record: _one(record.title),
    "language": lambda record: _one(record.language),
    "spoilers": lambda record: _one(record.spoilers),
    "year": lambda record: _one((record.date or "")[:4]),
    "date": lambda record: _one(record.date),
    "work-year": lambda record: _one(record.work.year),
    "rating": lambda record: _one(record.rating.value if record.rating else None),
}
"""What can be asked for and sorted by: the values a review has of each."""


_NUMBERS = frozenset({"rating", "work-year"})

_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
_CONDITION = re.compile(r"\s*([\w-]+)\s*(!=|>=|<=|=|>|<)\s*(.+?)\s*")


def parse_where(text: str) -> tuple[Condition, ...]:
    """Read conditions, with commas between: ``medium = film, rating >= 4``.

    :raises ValueError: in words for the writer
    """
    conditions = []
    for part in text.split(","):
        match = _CONDITION.fullmatch(part)
        if match is None:
            msg = f"{part.strip()!r} is no condition; it should be like `tag = noir` or `rating >= 4`"
            raise ValueError(msg)
        conditions.append(_check_number(Condition(_check_field(match[1]), match[2], match[3])))
    return tuple(conditions)


def parse_field(text: str) -> str:
    """Read the name of a field, a minus before it for the reverse order.

    :raises ValueError: in words for the writer
    """
    text = text.strip()
    return ("-" if text.startswith("-") else "") + _check_field(text.removeprefix("-"))


def parse_style(text: str) -> str:
    """Read the name of a style.

    :raises ValueError: in words for the writer
    """
    if text.strip() in STYLES:
        return text.strip()
    msg = f"{text.strip()!r} is no style; it should be `cards`, `list` or `table`"
    raise ValueError(msg)


def parse_count(text: str) -> int:
    """Read how many.

    :raises ValueError: in words for the writer
    """
    if text.strip().isdecimal() and int(text):
        return int(text)
    msg = f"{text.strip()!r} is no number of reviews; it should be a whole number from 1 on"
    raise ValueError(msg)


def _check_field(name: str) -> str:
    if name in _FIELDS:
        return name
    near = get_close_matches(name, _FIELDS, n=1)
    hint = f"; did you mean `{near[0]}`?" if near else f"; it should be one of {', '.join(_FIELDS)}"
    msg = f"reviews have no `{name}`{hint}"
    raise ValueError(msg)


def _check_number(condition: Condition) -> Condition:
    if condition.field in _NUMBERS:
        try:
            float(condition.value)
        except ValueError:
            msg = f"`{condition.field}` is a number, and {condition.value!r} is none"
            raise ValueError(msg) from None
    return condition


def select(records: Records, spec: ListingSpec) -> Records:
    """Give the reviews that a listing shows, in its order; ``records`` are newest first."""
    chosen = [one for one in records if all(_meets(one[1], condition) for condition in spec.where)]
    field, reverse = spec.sort.removeprefix("-"), spec.sort.startswith("-")
    # What has no such value comes last, whichever way it is sorted.
    known = [one for one in chosen if _values(one[1], field)]
    unknown = [one for one in chosen if not _values(one[1], field)]
    known.sort(key=lambda one: _sort_key(_values(one[1], field)[0]), reverse=reverse)
    ordered = known + unknown
    return ordered[: spec.limit] if spec.limit else ordered


def group(records: Records, field: str) -> list[tuple[str, Records]]:
    """Give the reviews by a field's values, in the values' order; a review may stand under several.

    Dates and ratings begin with the latest and the highest; a minus before the field reverses the order.
    What has no value comes last.
    """
    name = field.removeprefix("-")
    reverse = (name in ("year", "date", "rating")) != field.startswith("-")
    groups: dict[str, list[tuple[str, ReviewRecord]]] = {}
    first: dict[str, str | float] = {}
    for one in records:
        for value in _values(one[1], name) or [""]:
            key = make_slug(_show(value)) if value != "" else ""
            first.setdefault(key, value)
            groups.setdefault(key, []).append(one)
    order = sorted(groups, key=lambda key: _sort_key(first[key]), reverse=reverse)
    return [(_show(first[key]), groups[key]) for key in sorted(order, key=lambda key: key == "")]


def find_unknown(records: Records, spec: ListingSpec) -> list[str]:
    """Say of each word that a listing asks for and no review has what is wrong with it."""
    problems = []
    for condition in spec.where:
        if condition.sign not in ("=", "!="):
            continue
        values = {
            make_slug(_show(value)): _show(value)
            for _, record in records
            for value in _values(record, condition.field)
        }
        if make_slug(condition.value) not in values:
            near = get_close_matches(make_slug(condition.value), values, n=1)
            hint = f"; did you mean {values[near[0]]!r}?" if near else ""
            problems.append(f"no review has the {condition.field} {condition.value!r}{hint}")
    return problems


def _meets(record: ReviewRecord, condition: Condition) -> bool:
    values = _values(record, condition.field)
    if condition.sign in ("=", "!="):
        found = make_slug(condition.value) in {make_slug(_show(value)) for value in values}
        return found == (condition.sign == "=")
    compare = _SIGNS[condition.sign]
    return any(compare(*_comparable(value, condition.value)) for value in values)


def _comparable(value: str | float, wanted: str) -> tuple[str | float, str | float]:
    try:
        return float(value), float(wanted)
    except ValueError:
        return str(value).casefold(), wanted.casefold()


def _values(record: ReviewRecord, field: str) -> list[str | float]:
    return list(_FIELDS[field](record))


def _one(value: str | float | None) -> list[str | float]:
    return [] if value is None or value == "" else [value]


def _sort_key(value: str | float) -> tuple[float, tuple[str, str]]:
    return (value, ("", "")) if isinstance(value, (int, float)) else (0.0, sort_key(value))


def _show(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
