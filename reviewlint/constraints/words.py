"""What a value breaks, in plain words: one phrase for each keyword of JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from reviewlint.constraints.schema import Violation, read_error

_LONGEST = 60
_MOST_OPTIONS = 12
_NEAR = 0.6
"""How alike, of 1, a value and one that is allowed must be for a did-you-mean."""

TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "`true` or `false`",
    "array": "a list",
    "object": "names with values",
    "null": "nothing",
}
"""What a person calls the types of JSON Schema."""


def describe(violation: Violation) -> str:
    """Say what is wrong with a value, to stand behind its name: ``is 44, more than the 5 that …``."""
    phrase = _PHRASES.get(violation.keyword)
    if phrase is not None:
        return phrase(violation.details, violation.instance)
    return f"{_is(violation.instance)}, which breaks what this site says of it (`{violation.keyword}`)"


def show(value: Any) -> str:
    """Give a value fit for a message: a text in backticks, a number as it is, a list by its kind."""
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        return f"`{_cut(' '.join(value.split()))}`"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "names with values"
    return "empty" if value is None else _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _is(value: Any) -> str:
    return f"is {show(value)}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _say_type(kind: Any, value: Any) -> str:
    wanted = " or ".join(what for name, what in TYPES.items() if name in kind.types)
    if isinstance(value, str):
        return f"is the text {show(value)}; expected {wanted}"
    return f"{_is(value)}; expected {wanted}"


def _say_enum(kind: Any, value: Any) -> str:
    options = [show(option) for option in kind.options]
    listed = ", ".join(options[:_MOST_OPTIONS]) + (" …" if len(options) > _MOST_OPTIONS else "")
    hint = suggest(value, list(map(str, kind.options))) if isinstance(value, str) else ""
    return f"{_is(value)}, not one of {listed}" + hint


def suggest(word: str, known: list[str]) -> str:
    """Give a did-you-mean to put behind a message, empty where nothing known comes near."""
    from difflib import get_close_matches

    folded = {one.casefold(): one for one in reversed(known)}
    near = get_close_matches(word.casefold()[:_LONGEST], folded, n=1, cutoff=_NEAR)
    return f"; did you mean `{folded[near[0]]}`?" if near else ""


def find_again(items: list[Any]) -> int:
    """Give the index of the first item that stands in a list for the second time; -1 where none does."""
    seen: set[bytes] = set()
    for index, item in enumerate(items):
        written = msgspec.json.encode(item, order="deterministic")
        if written in seen:
            return index
        seen.add(written)
    return -1


def _say_unique(kind: Any, value: Any) -> str:
    return f"holds {show(value[find_again(value)])} twice; each item may stand there only once"


_FORMATS = {
    "date": "a day such as `2026-01-31`",
    "date-time": "a moment such as `2026-01-31T18:00:00+01:00`",
    "time": "a time such as `18:00:00+01:00`",
    "duration": "a length of time such as `PT2H6M`",
    "email": "an e-mail address",
    "uri": "a whole address such as `https://example.org/her`",
    "uri-reference": "an address",
    "iri": "a whole address such as `https://example.org/her`",
    "regex": "a regular expression",
    "uuid": "a UUID",
}


def _say_format(kind: Any, value: Any) -> str:
    wanted = _FORMATS.get(kind.format, f"of the form `{kind.format}`")
    return f"{_is(value)}, not {wanted}"


def _say_pattern(kind: Any, value: Any) -> str:
    # jsonschema-rs also names so what went wrong while it looked: too many steps, a text too long.
    if type(kind).__name__ != "Pattern":
        return f"{_is(value)}, which takes too long to hold against this site's pattern"
    return f"{_is(value)}, which does not fit this site's pattern `{kind.pattern}`"


def _say_property_name(kind: Any, value: Any) -> str:
    inner = read_error(kind.error)
    return f"has a key that {describe(inner)}"


def _say_any(kind: Any, value: Any) -> str:
    return f"{_is(value)}, none of the forms that this site allows"


def _say_one(kind: Any, value: Any) -> str:
    # jsonschema-rs names both by the keyword; only one of the two kinds says that several forms fit.
    if type(kind).__name__ == "OneOfMultipleValid":
        return f"{_is(value)}, which fits several of the forms that this site allows, and may fit only one"
    return _say_any(kind, value)


_PHRASES: Mapping[str, Callable[[Any, Any], str]] = {
    "type": _say_type,
    "enum": _say_enum,
    "const": lambda kind, value: f"{_is(value)}; on this site it is always {show(kind.expected_value)}",
    "maximum": lambda kind, value: f"{_is(value)}, more than the {kind.limit:g} that this site allows",
    "minimum": lambda kind, value: f"{_is(value)}, less than the {kind.limit:g} that this site asks for",
    "exclusiveMaximum": lambda kind, value: f"{_is(value)}; on this site it is less than {kind.limit:g}",
    "exclusiveMinimum": lambda kind, value: f"{_is(value)}; on this site it is more than {kind.limit:g}",
    "multipleOf": lambda kind, value: f"{_is(value)}; this site goes in steps of {float(kind.multiple_of):g}",
    "pattern": _say_pattern,
    "format": _say_format,
    "minLength": lambda kind, value: (
        f"has {_count(len(value), 'character')}; this site asks for at least {kind.limit}"
    ),
    "maxLength": lambda kind, value: (
        f"has {_count(len(value), 'character')}; this site allows at most {kind.limit}"
    ),
    "minItems": lambda kind, value: (
        f"has {_count(len(value), 'item')}; this site asks for at least {kind.limit}"
    ),
    "maxItems": lambda kind, value: (
        f"has {_count(len(value), 'item')}; this site allows at most {kind.limit}"
    ),
    "uniqueItems": _say_unique,
    "contains": lambda kind, value: "holds nothing of what this site asks for in it",
    "additionalItems": lambda kind, value: (
        f"has {_count(len(value), 'item')}; this site allows at most {kind.limit}"
    ),
    "unevaluatedItems": lambda kind, value: (
        f"has {_count(len(kind.unexpected), 'item')} more than this site allows"
    ),
    "minProperties": lambda kind, value: (
        f"has {_count(len(value), 'key')}; this site asks for at least {kind.limit}"
    ),
    "maxProperties": lambda kind, value: (
        f"has {_count(len(value), 'key')}; this site allows at most {kind.limit}"
    ),
    "propertyNames": _say_property_name,
    "falseSchema": lambda kind, value: "is there, and this site does not allow it",
    "not": lambda kind, value: f"{_is(value)}, which this site does not allow",
    "anyOf": _say_any,
    "oneOf": _say_one,
    "contentEncoding": lambda kind, value: f"{_is(value)}, which is not written in {kind.content_encoding}",
    "contentMediaType": lambda kind, value: f"{_is(value)}, which is no {kind.content_media_type}",
}
