"""Kinds that are there for a site's own rules: house words, what must be said, what a value may be."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec
import pytest

from reviewlint import checks
from reviewlint.checks.base import Context, Settings
from reviewlint.clock import Today
from reviewlint.document.fields import Role, Roles
from reviewlint.files import MemoryFiles
from tests.run_kind import LIBRARY, apply_edits, find_hits, read
from tests.work import count_steps

WORDS: Mapping[str, Any] = {
    "house": {
        "sci-fi": "science fiction",
        "Cannes film festival": "Cannes Film Festival",
        "Oscar": "Academy Award (Oscar)",
        "film noir classic": None,
        "classic": "old film",
        "tired": ["rollercoaster ride", "masterpiece"],
    },
    "plain": ["masterpiece", "must-see"],
}


@pytest.mark.parametrize(
    ("text", "found", "fixed"),
    [
        ("Sci-fi, and more sci-fi.", ["Sci-fi", "sci-fi"], "Science fiction, and more science fiction."),
        ("Seen at the Cannes film festival.", ["Cannes film festival"], "Seen at the Cannes Film Festival."),
        ("Seen at the Cannes Film Festival.", [], None),
        ("An Academy Award (Oscar) for sound.", [], None),
        ("An Oscar for sound.", ["Oscar"], "An Academy Award (Oscar) for sound."),
        ("A film noir classic.", ["film noir classic"], "A film noir classic."),
        ("A masterpiece on a rollercoaster ride", ["masterpiece", "rollercoaster ride"], None),
        ("Masterpieces of sci-fiction.", [], None),
        ("The tag `masterpiece`, <code>sci-fi</code>. <!-- sci-fi -->", [], None),
    ],
)
def test_house_words(text: str, found: list[str], fixed: str | None) -> None:
    hits = find_hits("wording", {"scopes": ["paragraph"], "list": "house"}, text, vocabularies=WORDS)

    assert [hit.values["text"] for hit in hits] == found
    assert apply_edits(text, hits) == (fixed or text)
    assert not find_hits(
        "wording", {"scopes": ["paragraph"], "list": "house"}, apply_edits(text, hits), vocabularies=WORDS
    ) or not any(hit.edits for hit in hits)


def test_what_is_said_of_house_words() -> None:
    params = {"scopes": ["field.title", "heading"], "list": "house"}
    hits = find_hits("wording", params, "---\ntitle: Sci-fi\n---\n# A Classic\n", vocabularies=WORDS)

    assert [(hit.values["hint"], bool(hit.edits)) for hit in hits] == [
        ("; write 'Science fiction'", False),
        ("; write 'Old film'", True),
    ]


def test_a_plain_list_has_no_corrections() -> None:
    params = {"scopes": ["paragraph"], "list": "plain", "ignore_case": False}

    assert [
        (hit.values["text"], hit.values["hint"])
        for hit in find_hits("wording", params, "A must-see MASTERPIECE.", vocabularies=WORDS)
    ] == [("must-see", "")]
    assert find_hits("wording", {"scopes": ["paragraph"], "list": "gone"}, "A must-see.") == []


VERDICT = {"scopes": ["heading"], "patterns": ["Verdict", "In short"], "whole": True}


@pytest.mark.parametrize(
    ("more", "text", "found"),
    [
        ({}, "# Her\n\nText.\n\n## Verdict\n\nGood.\n", []),
        ({}, "# Her\n\n## in short\n", []),
        ({}, "# Her\n\n## No verdict yet\n\nVerdict\n", ["`Verdict` or `In short`"]),
        ({}, "", ["`Verdict` or `In short`"]),
        ({"whole": False}, "## A verdict\n", []),
        ({"whole": False}, "## Verdicts\n", ["`Verdict` or `In short`"]),
        ({"scopes": ["heading", "paragraph"]}, "Verdict\n", []),
        ({"only": ["field.rating"]}, "Text.\n", []),
        ({"only": ["field.rating"]}, "---\nrating: 4\n---\nText.\n", ["`Verdict` or `In short`"]),
        ({"unless": ["field.tags"]}, "---\ntags: [short]\n---\nText.\n", []),
        ({"unless": ["field.tags"]}, "---\ntags: []\n---\nText.\n", ["`Verdict` or `In short`"]),
        ({"list": "plain", "patterns": []}, "# A must-see\n", ["`masterpiece` or `must-see`"]),
        ({"list": "plain", "patterns": [], "whole": False}, "# A must-see\n", []),
    ],
)
def test_what_must_be_said(more: dict[str, Any], text: str, found: list[str]) -> None:
    hits = find_hits("required-text", VERDICT | more, text, vocabularies=WORDS)

    assert [hit.values["wanted"] for hit in hits] == found
    assert all(hit.span.start == 0 for hit in hits)


def test_something_must_be_asked_for() -> None:
    with pytest.raises(
        msgspec.ValidationError, match="say what must stand there: `patterns`, `list` or both"
    ):
        msgspec.convert({"scopes": ["heading"]}, checks.load("required-text").Params)


CLOSED: dict[str, Any] = {"properties": {"a": {}}, "additionalProperties": False}
MEDIUM = "medium is `disk`, not one of `tv`, `disc`; did you mean `disc`?"


@pytest.mark.parametrize(
    ("role", "value", "text", "expected"),
    [
        ("year", {"minimum": 1888}, "year: 1887", "year is 1887, less than the 1888 that this site asks for"),
        ("year", {"minimum": 1888}, "year: 1888", ""),
        ("year", {"type": "integer"}, "title: Her", ""),
        ("medium", {"enum": ["tv", "disc"]}, "medium: disk", MEDIUM),
        ("medium", {"enum": ["tv", "disc"]}, "medium:", ""),
        ("work", CLOSED, "work: {b: 1}", "work has a key `b`, which is none of its keys"),
    ],
)
def test_what_a_value_may_be(role: str, value: dict[str, Any], text: str, expected: str) -> None:
    hits = find_hits("field-value", {"roles": [role], "value": value}, f"---\n{text}\n---\n")

    assert [f"{hit.values['field']} {hit.values['problem']}" for hit in hits] == [expected] * bool(expected)


def test_what_is_no_schema() -> None:
    module = checks.load("field-value")
    params = msgspec.convert({"roles": ["year"], "value": {"type": "strong"}}, module.Params)

    with pytest.raises(
        ValueError, match=r"^`value` at `type`: `strong` is no type; there are: string, number"
    ):
        module.validate(params)


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("wording", {"scopes": ["paragraph", "heading"], "list": "house"}),
        ("required-text", {"scopes": ["paragraph", "heading"], "patterns": ["nowhere"]}),
        ("field-value", {"roles": ["tags"], "value": {"items": {"maxLength": 1}}}),
    ],
)
def test_work_grows_with_the_text(kind: str, params: dict[str, Any]) -> None:
    module = checks.load(kind)
    settings = Settings(roles=Roles((*LIBRARY.roles, Role("x", ("x",)))), vocabularies=WORDS)
    run = module.prepare([msgspec.convert(params, module.Params)], settings)
    context = Context(settings, Today(datetime.date(2026, 1, 31)), MemoryFiles([]))

    def check(size: int) -> int:
        head = f"---\ntags: [{', '.join(['sci-fi'] * size)}]\n---\n"
        review = read(head + "# Classic\n\nsci-fi Oscar of sci-fi\n\n" * size)
        work = partial(lambda: [hit for _, hit in run(review, context)])
        work()
        return count_steps(work)

    assert check(400) <= 4.5 * check(100)
