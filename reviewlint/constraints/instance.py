"""Front matter as plain data for a schema, and the other ways to read a value that it refuses."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from reviewlint.document.dates import read_date
from reviewlint.document.fields import RoleType
from reviewlint.document.model import Value
from reviewlint.document.rating import read_rating
from reviewlint.regex import compile_later

_INTEGER = compile_later(r"[-+]?[0-9]{1,400}")
_NUMBER = compile_later(r"[-+]?[0-9]{1,400}(?:\.[0-9]{1,400})?")
_ANSWERS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_ZONE = compile_later(r"([+-][0-9]{2}):?([0-9]{2})?")
_MOST_BITS = 1000
_UNREADABLE = object()


def to_instance(value: Value) -> Any:
    """Give a value as JSON has it; a date is its text, and so is a number that JSON has not."""
    if value.kind == "map":
        return {entry.key: to_instance(entry.value) for entry in value.entries}
    if value.kind == "list":
        return [to_instance(item) for item in value.items]
    return value.text if value.kind == "date" or _is_beyond_json(value.data) else value.data


def _is_beyond_json(data: object) -> bool:
    """Tell whether a number is none that JSON's readers agree on."""
    if isinstance(data, float):
        return not math.isfinite(data)
    return isinstance(data, int) and data.bit_length() > _MOST_BITS


def read_otherwise(value: Value, wanted: Sequence[str], role: RoleType | None, untyped: bool) -> Any:
    """Read a value as one of the types that a schema wants, in the ways that reviews are read.

    A title is what was written, whatever YAML takes it for; tags may be one text with commas, a
    rating ``3.88/4``, a date a list of dates. ``untyped`` says that the front matter's form has text
    only, so that numbers are written as text. Where no reading fits, the value is itself.
    """
    for kind in wanted:
        instance = _READINGS[kind](value, role, untyped) if kind in _READINGS else _UNREADABLE
        if instance is not _UNREADABLE:
            return instance
    return to_instance(value)


def write_moment(value: Value) -> str | None:
    """Give a date with a time of day as RFC 3339 writes it, ``None`` where it has no time.

    ``2026-01-12 11:05 +0100`` is how generators of sites write what JSON Schema calls a date-time.
    """
    date = read_date(value.text, {})
    if date is None or not date.exists or date.day is None or not date.time:
        return None
    clock = date.time.removesuffix(date.zone).strip(" \tTt")
    hours, _, rest = clock.partition(":")
    zone = _ZONE.fullmatch(date.zone)
    offset = f"{zone[1]}:{zone[2] or '00'}" if zone else "Z"
    seconds = "" if ":" in rest else ":00"
    return f"{date.year:04}-{date.month:02}-{date.day:02}T{hours.zfill(2)}:{rest}{seconds}{offset}"


def _read_string(value: Value, role: RoleType | None, untyped: bool) -> Any:
    if value.kind in ("integer", "number", "boolean", "date"):
        return value.text
    if value.kind == "list" and role == "date" and value.items and not value.items[-1].items:
        return value.items[-1].text
    return _UNREADABLE


def _read_number(value: Value, role: RoleType | None, untyped: bool) -> Any:
    if role == "rating":
        rating = read_rating(value)
        if rating is not None and rating.value is not None and math.isfinite(rating.value):
            return rating.value
    if value.kind == "text" and (untyped or role in ("year", "id")):
        text = value.text.strip()
        if _INTEGER.fullmatch(text):
            return int(text)
        if _NUMBER.fullmatch(text):
            return float(text)
    return _UNREADABLE


def _read_boolean(value: Value, role: RoleType | None, untyped: bool) -> Any:
    if value.kind == "text" and (untyped or role in ("flag", "level")):
        return _ANSWERS.get(value.text.strip().casefold(), _UNREADABLE)
    return _UNREADABLE


def _read_list(value: Value, role: RoleType | None, untyped: bool) -> Any:
    if value.kind in ("list", "map", "null"):
        return _UNREADABLE
    if role == "texts" or untyped:
        return [part.strip() for part in value.text.split(",") if part.strip()]
    return [to_instance(value)] if role == "date" else _UNREADABLE


_READINGS: Mapping[str, Any] = {
    "string": _read_string,
    "number": _read_number,
    "integer": _read_number,
    "boolean": _read_boolean,
    "array": _read_list,
}
