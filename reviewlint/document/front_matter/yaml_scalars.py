"""Scalars as a YAML 1.1 reader takes them, without ever raising."""

from __future__ import annotations

import datetime
from typing import Final

import yaml

from reviewlint.document.model import ValueKind

_TAG: Final = "tag:yaml.org,2002:"
MERGE_TAG: Final = _TAG + "merge"

_LONGEST = 400
"""Longer scalars are text: of base 60, PyYAML would take quadratic time to make a number."""

_PYYAML = yaml.constructor.SafeConstructor()
_BUILDERS = {
    _TAG + "null": _PYYAML.construct_yaml_null,
    _TAG + "bool": _PYYAML.construct_yaml_bool,
    _TAG + "int": _PYYAML.construct_yaml_int,
    _TAG + "float": _PYYAML.construct_yaml_float,
    _TAG + "timestamp": _PYYAML.construct_yaml_timestamp,
}


def resolve_scalar(node: yaml.ScalarNode) -> tuple[ValueKind, object]:
    """Give the kind and the plain Python value of a scalar.

    What has a tag of its own, or cannot be built (2026-02-30, ``!!int x``, 5,000 digits), is text.
    """
    build = _BUILDERS.get(node.tag)
    if build is None or len(node.value) > _LONGEST:
        return "text", node.value
    try:
        data = build(node)
    except (ValueError, KeyError, IndexError, AttributeError, OverflowError):
        # What PyYAML's constructors raise for a tag that the text does not live up to.
        return "text", node.value
    return _kind_of(data), data


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
