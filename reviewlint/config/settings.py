"""What a site's config and its packs tell the checks: roles, word lists, constraints on fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from reviewlint.checks.base import Settings
from reviewlint.config.model import Config
from reviewlint.document.fields import Role, Roles
from reviewlint.packs.spec import Library

if TYPE_CHECKING:
    from reviewlint.config.fields import FieldFile


def make_settings(config: Config, library: Library) -> Settings:
    """Give what the checks are told of a site at large."""
    vocabularies: dict[str, Any] = {}
    for pack in library.packs:
        vocabularies.update(pack.vocabularies)
    if config.vocabulary:
        from reviewlint.config.words import add_words

        vocabularies = add_words(vocabularies, config.vocabulary)
    scale = config.scale
    return Settings(
        roles=Roles(tuple(_name_roles(library.roles, config))),
        vocabularies=vocabularies,
        scale=(scale.min, scale.max, scale.step) if scale else None,
        required=_list_required(config.fields),
        language=config.language or Settings().language,
        constraints=_list_constraints(config.fields),
        schema=config.schema,
        dialect=config.dialect,
        renders=config.renders,
    )


def change_fields(
    settings: Settings, fields: Mapping[str, FieldFile], changes: Sequence[Mapping[str, FieldFile]]
) -> Settings:
    """Give what the checks are told of reviews for which some overrides say other things of fields.

    ``fields`` are those of the site at large, ``changes`` what the overrides say, the last counting most.
    """
    from reviewlint.config.fields import FieldFile, merge_fields

    merged = dict(fields)
    for change in changes:
        for name, field in change.items():
            merged[name] = merge_fields(merged.get(name, FieldFile()), field)
    return msgspec.structs.replace(
        settings, required=_list_required(merged), constraints=_list_constraints(merged)
    )


def _name_roles(roles: Sequence[Role], config: Config) -> Iterator[Role]:
    """Put the names that a site gives a role before those that everybody knows."""
    known = set()
    for role in roles:
        known.add(role.name)
        field = config.fields.get(role.name)
        names = tuple(field.names) if field else ()
        yield msgspec.structs.replace(role, names=(*names, *(one for one in role.names if one not in names)))
    for name, field in config.list_fields().items():
        if name not in known:
            # Only a schema says whether `runtime: 95` is a number or a name that nobody quoted.
            yield Role(name, tuple(field.names) or (name,), "text" if field.type == "string" else "any")


def _list_required(fields: Mapping[str, FieldFile]) -> tuple[str, ...]:
    # `required` may also be unset, which is neither true nor false.
    return tuple(name for name, field in fields.items() if field.required is True)


def _list_constraints(fields: Mapping[str, FieldFile]) -> dict[str, dict[str, Any]]:
    """Give the JSON Schema of each role or field that the config says something of."""
    if not fields:
        return {}
    from reviewlint.config.fields import read_constraints

    return {name: schema for name, field in fields.items() if (schema := read_constraints(field))}
