"""JSON Schemas: mistakes in them found, the sound ones made ready to check with.

jsonschema-rs is imported here only, and only for a site that has constraints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urldefrag, urljoin

import msgspec

Schema = Mapping[str, Any]
Path = tuple[str | int, ...]

_META = "https://json-schema.org/draft/2020-12/schema"
_STANDARD = "https://json-schema.org/draft/"
_REFERENCES = ("$ref", "$dynamicRef")
_MOST_STEPS = 100_000
"""Steps back that a pattern may take, so that none can hang a check."""


class Violation(msgspec.Struct, frozen=True):
    """Hold one thing that a value breaks.

    ``path`` leads to it, ``keyword`` is jsonschema-rs' name of what it breaks, ``details`` what that
    library says of it, ``instance`` the value.
    """

    path: Path
    keyword: str
    details: Any
    instance: Any


class Mistake(msgspec.Struct, frozen=True):
    """Say what is wrong with a schema, and where in it."""

    path: Path
    message: str


Judge = Callable[[Any], tuple[Violation, ...]]


def compile_schema(schema: Schema) -> Judge:
    """Make a schema ready: the function gives all that a plain value breaks, nothing if it is fine."""
    validator = _make_validator(schema)

    def judge(instance: Any) -> tuple[Violation, ...]:
        if validator.is_valid(instance):
            return ()
        return tuple(map(read_error, validator.iter_errors(instance)))

    return judge


def read_error(error: Any) -> Violation:
    """Take what is needed out of one error of jsonschema-rs."""
    return Violation(tuple(error.instance_path), error.kind.name, error.kind, error.instance)


def find_mistakes(schema: Any) -> Iterator[Mistake]:
    """Give what is wrong with a schema: what is no schema, and references that lead out of it."""
    found = False
    for violation in compile_schema({"$ref": _META})(schema):
        found = True
        yield Mistake(violation.path, _explain(violation))
    for mistake in _find_strays(schema):
        found = True
        yield mistake
    if found:
        return
    try:
        _make_validator(schema)
    except ValueError as error:
        yield Mistake((), str(error).partition("\n")[0])


def to_plain(data: Any) -> Any:
    """Give data as jsonschema-rs takes it: a date is its text, as it is in JSON."""
    if isinstance(data, dict):
        return {str(key): to_plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [to_plain(value) for value in data]
    return data if isinstance(data, (str, int, float, bool, type(None))) else str(data)


def list_keys(schema: Any, path: Path = ()) -> tuple[str, ...]:
    """Give the keys that a schema names where ``path`` leads in front matter, in its own order."""
    parts = [schema]
    for step in path:
        if isinstance(step, int):
            parts = [part["items"] for part in parts if isinstance(part, dict) and "items" in part]
        else:
            named = [pair for part in parts for pair in _properties(part, schema, frozenset())]
            parts = [part for name, part in named if name == step]
    names = [name for part in parts for name, _ in _properties(part, schema, frozenset())]
    return tuple(dict.fromkeys(names))


def is_closed(schema: Any) -> bool:
    """Tell whether a schema allows at its top only the keys that it names."""
    return isinstance(schema, dict) and (
        schema.get("additionalProperties") is False or schema.get("unevaluatedProperties") is False
    )


def find_part(schema: Any, path: Sequence[str | int]) -> Any:
    """Give what a schema holds where keys and indexes lead, ``None`` where they lead nowhere."""
    for step in path:
        if isinstance(schema, list) and isinstance(step, int) and step < len(schema):
            schema = schema[step]
        elif isinstance(schema, dict) and str(step) in schema:
            schema = schema[str(step)]
        else:
            return None
    return schema


def _make_validator(schema: Any) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(
        schema,
        validate_formats=True,
        offline=True,
        pattern_options=jsonschema_rs.FancyRegexOptions(backtrack_limit=_MOST_STEPS),
    )


def _properties(schema: Any, root: Any, seen: frozenset[str]) -> Iterator[tuple[str, Any]]:
    if not isinstance(schema, dict):
        return
    yield from schema.get("properties", {}).items()
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/") and reference not in seen:
        steps = [step.replace("~1", "/").replace("~0", "~") for step in reference[2:].split("/")]
        yield from _properties(find_part(root, steps), root, seen | {reference})
    for name in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(name, ()):
            yield from _properties(part, root, seen)


def _find_strays(schema: Any) -> Iterator[Mistake]:
    """Give the references that lead out of the schema, or to nothing in it: nothing is fetched."""
    base = schema.get("$id", "") if isinstance(schema, dict) else ""
    base = base if isinstance(base, str) else ""
    nodes = list(_walk(schema, ()))
    own = {urldefrag(urljoin(base, node["$id"])).url for _, node in nodes if isinstance(node.get("$id"), str)}
    for path, node in nodes:
        for name in _REFERENCES:
            reference = node.get(name)
            if not isinstance(reference, str):
                continue
            url, fragment = urldefrag(urljoin(base, reference))
            if url and url not in own and url != base and not url.startswith(_STANDARD):
                yield Mistake(
                    (*path, name),
                    f"`{reference}` leads out of this schema, and nothing is fetched; "
                    "put what it names under `$defs` here",
                )
            elif reference.startswith("#/"):
                steps = [step.replace("~1", "/").replace("~0", "~") for step in fragment[1:].split("/")]
                if find_part(schema, steps) is None:
                    yield Mistake((*path, name), f"`{reference}` leads to nothing in this schema")


def _walk(schema: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    if isinstance(schema, dict):
        yield path, schema
        for key, value in schema.items():
            if key not in ("enum", "const", "default", "examples"):
                yield from _walk(value, (*path, key))
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from _walk(value, (*path, index))


def _explain(violation: Violation) -> str:
    name = violation.path[-1] if violation.path else "this"
    shown = f"`{violation.instance}`" if isinstance(violation.instance, (str, int, float)) else "what is here"
    if name == "type":
        types = "string, number, integer, boolean, array, object, null"
        return f"{shown} is no type; there are: {types}"
    if name == "pattern":
        return f"{shown} is no regular expression"
    if violation.keyword == "type":
        wanted = " or ".join(violation.details.types)
        return f"{shown} is not what `{name}` takes in JSON Schema: {wanted}"
    return f"{shown} is not what `{name}` takes in JSON Schema"
