"""Roles: which front-matter name says what, from ``rules/fields.yaml`` and a site's config."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

import msgspec

from reviewlint.document.model import Entry, Field, Value
from reviewlint.regex import compile_later

RoleType = Literal["text", "date", "rating", "texts", "work", "flag", "image", "id", "level", "year", "any"]


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say under which names a role is found, first match first, dotted for nested ones.

    ``when`` holds, for a name that means one thing here and another there, the regular expression
    that its whole value must match: ``published: 2012`` is a year, ``published: false`` a draft.
    """

    name: str
    names: tuple[str, ...]
    type: RoleType = "text"
    what: str = ""
    when: Mapping[str, str] = {}


class Roles(msgspec.Struct, frozen=True, dict=True):
    """Hold the table of roles."""

    roles: tuple[Role, ...] = ()

    def find(self, root: Value | None) -> dict[str, Field]:
        """Give the field of each role that ``root`` fills.

        The first name that is there wins; a present but empty one gives way to a later full one.
        """
        if root is None:
            return {}
        by_name = self._by_name
        ranks: dict[str, int] = {}
        found: dict[str, Field] = {}
        for name, entry in _flatten(root):
            if name not in by_name:
                continue
            value = entry.value
            for role, rank, pattern in by_name[name]:
                if pattern is not None and not pattern.fullmatch(value.text):
                    continue
                if role in found:
                    order = _is_empty(found[role].value), ranks[role]
                    if order < (_is_empty(value), rank):
                        continue
                ranks[role] = rank
                found[role] = Field(role, name, entry.key_span, value)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, list[tuple[str, int, re.Pattern[str] | None]]]:
        """Map each name to the roles that it may fill: how early each tries it, and when it may."""
        table: dict[str, list[tuple[str, int, re.Pattern[str] | None]]] = {}
        for role in self.roles:
            for rank, name in enumerate(role.names):
                pattern = role.when.get(name)
                ready = None if pattern is None else compile_later(pattern)
                table.setdefault(name, []).append((role.name, rank, ready))
        return table

    def names(self) -> Mapping[str, str]:
        """Map every known field name to its role."""
        return self._names

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {name: role.name for role in self.roles for name in role.names}


def _is_empty(value: Value) -> bool:
    return value.kind == "null" or (value.kind == "text" and not value.text.strip())


_DEEPEST = 4
"""A role's dotted path has at most this many parts."""


def _flatten(root: Value, prefix: str = "", depth: int = 1) -> list[tuple[str, Entry]]:
    """Give the entries of a map, and of the maps in it, with their dotted names."""
    listed: list[tuple[str, Entry]] = []
    for entry in root.entries:
        name = prefix + entry.key
        listed.append((name, entry))
        if entry.value.entries and depth < _DEEPEST:
            listed += _flatten(entry.value, name + ".", depth + 1)
    return listed
