"""Scalars as a YAML 1.1 reader takes them, without ever raising."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from reviewlint.document.model import ValueKind
from reviewlint.regex import compile_later

if TYPE_CHECKING:
    import yaml

_TAG: Final = "tag:yaml.org,2002:"
MERGE_TAG: Final = _TAG + "merge"
TEXT_TAG: Final = _TAG + "str"
PLAIN_TAG: Final = ""
"""The tag of a scalar without quotes or a tag of its own, which may mean anything."""

_LONGEST = 400
"""Longer scalars are text: of base 60, PyYAML would take quadratic time to make a number."""

# YAML 1.1, "bool" and "null", in the three spellings that PyYAML takes.
_ANSWERS = {"yes": True, "no": False, "true": True, "false": False, "on": True, "off": False}
_WORDS: Mapping[str, tuple[ValueKind, object]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), ("null", None)),
    **{
        spelling: ("boolean", meaning)
        for word, meaning in _ANSWERS.items()
        for spelling in (word, word.capitalize(), word.upper())
    },
}
_SIGNS = frozenset("+-.0123456789")
"""What a number or a date begins with."""
MEANING = _SIGNS.union(word[:1] for word in _WORDS)
"""What a scalar without quotes begins with that may be something else than text."""
_DATE = len("2026-01-31")

# The forms that nearly all numbers and dates have; PyYAML's own patterns know the others.
_COMMON = compile_later(
    r"(?P<integer>0|[1-9][0-9]*)|(?P<number>[0-9]+\.[0-9]+)|(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    # Jekyll's form of a moment: to PyYAML a zone without a colon is none, and the whole is text.
    r"|(?P<text>[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4})"
)


def resolve_scalar(node: yaml.ScalarNode) -> tuple[ValueKind, object]:
    """Give the kind and the plain Python value of a scalar.

    What has a tag of its own, or cannot be built (2026-02-30, ``!!int x``, 5,000 digits), is text.
    """
    if node.tag == PLAIN_TAG:
        return resolve_plain(node.value)
    return _build(node)


def resolve_plain(text: str) -> tuple[ValueKind, object]:
    """Give the kind and the plain Python value of a scalar without quotes or a tag."""
    # The commonest first: years and ratings.
    if text.isdecimal() and text[0] != "0" and text.isascii() and len(text) <= _LONGEST:
        return "integer", int(text)
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _SIGNS or len(text) > _LONGEST:
        return "text", text
    if len(text) == _DATE and text[4] == text[7] == "-":
        try:
            return "date", datetime.date.fromisoformat(text)
        except ValueError:
            pass  # what is no date may be something else
    whole, _, part = text.partition(".")
    if whole.isdecimal() and part.isdecimal() and text.isascii():
        return "number", float(text)
    common = _COMMON.fullmatch(text)
    if common is not None:
        return _read_common(text, common.lastgroup)
    import yaml  # only where a scalar asks for it: most blocks hold none that does

    return _build(yaml.ScalarNode(_find_tag(text), text))


def _build(node: yaml.ScalarNode) -> tuple[ValueKind, object]:
    text: str = node.value
    build = _list_builders().get(node.tag)
    if build is None or len(text) > _LONGEST:
        return "text", text
    try:
        data = build(node)
    except (ValueError, KeyError, IndexError, AttributeError, OverflowError):
        # What PyYAML's constructors raise for a tag that the text does not live up to.
        return "text", text
    return _kind_of(data), data


@cache
def _list_builders() -> Mapping[str, Callable[[yaml.ScalarNode], Any]]:
    import yaml

    made = yaml.constructor.SafeConstructor()
    return {
        _TAG + "null": made.construct_yaml_null,
        _TAG + "bool": made.construct_yaml_bool,
        _TAG + "int": made.construct_yaml_int,
        _TAG + "float": made.construct_yaml_float,
        _TAG + "timestamp": made.construct_yaml_timestamp,
    }


def _read_common(text: str, form: str | None) -> tuple[ValueKind, object]:
    if form == "integer":
        return "integer", int(text)
    if form == "number":
        return "number", float(text)
    if form == "text":
        return "text", text
    try:
        return "date", datetime.date.fromisoformat(text)
    except ValueError:
        return "text", text


def _find_tag(text: str) -> str:
    """Give the tag that PyYAML would give a plain scalar."""
    import yaml

    for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], ()):
        if pattern.match(text):
            return str(tag)
    return TEXT_TAG


def _kind_of(data: object) -> ValueKind:
    if data is None:
        return "null"
    if isinstance(data, bool):
        return "boolean"
    if isinstance(data, int):
        return "integer"
    if isinstance(data, float):
        return "number"
    return "date" if isinstance(data, datetime.date) else "text"
