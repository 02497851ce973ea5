"""Roles: which front-matter name says what, from ``rules/fields.yaml`` and a site's config."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from reviewlint.document.model import Entry, Field, Value

RoleType = Literal["text", "date", "rating", "texts", "work", "flag", "image", "id", "level"]


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say under which names a role is found, first match first, dotted for nested ones.

    ``text`` marks a role whose value is words that a reader sees, so that YAML must not take it
    for anything else.
    """

    name: str
    names: tuple[str, ...]
    type: RoleType = "text"
    what: str = ""


class Roles(msgspec.Struct, frozen=True):
    """Hold the table of roles."""

    roles: tuple[Role, ...] = ()

    def find(self, root: Value | None) -> dict[str, Field]:
        """Give the field of each role that ``root`` fills.

        The first name that is there wins; a present but empty one gives way to a later full one.
        """
        if root is None:
            return {}
        found: dict[str, Field] = {}
        flat = dict(_flatten(root))
        for role in self.roles:
            for name in role.names:
                entry = flat.get(name)
                if entry is None:
                    continue
                if role.name not in found or (
                    _is_empty(found[role.name].value) and not _is_empty(entry.value)
                ):
                    found[role.name] = Field(role.name, name, entry.key_span, entry.value)
                if not _is_empty(entry.value):
                    break
        return found

    def names(self) -> Mapping[str, str]:
        """Map every known field name to its role."""
        return {name: role.name for role in self.roles for name in role.names}


_DEEPEST = 4
"""A role's dotted path has at most this many parts."""


def _flatten(root: Value, prefix: str = "", depth: int = 1) -> Iterator[tuple[str, Entry]]:
    for entry in root.entries:
        name = prefix + entry.key
        yield name, entry
        if entry.value.kind == "map" and depth < _DEEPEST:
            yield from _flatten(entry.value, name + ".", depth + 1)


def _is_empty(value: Value) -> bool:
    return value.kind == "null" or (value.kind == "text" and not value.text.strip())
