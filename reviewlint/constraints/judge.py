"""One review's front matter held against a site's constraints: what it breaks, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from reviewlint.constraints.instance import read_otherwise, to_instance, write_moment
from reviewlint.constraints.places import Places
from reviewlint.constraints.schema import Judge, Path, Schema, Violation, compile_schema, read_error
from reviewlint.constraints.words import describe, find_again
from reviewlint.document.fields import Roles, RoleType
from reviewlint.document.model import Review
from reviewlint.span import Span

_UNTYPED = ("multimarkdown", "nikola", "rest")
"""The forms of front matter in which every value is text."""
_MOST_READINGS = 3
"""How often a value is read anew: a text becomes a list, an item of it a number."""
_LINES = {
    "toml": "a line `{} = …`",
    "json": '`"{}": …`',
    "rest": "a line `:{}: …`",
    "nikola": "a line `.. {}: …`",
}

Topic = Literal["type", "key", "other"]


class Constraints(msgspec.Struct, frozen=True):
    """Hold what a site demands: a schema for each role or field, and one for the whole front matter."""

    fields: Mapping[str, Schema] = {}
    schema: Schema | None = None


class Finding(msgspec.Struct, frozen=True):
    """Say what is wrong with a value: a wrong ``type``, a ``key`` that is not known, or anything else.

    ``field`` is what the value is called, ``problem`` what stands behind it in a message. For an
    unknown key, ``key`` is its name, ``path`` leads to what holds it, ``beside`` are all keys there.
    """

    topic: Topic
    span: Span
    field: str
    problem: str = ""
    key: str = ""
    path: Path = ()
    beside: frozenset[str] = frozenset()


Check = Callable[[Review, bool], tuple[Finding, ...]]


def prepare_check(constraints: Constraints, roles: Roles) -> Check:
    """Make ready a site's constraints: the function takes a review, and whether it is a draft.

    A draft may still lack what the site demands.
    """
    types = {role.name: role.type for role in roles.roles}
    by_role = {name: compile_schema(schema) for name, schema in constraints.fields.items()}
    whole = compile_schema(constraints.schema) if constraints.schema is not None else None

    def check(review: Review, draft: bool) -> tuple[Finding, ...]:
        block = review.front_matter
        if block is None or block.root is None:
            return ()
        found: list[Finding] = []
        for name, judge in by_role.items():
            field = review.fields.get(name)
            if field is None or field.value.kind == "null":
                continue  # what is missing or empty is said by the rules that look for that
            places = Places(review, block, field.value, field.key_span, tuple(field.name.split(".")))
            found += _report(places, _judge(places, judge, {(): types.get(name, "text")}), draft)
        if whole is not None:
            fields = review.fields.values()
            known: dict[Path, RoleType] = {tuple(one.name.split(".")): types[one.role] for one in fields}
            places = Places(review, block, block.root, block.opening)
            found += _report(places, _judge(places, whole, known), draft)
        return tuple(found)

    return check


def _judge(places: Places, judge: Judge, roles: Mapping[Path, RoleType]) -> tuple[Violation, ...]:
    """Hold a value against a schema, reading anew what the schema takes for the wrong type."""
    instance = to_instance(places.value)
    violations = judge(instance)
    for _ in range(_MOST_READINGS):
        readings = dict(_read_anew(places, violations, roles))
        if not readings:
            break
        for path, reading in readings.items():
            instance = _put(instance, path, reading)
        violations = judge(instance)
    return tuple(_choose_branches(violations))


def _read_anew(
    places: Places, violations: Sequence[Violation], roles: Mapping[Path, RoleType]
) -> Iterator[tuple[Path, Any]]:
    untyped = places.block.form in _UNTYPED
    for violation in _open(violations):
        value = places.value_at(violation.path)
        if value is None:
            continue
        reading = None
        if violation.keyword == "type":
            reading = read_otherwise(value, violation.details.types, roles.get(violation.path), untyped)
        elif violation.keyword == "format" and violation.details.format == "date-time":
            reading = write_moment(value)
        elif violation.keyword in ("enum", "const"):
            reading = value.text if value.text in _list_options(violation) else None
        if reading is not None and reading != violation.instance:
            yield violation.path, reading


def _list_options(violation: Violation) -> Sequence[Any]:
    details = violation.details
    return details.options if violation.keyword == "enum" else (details.expected_value,)


def _open(violations: Sequence[Violation]) -> Iterator[Violation]:
    """Give violations, and those inside the forms that a value may have."""
    for violation in violations:
        yield violation
        for branch in _branches(violation):
            yield from _open(branch)


def _branches(violation: Violation) -> list[list[Violation]]:
    if violation.keyword not in ("anyOf", "oneOf"):
        return []
    return [[read_error(error) for error in branch] for branch in violation.details.context if branch]


def _choose_branches(violations: Sequence[Violation]) -> Iterator[Violation]:
    """Speak, where a value may have several forms, of the one that was meant: that of its type."""
    for violation in violations:
        branches = _branches(violation)
        meant = [branch for branch in branches if not _is_other_type(branch[0], violation.path)]
        if branches and not meant:
            types = [name for branch in branches for name in branch[0].details.types]
            yield Violation(violation.path, "type", _Types(list(dict.fromkeys(types))), violation.instance)
        elif len(meant) == 1:
            yield from _choose_branches(meant[0])
        else:
            yield violation


class _Types(msgspec.Struct, frozen=True):
    """Stand for what jsonschema-rs says of a wrong type."""

    types: list[str]


def _is_other_type(violation: Violation, path: Path) -> bool:
    return violation.keyword == "type" and violation.path == path


def _report(places: Places, violations: Sequence[Violation], draft: bool) -> Iterator[Finding]:
    for violation in violations:
        path, keyword = violation.path, violation.keyword
        if keyword == "required":
            if places.block.complete and not draft:
                yield _report_missing(places, violation)
        elif keyword in ("additionalProperties", "unevaluatedProperties"):
            beside = frozenset(violation.instance)
            for key in violation.details.unexpected:
                span, above = places.find_key((*path, key)), (*places.above, *path)
                yield Finding("key", span, places.name(path), key=key, path=above, beside=beside)
        else:
            topic: Topic = "type" if keyword == "type" else "other"
            yield Finding(topic, _find_span(places, violation), places.name(path), describe(violation))


def _report_missing(places: Places, violation: Violation) -> Finding:
    """Say at the opening fence that a key is missing, and where it belongs."""
    key = violation.details.property
    above = (*places.above, *violation.path)
    where = f"add {_LINES.get(places.block.form, 'a line `{}: …`').format(key)}"
    if above:
        where += f" under `{places.name(violation.path)}` in line {places.line_of(violation.path)}"
    field = ".".join([*map(str, above), key])
    return Finding("other", places.block.opening, field, f"is missing: {where}")


def _find_span(places: Places, violation: Violation) -> Span:
    if violation.keyword == "propertyNames":
        return places.find_key((*violation.path, read_error(violation.details.error).instance))
    if violation.keyword == "uniqueItems":
        return places.find((*violation.path, find_again(violation.instance)))
    return places.find(violation.path)


def _put(instance: Any, path: Path, reading: Any) -> Any:
    """Put another value at a path of an instance that is ours to change."""
    if not path:
        return reading
    holder = instance
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = reading
    return instance
