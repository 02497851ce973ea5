"""What breaks a schema is said in plain words: one phrase for each keyword of JSON Schema."""

from __future__ import annotations

from typing import Any

import pytest

from reviewlint.constraints.schema import compile_schema
from reviewlint.constraints.words import describe


@pytest.mark.parametrize(
    ("schema", "value", "phrase"),
    [
        ({"type": "integer"}, "x", "is the text `x`; expected a whole number"),
        ({"type": ["array", "null"]}, 3, "is 3; expected a list or nothing"),
        ({"type": "string"}, None, "is empty; expected text"),
        ({"type": "object"}, [], "is a list; expected names with values"),
        ({"type": "number"}, {}, "is names with values; expected a number"),
        ({"type": "boolean"}, 1.5, "is 1.5; expected `true` or `false`"),
        ({"enum": ["film", "book"]}, "flim", "is `flim`, not one of `film`, `book`; did you mean `film`?"),
        ({"enum": ["film", None]}, "zzz", "is `zzz`, not one of `film`, empty"),
        (
            {"enum": list(range(20))},
            99,
            "is 99, not one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …",
        ),
        ({"const": "review"}, "post", "is `post`; on this site it is always `review`"),
        ({"maximum": 5}, 44, "is 44, more than the 5 that this site allows"),
        ({"maximum": 4.5}, 4.75, "is 4.75, more than the 4.5 that this site allows"),
        ({"minimum": 1}, 0, "is 0, less than the 1 that this site asks for"),
        ({"exclusiveMaximum": 5}, 5, "is 5; on this site it is less than 5"),
        ({"exclusiveMinimum": 0}, 0, "is 0; on this site it is more than 0"),
        ({"multipleOf": 0.5}, 4.3, "is 4.3; this site goes in steps of 0.5"),
        ({"pattern": "^[a-z]+$"}, "A B", "is `A B`, which does not fit this site's pattern `^[a-z]+$`"),
        (
            {"pattern": "^(?:a|aa)+(?=$)(?!b)$"},
            "a" * 4000 + "b",
            f"is `{'a' * 59}…`, which takes too long to hold against this site's pattern",
        ),
        ({"format": "date"}, "2026-01", "is `2026-01`, not a day such as `2026-01-31`"),
        ({"format": "date-time"}, "noon", "is `noon`, not a moment such as `2026-01-31T18:00:00+01:00`"),
        ({"format": "email"}, "x", "is `x`, not an e-mail address"),
        ({"format": "ipv4"}, "x", "is `x`, not of the form `ipv4`"),
        ({"minLength": 3}, "x", "has 1 character; this site asks for at least 3"),
        ({"maxLength": 3}, "four", "has 4 characters; this site allows at most 3"),
        ({"minItems": 2}, ["a"], "has 1 item; this site asks for at least 2"),
        ({"maxItems": 0}, ["a"], "has 1 item; this site allows at most 0"),
        ({"uniqueItems": True}, ["a", "b", "a"], "holds `a` twice; each item may stand there only once"),
        ({"contains": {"type": "integer"}}, ["a"], "holds nothing of what this site asks for in it"),
        (
            {"prefixItems": [True], "unevaluatedItems": False},
            [1, 2, 3],
            "has 2 items more than this site allows",
        ),
        ({"minProperties": 2}, {"a": 1}, "has 1 key; this site asks for at least 2"),
        ({"maxProperties": 1}, {"a": 1, "b": 2}, "has 2 keys; this site allows at most 1"),
        (
            {"propertyNames": {"pattern": "^[a-z]+$"}},
            {"A": 1},
            "has a key that is `A`, which does not fit this site's pattern `^[a-z]+$`",
        ),
        ({"properties": {"a": False}}, {"a": 1}, "is there, and this site does not allow it"),
        ({"not": {"type": "string"}}, "x", "is `x`, which this site does not allow"),
        (
            {"anyOf": [{"minimum": 3}, {"maximum": 1}]},
            2,
            "is 2, none of the forms that this site allows",
        ),
        ({"oneOf": [{"minimum": 3}]}, 2, "is 2, none of the forms that this site allows"),
        (
            {"oneOf": [{"minimum": 1}, {"maximum": 5}]},
            2,
            "is 2, which fits several of the forms that this site allows, and may fit only one",
        ),
        ({"type": "integer"}, True, "is `true`; expected a whole number"),
        (
            {"$schema": "http://json-schema.org/draft-07/schema#", "items": [True], "additionalItems": False},
            [1, 2],
            "has 2 items; this site allows at most 1",
        ),
        (
            {"$schema": "http://json-schema.org/draft-07/schema#", "contentEncoding": "base64"},
            "é",
            "is `é`, which is not written in base64",
        ),
        (
            {"$schema": "http://json-schema.org/draft-07/schema#", "contentMediaType": "application/json"},
            "{",
            "is `{`, which is no application/json",
        ),
    ],
)
def test_phrases(schema: dict[str, Any], value: Any, phrase: str) -> None:
    (violation,) = compile_schema(schema)(value)

    assert describe(violation) == phrase
