"""``constraint``: front matter that breaks what the site's config demands, or that no role can read.

The site's demands are JSON Schema; without any, only the forms of values are looked at, and nothing
of that is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.document.fields import RoleType
from reviewlint.document.model import Field, Review, Value
from reviewlint.document.rating import read_rating
from reviewlint.span import Span

if TYPE_CHECKING:
    from reviewlint.constraints.judge import Finding

PLACEHOLDERS = frozenset({"field", "problem"})
PLACES = ("field.*",)

Form = Literal["text", "number", "answer", "date", "rating", "list", "map", "maps"]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which violations of the site's constraints are reported, and which forms values may have.

    ``topic`` is ``type`` for values of a wrong type, ``other`` for all else but unknown keys.
    ``forms`` are the forms that a value may have by the type of its role, ``roles`` those of single
    roles instead: ``text``, ``number``, ``answer`` (yes or no), ``date``, ``rating`` (a map that
    holds one), ``list`` (of anything but maps and lists), ``maps`` (a list of maps), ``map``. A role
    whose type is not listed may have any form.
    """

    topic: Literal["type", "other"]
    forms: Mapping[RoleType, tuple[Form, ...]] = {}
    roles: Mapping[str, tuple[Form, ...]] = {}


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make the site's schemas ready, once for all rules."""
    check = _prepare_check(settings)
    tables = [_list_forms_by_role(params, settings) for params in rules]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        findings = check(review, context.draft)
        for index, params in enumerate(rules):
            table = tables[index]
            # All in one expression: every field of every review is asked.
            doubtful = [
                (field, table[field.role][0])
                for field in (review.fields.values() if table else ())
                if field.role in table and field.value.kind not in table[field.role][1]
            ]
            for field, forms in doubtful:
                for span, problem in _find_wrong_forms(field, forms):
                    yield index, Hit(span, {"field": field.name, "problem": problem})
            for finding in findings:
                if finding.topic == params.topic:
                    yield index, Hit(finding.span, {"field": finding.field, "problem": finding.problem})

    return run


Forms = tuple[Form, ...]
_KINDS: Mapping[Form, frozenset[str]] = {
    "text": frozenset({"text"}),
    "number": frozenset({"integer", "number"}),
    "answer": frozenset({"boolean"}),
    "date": frozenset({"date"}),
    "map": frozenset({"map"}),
}
"""The kinds of values that have a form whatever is in them."""


def _list_forms_by_role(params: Params, settings: Settings) -> Mapping[str, tuple[Forms, frozenset[str]]]:
    """Give the forms that each role's value may have, with the kinds that need no second look."""
    table = {}
    for role in settings.roles.roles:
        forms = params.roles.get(role.name) or params.forms.get(role.type, ())
        # What a site says itself of a field stands for what everybody expects of it.
        if forms and role.name not in settings.constraints:
            kinds = frozenset({"null"}).union(*(_KINDS.get(form, frozenset()) for form in forms))
            table[role.name] = forms, kinds
    return table


def _prepare_check(settings: Settings) -> Callable[[Review, bool], Sequence[Finding]]:
    if not settings.constraints and settings.schema is None:
        return lambda review, draft: ()
    # Imported here: most sites have no constraints, and what checks them takes long to import.
    from reviewlint.constraints.judge import Constraints, prepare_check

    return prepare_check(Constraints(settings.constraints, settings.schema), settings.roles)


def _find_wrong_forms(field: Field, forms: Sequence[Form]) -> Iterator[tuple[Span, str]]:
    value = field.value
    if _fits(value, forms):
        return
    if value.kind == "list" and value.items and "list" in forms:
        for item in value.items:
            if not _fits(item, ("text", "number", "answer", "date")):
                yield item.span, f"has {_show(item)} among its items; expected {_ITEMS}"
        return
    yield _place(value, field), f"is {_show(value)}; expected {_list_forms(forms)}"


def _fits(value: Value, forms: Sequence[Form]) -> bool:
    if value.kind == "null" or (value.kind == "list" and "list" in forms and _is_flat_list(value)):
        return True
    return any(_FORMS[form][1](value) for form in forms)


def _is_flat_list(value: Value) -> bool:
    return value.kind == "list" and not [item for item in value.items if item.kind in ("list", "map")]


def _is_answer(value: Value) -> bool:
    return value.kind == "boolean" or (
        value.kind in ("text", "integer") and value.text.strip().casefold() in _ANSWERS
    )


_ANSWERS = frozenset(
    {"", "true", "false", "yes", "no", "on", "off", "0", "1", "si", "sí", "ja", "nein", "oui", "non"}
)

_ITEMS = "texts only"

_FORMS: Mapping[Form, tuple[str, Callable[[Value], bool]]] = {
    "text": ("text", lambda value: value.kind == "text"),
    "number": ("a number", lambda value: value.kind in ("integer", "number")),
    "answer": ("`true` or `false`", _is_answer),
    "date": ("a date", lambda value: value.kind == "date"),
    "rating": (
        "a rating with its scale",
        lambda value: value.kind == "map" and read_rating(value) is not None,
    ),
    "list": ("a list", _is_flat_list),
    "map": ("names with values", lambda value: value.kind == "map"),
    "maps": (
        "a list of names with values",
        lambda value: value.kind == "list" and all(item.kind in ("map", "text") for item in value.items),
    ),
}


def _list_forms(forms: Sequence[Form]) -> str:
    names = list(dict.fromkeys(_FORMS[form][0] for form in forms))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _show(value: Value) -> str:
    if value.kind == "list":
        return "a list"
    if value.kind == "map":
        return "names with values"
    what = {"text": "the text ", "date": "the date "}.get(value.kind, "")
    return f"{what}`{shorten(value.text)}`"


def _place(value: Value, field: Field) -> Span:
    spreads = value.kind in ("list", "map") and value.style == "block"
    return field.key_span if spreads or value.span.start == value.span.end else value.span
