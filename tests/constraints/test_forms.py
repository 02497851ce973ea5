"""The same front matter in YAML, TOML and JSON has the same findings at the matching places."""

from __future__ import annotations

from typing import Any

import pytest

from reviewlint.clock import Today
from reviewlint.config.load import make_config
from reviewlint.diagnostics import Diagnostic
from reviewlint.files import MemoryFiles
from reviewlint.site import Choice, Site
from reviewlint.testing import TODAY
from tests.run_kind import LIBRARY, read

RULES = ("field-type", "field-constraint", "field-unknown", "tag-unknown", "id-invalid", "rating-disagrees")

CONFIG: dict[str, Any] = {
    "fields": {"rating": {"type": "number", "minimum": 0, "maximum": 5, "multipleOf": 0.5}},
    "vocabulary": {"tags": ["drama", "Sci-Fi"]},
    "schema": {
        "properties": {
            "runtime": {"type": "integer"},
            "seen": {"type": "array", "uniqueItems": True, "items": {"format": "date"}},
            "medium": {"enum": ["film", "book"]},
            "work": {
                "required": ["year"],
                "additionalProperties": False,
                "properties": {"year": {"type": "integer"}, "title": {"maxLength": 5}},
            },
        }
    },
}

YAML = """\
---
title: "Her"
rating: 44
tags: ["drama", "scifi"]
runtime: "long"
draft: "soon"
seen: ["2026-01-02", "May", "2026-01-02"]
medium: "flim"
isbn: "9780140449137"
reviwer: "A. Critic"
work:
  title: "Another"
  genre: "drama"
---
Rating: 2/5
"""

TOML = """\
+++
title = "Her"
rating = 44
tags = ["drama", "scifi"]
runtime = "long"
draft = "soon"
seen = ["2026-01-02", "May", "2026-01-02"]
medium = "flim"
isbn = "9780140449137"
reviwer = "A. Critic"
[work]
title = "Another"
genre = "drama"
+++
Rating: 2/5
"""

JSON = """\
{
"title": "Her",
"rating": 44,
"tags": ["drama", "scifi"],
"runtime": "long",
"draft": "soon",
"seen": ["2026-01-02", "May", "2026-01-02"],
"medium": "flim",
"isbn": "9780140449137",
"reviwer": "A. Critic",
"work": {
  "title": "Another",
  "genre": "drama"
} }

Rating: 2/5
"""

FOUND = [
    ("field-constraint", "work.year is missing: add a line `year: …` under `work` in line 11", "---"),
    ("field-constraint", "rating is 44, more than the 5 that this site allows", "44"),
    ("tag-unknown", "the tag `scifi` is not on this site's list; did you mean `Sci-Fi`?", "scifi"),
    ("field-type", "runtime is the text `long`; expected a whole number", '"long"'),
    ("field-type", "draft is the text `soon`; expected `true` or `false`", '"soon"'),
    ("field-constraint", "item 2 of seen is `May`, not a day such as `2026-01-31`", '"May"'),
    (
        "field-constraint",
        "seen holds `2026-01-02` twice; each item may stand there only once",
        '"2026-01-02"',
    ),
    ("field-constraint", "medium is `flim`, not one of `film`, `book`; did you mean `film`?", '"flim"'),
    (
        "id-invalid",
        "isbn `9780140449137` is no ISBN: a digit is wrong, or two are swapped "
        "(the last one checks the others)",
        "9780140449137",
    ),
    ("field-unknown", "unknown key `reviwer`; did you mean `reviewer`?", "reviwer"),
    ("field-constraint", "work.title has 7 characters; this site allows at most 5", '"Another"'),
    ("field-unknown", "unknown key `genre`; known here: year, title", "genre"),
    ("rating-disagrees", "the text says `2/5`, the front matter rating `44`", "2/5"),
]
"""What is found in the YAML, in its order, with the text at its place."""

PLACES = {"toml": {"---": "+++"}, "json": {"---": "{", "genre": '"genre"'}}
SPELLINGS = {"toml": {"`year: …`": "`year = …`"}, "json": {"a line `year: …`": '`"year": …`'}}


def check(text: str) -> tuple[Diagnostic, ...]:
    site = Site(make_config(CONFIG, "."), LIBRARY, Choice(select=RULES))
    review = read(text)
    context = site.look_at(review, MemoryFiles(["review.md"]), Today(TODAY), "review.md", "review.md")
    found = [*site.check(review, context)]
    found += site.compare([site.gather(review, tuple(found), context)]).found
    return tuple(sorted(found, key=lambda one: one.span))


@pytest.mark.parametrize(("form", "text"), [("yaml", YAML), ("toml", TOML), ("json", JSON)])
def test_findings_are_the_same(form: str, text: str) -> None:
    found = [(one.rule, one.message, text[one.span.start : one.span.end]) for one in check(text)]

    assert found == [
        (rule, _spell(message, SPELLINGS.get(form, {})), PLACES.get(form, {}).get(place, place))
        for rule, message, place in FOUND
    ]


def _spell(message: str, spellings: dict[str, str]) -> str:
    for one, other in spellings.items():
        message = message.replace(one, other)
    return message


def test_lines_are_the_same() -> None:
    lines = [[one.place.line for one in check(text)] for text in (YAML, TOML)]

    assert lines[0] == lines[1]
