"""The constraints that a config holds: a JSON Schema file read, and every mistake in them placed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from reviewlint.config.fields import FieldFile, read_constraints
from reviewlint.config.file import ConfigFile
from reviewlint.errors import Trouble, explain_os_error
from reviewlint.strict_yaml import Troubles, YamlFile


class SiteSchema(msgspec.Struct, frozen=True):
    """Hold the JSON Schema of a site's front matter as plain data, with what is wrong with it."""

    data: dict[str, Any] | None = None
    troubles: tuple[Trouble, ...] = ()


def find_field_mistakes(file: YamlFile, data: ConfigFile) -> Iterator[Trouble]:
    """Give the constraints under ``fields:`` that JSON Schema has not, such as a broken pattern."""
    yield from _find_in_fields(file, ("fields",), data.fields)
    for index, override in enumerate(data.overrides):
        where = ("overrides", index, "fields")
        yield from _find_in_fields(file, where, override.fields)
        for name, field in override.fields.items():
            if field.names:
                message = "a field has the same names in all reviews: give them under `fields:` of the config"
                yield file.trouble((*where, name, "names"), message, key=True)


def _find_in_fields(
    file: YamlFile, where: tuple[str | int, ...], fields: Mapping[str, FieldFile | list[str] | str]
) -> Iterator[Trouble]:
    for name, field in fields.items():
        schema = read_constraints(field) if isinstance(field, FieldFile) else {}
        if schema:
            from reviewlint.constraints.schema import find_mistakes

            for mistake in find_mistakes(schema):
                yield file.trouble((*where, name, *mistake.path), mistake.message)


def load_schema(schema: str | dict[str, Any], file: YamlFile, folder: Path) -> SiteSchema:
    """Read what a config gives as ``schema:``: the path of a JSON or YAML file, or the schema itself.

    ``folder`` is where the path counts from. Nothing but that one file is ever read.
    """
    if isinstance(schema, dict):
        return _judge(schema, file, ("schema",))
    shown = Path(file.path).parent.joinpath(schema).as_posix()
    try:
        text = (folder / schema).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return SiteSchema(troubles=(Trouble(shown, 0, 0, "is not UTF-8"),))
    except (OSError, ValueError) as error:
        message = f"the schema `{schema}` cannot be read: {explain_os_error(error)}"
        return SiteSchema(troubles=(file.trouble(("schema",), message),))
    if not schema.endswith(".json"):
        return _load_yaml(shown, text)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        trouble = Trouble(shown, error.lineno, error.colno, f"this is not JSON: {error.msg.lower()}")
        return SiteSchema(troubles=(trouble,))
    except (ValueError, RecursionError):  # Python bounds how long a number is
        message = "nests too deeply, or holds a number of too many digits"
        return SiteSchema(troubles=(Trouble(shown, 0, 0, message),))
    if not isinstance(data, dict):
        return SiteSchema(troubles=(Trouble(shown, 1, 1, "a schema is an object: `{…}`"),))
    try:
        # JSON is YAML but for tabs, which JSON has between its tokens only; its numbers are read above.
        places = YamlFile(shown, text.replace("\t", " "))
    except Troubles as error:
        return SiteSchema(troubles=error.troubles)
    return _judge(data, places, ())


def _load_yaml(shown: str, text: str) -> SiteSchema:
    try:
        file = YamlFile(shown, text)
    except Troubles as error:
        return SiteSchema(troubles=error.troubles)
    return _judge(file.data, file, ())


def _judge(schema: dict[str, Any], file: YamlFile, where: tuple[str, ...]) -> SiteSchema:
    from reviewlint.constraints.schema import find_mistakes, to_plain

    plain = to_plain(schema)
    troubles = tuple(
        file.trouble((*where, *mistake.path), mistake.message) for mistake in find_mistakes(plain)
    )
    return SiteSchema(plain, troubles)
