"""Schemas are held to the standard, and nothing that they name is ever fetched."""

from __future__ import annotations

from typing import Any

import pytest

from reviewlint.constraints.schema import Mistake, find_mistakes, is_closed, list_keys


@pytest.mark.parametrize(
    ("schema", "mistakes"),
    [
        ({}, []),
        ({"$defs": {"a": {"type": "string"}}, "properties": {"b": {"$ref": "#/$defs/a"}}}, []),
        ({"$id": "https://example.org/s.json", "$defs": {"a": {"$id": "a.json"}}, "$ref": "a.json"}, []),
        ({"$id": "https://example.org/s.json", "properties": {"a": {"$ref": "#"}}}, []),
        ({"$defs": {"a": {"$anchor": "here"}}, "$ref": "#here"}, []),
        ({"const": {"$ref": "https://example.org"}}, []),
        ({"properties": {"a~b/c": {}, "d": {"$ref": "#/properties/a~0b~1c"}}}, []),
        (
            {"properties": {"a": {"type": "strin"}}},
            [
                (
                    ("properties", "a", "type"),
                    "`strin` is no type; there are: string, number, integer, boolean, array, object, null",
                )
            ],
        ),
        ({"minimum": "3"}, [(("minimum",), "`3` is not what `minimum` takes in JSON Schema: number")]),
        ({"required": "a"}, [(("required",), "`a` is not what `required` takes in JSON Schema: array")]),
        ({"minLength": -1}, [(("minLength",), "`-1` is not what `minLength` takes in JSON Schema")]),
        ({"pattern": "("}, [(("pattern",), "`(` is no regular expression")]),
        ({"enum": 5, "maxItems": []},
         [
             (("enum",), "`5` is not what `enum` takes in JSON Schema: array"),
             (("maxItems",), "what is here is not what `maxItems` takes in JSON Schema: integer"),
         ]),
        (
            {"items": {"$ref": "https://example.org/tag.json"}},
            [
                (
                    ("items", "$ref"),
                    "`https://example.org/tag.json` leads out of this schema, and nothing is fetched; "
                    "put what it names under `$defs` here",
                )
            ],
        ),
        (
            {"$ref": "tag.json#/a"},
            [
                (
                    ("$ref",),
                    "`tag.json#/a` leads out of this schema, and nothing is fetched; "
                    "put what it names under `$defs` here",
                )
            ],
        ),
        ({"$ref": "#/$defs/tag"}, [(("$ref",), "`#/$defs/tag` leads to nothing in this schema")]),
        ({"$ref": "#tag"}, [((), "Anchor 'tag' does not exist")]),
    ],
)  # fmt: skip
def test_mistakes(schema: dict[str, Any], mistakes: list[tuple[tuple[str, ...], str]]) -> None:
    found = sorted(find_mistakes(schema), key=lambda one: str(one.path))

    assert found == [Mistake(*mistake) for mistake in mistakes]


def test_keys_are_listed_where_they_are_named() -> None:
    schema = {
        "$defs": {"work": {"properties": {"author": {"properties": {"name": {}}}}}},
        "properties": {
            "title": {},
            "work": {"$ref": "#/$defs/work"},
            "cast": {"items": {"$ref": "#/$defs/work"}},
        },
        "allOf": [{"properties": {"title": {}, "draft": {}}}],
    }

    assert list_keys(schema) == ("title", "work", "cast", "draft")
    assert list_keys(schema, ("work",)) == ("author",)
    assert list_keys(schema, ("work", "author")) == ("name",)
    assert list_keys(schema, ("cast", 1)) == ("author",)
    assert list_keys(schema, ("title",)) == ()


def test_a_schema_that_refers_to_itself_is_walked_once() -> None:
    assert list_keys(
        {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a", "properties": {"b": {}}}}}
    ) == ("b",)


@pytest.mark.parametrize(
    ("schema", "closed"),
    [
        ({"additionalProperties": False}, True),
        ({"unevaluatedProperties": False}, True),
        ({"additionalProperties": {"type": "string"}}, False),
        ({}, False),
    ],
)
def test_closed(schema: dict[str, Any], closed: bool) -> None:
    assert is_closed(schema) is closed
