"""The shape of ``fields:`` in ``reviewlint.yaml``: names of a field, and what its values must be.

The constraints are keywords of JSON Schema 2020-12; unlike there, one that does not exist is
refused, because in a config it is a slip.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

TypeName = Literal["string", "number", "integer", "boolean", "array", "object", "null"]
Count = Annotated[int, Meta(ge=0)]


class Keywords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel", omit_defaults=True):
    """Say in JSON Schema's keywords what a value must be."""

    type: Annotated[
        TypeName | list[TypeName] | UnsetType, Meta(description="the type of the value, or several")
    ] = UNSET
    description: Annotated[str | UnsetType, Meta(description="what the field says, for editors")] = UNSET
    enum: Annotated[list[Any] | UnsetType, Meta(description="the only values there are")] = UNSET
    const: Annotated[Any, Meta(description="the only value there is")] = UNSET
    minimum: Annotated[float | UnsetType, Meta(description="the least number")] = UNSET
    maximum: Annotated[float | UnsetType, Meta(description="the greatest number")] = UNSET
    exclusive_minimum: Annotated[
        float | UnsetType, Meta(description="a number that the value must be more than")
    ] = UNSET
    exclusive_maximum: Annotated[
        float | UnsetType, Meta(description="a number that the value must be less than")
    ] = UNSET
    multiple_of: Annotated[
        float | UnsetType, Meta(description="the step that numbers go in, such as 0.5")
    ] = UNSET
    pattern: Annotated[
        str | UnsetType, Meta(description="a regular expression that must be found in the text")
    ] = UNSET
    format: Annotated[
        str | UnsetType, Meta(description="the form of the text: date, date-time, uri, email …")
    ] = UNSET
    min_length: Annotated[Count | UnsetType, Meta(description="the fewest characters")] = UNSET
    max_length: Annotated[Count | UnsetType, Meta(description="the most characters")] = UNSET
    min_items: Annotated[Count | UnsetType, Meta(description="the fewest items of the list")] = UNSET
    max_items: Annotated[Count | UnsetType, Meta(description="the most items of the list")] = UNSET
    unique_items: Annotated[
        bool | UnsetType, Meta(description="whether each item may stand in the list only once")
    ] = UNSET
    items: Annotated[Constraint | bool | UnsetType, Meta(description="what each item must be")] = UNSET
    prefix_items: Annotated[
        list[Constraint | bool] | UnsetType, Meta(description="what the first items must be, one by one")
    ] = UNSET
    contains: Annotated[Constraint | bool | UnsetType, Meta(description="what at least one item must be")] = (
        UNSET
    )
    properties: Annotated[
        dict[str, Constraint | bool] | UnsetType,
        Meta(description="what the value of each nested key must be"),
    ] = UNSET
    additional_properties: Annotated[
        Constraint | bool | UnsetType, Meta(description="what other nested keys must be; false for none")
    ] = UNSET
    property_names: Annotated[
        Constraint | bool | UnsetType, Meta(description="what nested keys must be called")
    ] = UNSET
    min_properties: Annotated[Count | UnsetType, Meta(description="the fewest nested keys")] = UNSET
    max_properties: Annotated[Count | UnsetType, Meta(description="the most nested keys")] = UNSET
    any_of: Annotated[
        list[Constraint | bool] | UnsetType, Meta(description="forms of which one or more must fit")
    ] = UNSET
    one_of: Annotated[
        list[Constraint | bool] | UnsetType, Meta(description="forms of which exactly one must fit")
    ] = UNSET
    all_of: Annotated[list[Constraint | bool] | UnsetType, Meta(description="forms that must all fit")] = (
        UNSET
    )
    not_: Annotated[Constraint | bool | UnsetType, Meta(description="a form that must not fit")] = (
        msgspec.field(default=UNSET, name="not")
    )


class Constraint(Keywords, frozen=True, forbid_unknown_fields=True, rename="camel", omit_defaults=True):
    """Say what a value inside another must be."""

    required: Annotated[list[str] | UnsetType, Meta(description="nested keys that must be there")] = UNSET


class FieldFile(Keywords, frozen=True, forbid_unknown_fields=True, rename="camel", omit_defaults=True):
    """Say of one field or role which names it goes by, whether it must be there, what it may hold."""

    names: Annotated[
        list[str], Meta(description="the names that the field goes by, dotted where it is nested")
    ] = []
    required: Annotated[bool | UnsetType, Meta(description="whether every review must have it")] = UNSET


def read_field(field: FieldFile | list[str] | str) -> FieldFile:
    """Give the full form of a field that may be written as its name or names only."""
    if isinstance(field, str):
        return FieldFile(names=[field])
    return FieldFile(names=field) if isinstance(field, list) else field


def merge_fields(farther: FieldFile, nearer: FieldFile) -> FieldFile:
    """Put what a config says of a field over what the one that it extends says."""
    said = {
        name: value
        for name, value in msgspec.structs.asdict(nearer).items()
        if value is not UNSET and (name != "names" or value)
    }
    return msgspec.structs.replace(farther, **said)


def read_constraints(field: FieldFile) -> dict[str, Any]:
    """Give a field's constraints as a JSON Schema; empty where it has none."""
    schema: dict[str, Any] = msgspec.to_builtins(field, str_keys=True)
    return {name: value for name, value in schema.items() if name not in ("names", "required")}
