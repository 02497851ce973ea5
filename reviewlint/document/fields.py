"""Roles: which front-matter name says what, from ``rules/fields.yaml`` and a site's config."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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


_Use = tuple[str, str, int, re.Pattern[str] | None]
"""A role that a name may fill, the name, how early the role tries it, and when it may."""

_Table = dict[str, tuple[list[_Use], "_Table"]]


class Roles(msgspec.Struct, frozen=True, dict=True):
    """Hold the table of roles."""

    roles: tuple[Role, ...] = ()

    def find(self, root: Value | None) -> dict[str, Field]:
        """Give the field of each role that ``root`` fills.

        The first name that is there wins; a present but empty one gives way to a later full one.
        """
        if root is None:
            return {}
        found: dict[str, Field] = {}
        _fill(root.entries, self._table, found, {})
        return found

    @cached_property
    def _table(self) -> _Table:
        """Map each name to the roles that it may fill, and to what the names in its map may fill."""
        table: _Table = {}
        for role in self.roles:
            for rank, name in enumerate(role.names):
                pattern = role.when.get(name)
                ready = None if pattern is None else compile_later(pattern)
                _add(table, name, (role.name, name, rank, ready))
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
"""So many maps are looked into for a name at most."""


def _add(table: _Table, name: str, use: _Use, depth: int = 1) -> None:
    """Add a dotted name: as a key that is written so, and as keys of maps in maps."""
    table.setdefault(name, ([], {}))[0].append(use)
    at = name.find(".") if depth < _DEEPEST else -1
    while at >= 0:
        _, below = table.setdefault(name[:at], ([], {}))
        _add(below, name[at + 1 :], use, depth + 1)
        at = name.find(".", at + 1)


def _fill(entries: Sequence[Entry], table: _Table, found: dict[str, Field], ranks: dict[str, int]) -> None:
    """Give the entries of a map, and of the maps in it, to the roles that they fill."""
    for entry in entries:
        known = table.get(entry.key)
        if known is None:
            continue
        uses, below = known
        value = entry.value
        for role, name, rank, pattern in uses:
            if pattern is not None and not pattern.fullmatch(value.text):
                continue
            if role in found:
                order = _is_empty(found[role].value), ranks[role]
                if order < (_is_empty(value), rank):
                    continue
            ranks[role] = rank
            found[role] = Field(role, name, entry.key_span, value)
        if below and value.entries:
            _fill(value.entries, below, found, ranks)
