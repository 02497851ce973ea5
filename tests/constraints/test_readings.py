"""What a schema takes for the wrong type is read in the ways that reviews are written, before it is."""

from __future__ import annotations

from typing import Any

import pytest

from reviewlint.checks import constraint
from reviewlint.checks.base import Context, Settings
from reviewlint.clock import Today
from reviewlint.document.fields import Roles
from reviewlint.files import MemoryFiles
from reviewlint.testing import TODAY
from tests.run_kind import LIBRARY, read


def find(text: str, properties: dict[str, Any], path: str = "review.md", **given: Any) -> list[str]:
    """Give what breaks a schema of the whole front matter, as messages have it."""
    schema = {"properties": properties} if properties else None
    settings = Settings(roles=Roles(LIBRARY.roles), schema=schema, **given)
    run = constraint.prepare([constraint.Params("type"), constraint.Params("other")], settings)
    context = Context(settings, Today(TODAY), MemoryFiles([path]), path=path)
    return [f"{hit.values['field']} {hit.values['problem']}" for _, hit in run(read(text, path), context)]


@pytest.mark.parametrize(
    ("line", "schema"),
    [
        ("title: 1917", {"title": {"type": "string"}}),
        ("title: No", {"title": {"type": "string", "minLength": 2}}),
        ("title: 12:08", {"title": {"const": "12:08"}}),
        ("title: 2001-04-25", {"title": {"type": "string", "pattern": "^2001-04-25$"}}),
        ('rating: "3.88/4 (aka Do it)"', {"rating": {"type": "number", "maximum": 4}}),
        ("rating: ★★★½", {"rating": {"type": "number", "multipleOf": 0.5}}),
        ("rating: {value: 4, best: 5}", {"rating": {"type": "number"}}),
        ("tags: drama, quiet", {"tags": {"type": "array", "items": {"enum": ["drama", "quiet"]}}}),
        ("tags: [1984, On]", {"tags": {"items": {"type": "string"}}}),
        ("date: [2026-01-02, 2026-01-12]", {"date": {"type": "string", "const": "2026-01-12"}}),
        ("date: 2026-01-02", {"date": {"type": "array", "items": {"format": "date"}}}),
        ("date: 2005-07", {"date": {"type": "string", "pattern": "^[0-9-]+$"}}),
        ("date: 2026-01-02 10:00", {"date": {"format": "date-time"}}),
        ("date: 2026-01-02 9:00:30 +01:00", {"date": {"const": "2026-01-02 9:00:30 +01:00"}}),
        ('year: "1999"', {"year": {"type": "integer"}}),
        ("draft: 'yes'", {"draft": {"type": "boolean"}}),
        ("work: {title: 1917}", {"work": {"properties": {"title": {"type": "string"}}}}),
        ("title: 300", {"title": {"anyOf": [{"type": "string"}, {"type": "null"}]}}),
        ("other: .inf", {"other": {"type": "string"}}),
        ("other: 1e400", {"other": {"type": "string"}}),
    ],
)
def test_lenient_readings(line: str, schema: dict[str, Any]) -> None:
    assert find(f"---\n{line}\n---\nText.\n", schema) == []


@pytest.mark.parametrize(
    ("line", "schema", "messages"),
    [
        ("pages: '300'", {"pages": {"type": "integer"}},
         ["pages is the text `300`; expected a whole number"]),
        ("rating: B+", {"rating": {"type": "number"}}, ["rating is the text `B+`; expected a number"]),
        ("rating: 9/10", {"rating": {"maximum": 5, "type": "number"}},
         ["rating is 9, more than the 5 that this site allows"]),
        ("tags: drama, quit", {"tags": {"type": "array", "items": {"enum": ["drama", "quiet"]}}},
         ["item 2 of tags is `quit`, not one of `drama`, `quiet`; did you mean `quiet`?"]),
        (f"rating: {'9' * 500}", {"rating": {"type": "number"}},
         [f"rating is the text `{'9' * 59}…`; expected a number"]),
        ("title:", {"title": {"type": "string"}}, ["title is empty; expected text"]),
        ("title: [REC]", {"title": {"type": "string"}}, ["title is a list; expected text"]),
        ("other: [[1, a]]", {"other": {"items": {"items": {"type": "integer"}}}},
         ["item 2 of item 1 of other is the text `a`; expected a whole number"]),
        ("other: x", {"other": {"anyOf": [{"type": "integer"}, {"type": "array"}]}},
         ["other is the text `x`; expected a whole number or a list"]),
        ("date: 2026-01-02", {"date": {"format": "date-time"}},
         ["date is `2026-01-02`, not a moment such as `2026-01-31T18:00:00+01:00`"]),
    ],
)  # fmt: skip
def test_what_no_reading_helps(line: str, schema: dict[str, Any], messages: list[str]) -> None:
    assert find(f"---\n{line}\n---\nText.\n", schema) == messages


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("review.rst", "Her\n===\n\n:pages: 120\n:hidden: no\n:cast: a, b\n\nText.\n"),
        ("review.md", ".. title: Her\n.. pages: 120\n.. hidden: no\n.. cast: a, b\n\nText.\n"),
        ("review.md", "title: Her\npages: 120\nhidden: no\ncast: a, b\n\nText.\n"),
    ],
)
def test_forms_that_know_text_only(path: str, text: str) -> None:
    schema: dict[str, Any] = {
        "pages": {"type": "integer", "maximum": 200},
        "hidden": {"type": "boolean"},
        "cast": {"type": "array", "minItems": 2},
    }

    assert find(text, schema, path) == []


def test_what_is_empty_or_missing_breaks_no_constraint_of_a_field() -> None:
    constraints = {"excerpt": {"minLength": 20}, "slug": {"pattern": "^[a-z]+$"}, "rating": {"maximum": 5}}

    assert find("---\ntitle: Her\nexcerpt:\n---\nText.\n", {}, constraints=constraints) == []


def test_a_field_is_called_as_its_writer_calls_it() -> None:
    text = "---\nextra:\n  movie:\n    rating: 44\n---\nText.\n"

    assert find(text, {}, constraints={"rating": {"maximum": 5}}) == [
        "extra.movie.rating is 44, more than the 5 that this site allows"
    ]


def test_front_matter_that_cannot_be_read_in_full_lacks_nothing() -> None:
    text = '---\ntitle: "Her\nrating: 4\n---\nText.\n'

    assert find(text, {"rating": {"maximum": 5}}) == []
