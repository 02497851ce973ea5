"""What a rule gives its check under ``with``: judged by the kind, every mistake at its own place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

import msgspec

from reviewlint.document.scopes import SCOPES, require_scopes
from reviewlint.errors import Trouble
from reviewlint.strict_yaml import Troubles, YamlFile, decode, suggest

Where = tuple[str | int, ...]

_ROLE_PARAMETERS = frozenset({"role", "roles", "fields"})
"""The names by which kinds take roles, where they take no scopes."""
LIST_PARAMETER = "list"
"""The name by which kinds take a word list."""
_ROLE_SCOPE = "field."
_EVERY_ROLE = "field.*"


class Known(msgspec.Struct, frozen=True):
    """Hold what a pack may speak of beside its own: ``rules`` maps a rule's name to whose it is.

    ``asking`` are reviewlint's own rules, which may ask for a list that the pack has: each as its check
    and its parameters.
    """

    rules: Mapping[str, str] = {}
    roles: frozenset[str] = frozenset()
    vocabularies: frozenset[str] = frozenset()
    asking: tuple[tuple[str, Mapping[str, Any]], ...] = ()

    def add(
        self, *, rules: Mapping[str, str] = {}, roles: Iterable[str] = (), vocabularies: Iterable[str] = ()
    ) -> Known:
        """Know more; a rule that has a name already keeps it."""
        return Known(
            {**rules, **self.rules},
            self.roles.union(roles),
            self.vocabularies.union(vocabularies),
            self.asking,
        )

    def describe(self) -> str:
        """Give a text that changes whenever what is known does."""
        return f"{sorted(self.rules.items())!a} {sorted(self.roles)!a} {sorted(self.vocabularies)!a}"


def find_parameter_problems(
    file: YamlFile, given: Mapping[str, Any], kind: ModuleType, where: Sequence[str | int]
) -> Iterator[Trouble]:
    """Say what a kind cannot use of the parameters that stand at ``where`` in a file.

    A kind refuses one value at a time. Where it names the value, that one is placed and left out, and
    the rest judged again, so that all of them are told.
    """
    dropped: set[Where] = set()
    while True:
        try:
            refusal = _find_refusal(kind, _leave_out(given, dropped))
        except msgspec.ValidationError:
            # Of types, the schema knows all mistakes at once; behind a value left out they are ours.
            if not dropped:
                yield from _find_wrong_types(file, given, kind, where)
            return
        if not refusal:
            return
        left = (leaf for leaf in list_texts(given) if leaf[0] not in dropped)
        path, value = next((leaf for leaf in left if repr(leaf[1]) in refusal), ((), ""))
        if path or not dropped:
            yield file.trouble((*where, *path), _explain_scope(value, refusal) or refusal)
        if not path:
            return
        dropped.add(path)


def find_unknown_names(
    file: YamlFile, given: Mapping[str, Any], where: Sequence[str | int], known: Known
) -> Iterator[Trouble]:
    """Say which roles and word lists a rule speaks of that nobody knows: it would never report."""
    for path, role in _list_roles(given):
        if role not in known.roles:
            hint = suggest(role, sorted(known.roles)) or "; a site names its own under `fields:`"
            yield file.trouble((*where, *path), f"there is no role `{role}`{hint}")
    words = given.get(LIST_PARAMETER)
    if words and words not in known.vocabularies:
        near = suggest(words, sorted(known.vocabularies))
        hint = near or f"; a pack has its own in `vocabulary/{words}.yaml`"
        yield file.trouble((*where, LIST_PARAMETER), f"there is no word list `{words}`{hint}")


def _list_roles(given: Mapping[str, Any]) -> Iterator[tuple[Where, str]]:
    """Give every role that parameters name, by itself or in a scope, with the path to it."""
    for path, name in list_texts(given):
        if name.startswith(_ROLE_SCOPE) and name != _EVERY_ROLE:
            yield path, name.removeprefix(_ROLE_SCOPE)
    for parameter in _ROLE_PARAMETERS & given.keys():
        named = given[parameter]
        if isinstance(named, str):
            yield (parameter,), named
        else:
            for index, name in enumerate(named):
                yield (parameter, name if isinstance(named, Mapping) else index), name


def _find_refusal(kind: ModuleType, given: Any) -> str:
    """Give why a kind does not take parameters of the right types; nothing where it does.

    :raises ValidationError: if a name or a type is wrong
    """
    try:
        params = msgspec.convert(given, kind.Params)
        if hasattr(kind, "validate"):
            kind.validate(params)
    except msgspec.ValidationError as error:
        if isinstance(error.__cause__, ValueError):
            return str(error.__cause__)
        raise
    except ValueError as error:
        return str(error)
    return ""


def _find_wrong_types(
    file: YamlFile, given: Mapping[str, Any], kind: ModuleType, where: Sequence[str | int]
) -> Iterator[Trouble]:
    try:
        decode(file, given, kind.Params, where)
    except Troubles as error:
        yield from error.troubles


def _explain_scope(value: str, refusal: str) -> str:
    """Say which scope was meant, where a kind refuses ``value`` because there is no such scope."""
    try:
        require_scopes([value])
    except ValueError as error:
        if str(error) == refusal:
            hint = suggest(value, list(SCOPES)) or f"; there are: {', '.join(SCOPES)}"
            return f"there is no scope `{value}`{hint}"
    return ""


def list_texts(data: Any, where: Where = ()) -> Iterator[tuple[Where, str]]:
    """Give every text of parameters with the path to it."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from list_texts(value, (*where, key))
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for index, value in enumerate(data):
            yield from list_texts(value, (*where, index))
    elif isinstance(data, str):
        yield where, data


def _leave_out(data: Any, dropped: Collection[Where], where: Where = ()) -> Any:
    """Copy parameters without the values at some paths."""
    if isinstance(data, Mapping):
        return {
            key: _leave_out(value, dropped, (*where, key))
            for key, value in data.items()
            if (*where, key) not in dropped
        }
    if isinstance(data, list):
        return [
            _leave_out(value, dropped, (*where, index))
            for index, value in enumerate(data)
            if (*where, index) not in dropped
        ]
    return data
