"""``date``: a date that is none, is not written as programs read it, or cannot be right."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.dates import Months, WrittenDate, read_date, read_months
from reviewlint.document.model import Field, Review
from reviewlint.document.scopes import Part, parts
from reviewlint.regex import compile_later

PLACEHOLDERS = frozenset({"field", "other", "problem", "text"})
PLACES = ("field.*",)

_MONTHS = "months"
VOCABULARIES = {_MONTHS: "months"}
_FILE_DATE = compile_later(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?=[-_.])")


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which roles hold dates, and what would be wrong with one.

    ``fault`` is ``form`` (no date, or not written year-month-day), ``future`` (later than today),
    ``file-name`` (another than the one that the file's name begins with) or ``time-zone`` (no time
    with its zone). A review that fills one of the roles ``unless`` is left alone.
    """

    roles: tuple[str, ...]
    fault: Literal["form", "future", "file-name", "time-zone"]
    unless: tuple[str, ...] = ()


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Read the names of the months from the word list ``months``."""
    months = read_months(settings.vocabularies.get(_MONTHS, {}))
    plans = [(index, params, frozenset(params.roles)) for index, params in enumerate(rules)]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        fields = review.fields
        # Several rules look at one date: it is read once.
        known: dict[str, Sequence[_Given]] = {}
        for index, params, roles in plans:
            if roles.isdisjoint(fields):
                continue
            if params.unless and any(review.text_of(role) is not None for role in params.unless):
                continue
            for role in params.roles:
                if role not in fields:
                    continue
                if role not in known:
                    known[role] = _read_dates(review, role, months)
                for given in known[role]:
                    hit = _judge(given, params, months, context)
                    if hit is not None:
                        yield index, hit

    return run


class _Given(msgspec.Struct, frozen=True):
    """Hold what is given as a date, ``None`` where it is none; ``real`` where calendar and clock have it."""

    part: Part
    date: WrittenDate | None
    real: bool


def _read_dates(review: Review, role: str, months: Months) -> Sequence[_Given]:
    given = []
    for part in parts(review, f"field.{role}"):
        if part.state == "text":
            date = read_date(part.text, months)
            given.append(_Given(part, date, date is not None and date.exists))
    return given


def _judge(given: _Given, params: Params, months: Months, context: Context) -> Hit | None:
    part, date = given.part, given.date
    if params.fault == "form":
        return None if given.real and date is not None and date.iso else _judge_form(part, date)
    if params.fault == "time-zone":
        return _judge_zone(part, date)
    if date is None or not given.real or not date.certain:
        return None
    if params.fault == "future":
        later = context.today.precedes(_known(date))
        return _hit(part, other=context.today.date.isoformat()) if later else None
    match = _FILE_DATE.match(posixpath.basename(context.path))
    if match is None or _begins_with(part.text, match.group()):
        return None
    named = read_date(match.group(), months)
    if named is None or not named.exists or _known(named)[: len(_known(date))] == _known(date):
        return None
    return _hit(part, other=named.text)


def _begins_with(text: str, date: str) -> bool:
    """Tell whether a text begins with a date as it stands: nearly all are written like the file's name."""
    return text.startswith(date) and not text[len(date) : len(date) + 1].isdigit()


def _known(date: WrittenDate) -> tuple[int, ...]:
    if date.month is None:
        return (date.year,)
    return (date.year, date.month) if date.day is None else (date.year, date.month, date.day)


def _judge_form(part: Part, date: WrittenDate | None) -> Hit | None:
    if date is None:
        return _hit(part, "is no date; write year-month-day, such as `2026-01-31`")
    if not date.exists:
        return _hit(part, "is no day that the calendar has")
    if date.iso:
        return None
    if not date.certain:
        other = date.swap()
        return _hit(part, f"may be `{date.text}` or `{other.text}`; write the one that is meant")
    hit = _hit(part, f"is not written year-month-day; write `{date.text}`")
    if not part.exact:
        return hit
    edit = (part.locate(0, len(part.text)), date.text)
    return msgspec.structs.replace(
        hit, edits=(edit,), safety=Safety.SAFE, fix_message=f"write the date as {date.text}"
    )


def _judge_zone(part: Part, date: WrittenDate | None) -> Hit | None:
    if date is None or not date.exists or date.day is None:
        return _hit(part, "is no time; write one such as `2026-01-31T18:00:00+01:00`")
    if not date.time:
        return _hit(part, f"has no time of day; write one such as `{date.text}T18:00:00+01:00`")
    if not date.zone:
        return _hit(part, f"has no time zone; write it behind the time, such as `{date.text}+01:00`")
    return None


def _hit(part: Part, problem: str = "", other: str = "") -> Hit:
    field = part.owner.name if isinstance(part.owner, Field) else ""
    values: dict[str, Any] = {"field": field, "other": other, "problem": problem, "text": shorten(part.text)}
    return Hit(part.span, values)
