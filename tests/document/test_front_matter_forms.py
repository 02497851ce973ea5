from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from reviewlint.document.front_matter.reader import read_front_matter
from reviewlint.document.model import Value
from reviewlint.document.source import SourceText

KNOWN = ("title", "rating", "tags", "imageAlt", "releaseDate")

YAML = """---
title: "Her"
rating: 4.5
seen: 2
spoilers: false
tags: ["drama", "sci-fi"]
extra:
  movie:
    year: 2013
---
"""
TOML = """+++
title = "Her" # a comment
rating = 4.5
seen = 2
spoilers = false
tags = ["drama", "sci-fi"]

[extra.movie]
year = 2013
+++
"""
JSON = """{
  "title": "Her",
  "rating": 4.5,
  "seen": 2,
  "spoilers": false,
  "tags": ["drama", "sci-fi"],
  "extra": {"movie": {"year": 2013}}
}
"""


def read(text: str) -> tuple[SourceText, Value]:
    source = SourceText(text)
    reading = read_front_matter(source, KNOWN)
    assert reading.problems == ()
    assert reading.front_matter is not None
    assert reading.front_matter.root is not None
    return source, reading.front_matter.root


def walk(value: Value, path: str = "") -> Iterator[tuple[str, Value]]:
    yield path, value
    for entry in value.entries:
        yield from walk(entry.value, f"{path}.{entry.key}")
    for index, item in enumerate(value.items):
        yield from walk(item, f"{path}.{index}")


@pytest.mark.parametrize("text", [YAML, TOML, JSON], ids=["yaml", "toml", "json"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_every_form_holds_the_same(text: str, newline: str) -> None:
    source, root = read(text.replace("\n", newline))

    assert root.data == {
        "title": "Her",
        "rating": 4.5,
        "seen": 2,
        "spoilers": False,
        "tags": ["drama", "sci-fi"],
        "extra": {"movie": {"year": 2013}},
    }
    leaves = {
        path: (value.kind, value.text, source.slice(value.span))
        for path, value in walk(root)
        if value.kind not in ("list", "map")
    }
    assert leaves == {
        ".title": ("text", "Her", '"Her"'),
        ".rating": ("number", "4.5", "4.5"),
        ".seen": ("integer", "2", "2"),
        ".spoilers": ("boolean", "false", "false"),
        ".tags.0": ("text", "drama", '"drama"'),
        ".tags.1": ("text", "sci-fi", '"sci-fi"'),
        ".extra.movie.year": ("integer", "2013", "2013"),
    }


@pytest.mark.parametrize(
    ("inside", "data"),
    [
        ('a = "x\\ty"', {"a": "x\ty"}),
        ("a = 'x\\ty'", {"a": "x\\ty"}),
        ('a = """\nx "" y"""""', {"a": 'x "" y""'}),
        ("a = '''x 'y' '''", {"a": "x 'y' "}),
        ("a.b.c = 1\na.b.d = 2", {"a": {"b": {"c": 1, "d": 2}}}),
        ('"a.b" = 1\n"\\u0063" = 2', {"a.b": 1, "c": 2}),
        ("a = [1, # one\n  [2, 3],\n]", {"a": [1, [2, 3]]}),
        ("a = {b = 1, c.d = [2]}", {"a": {"b": 1, "c": {"d": [2]}}}),
        ("a = {}\nb = []", {"a": {}, "b": []}),
        ("[a]\n[a.b]\nc = 1\n[d]", {"a": {"b": {"c": 1}}, "d": {}}),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3", {"a": [{"b": 1}, {"b": 2, "c": {"d": 3}}]}),
        ("a = 2013-12-18", {"a": datetime.date(2013, 12, 18)}),
        ("a = 2013-12-18 20:15:00", {"a": datetime.datetime(2013, 12, 18, 20, 15)}),
        ("a = 20:15:00", {"a": "20:15:00"}),
        ("a = inf\nb = 0x1F\nc = 1_000", {"a": float("inf"), "b": 31, "c": 1000}),
    ],
)
def test_toml_values(inside: str, data: object) -> None:
    source, root = read(f"+++\n{inside}\n+++\n")

    assert root.data == data
    for path, value in walk(root):
        written = source.slice(value.span)
        if value.style in ("single", "double"):
            assert written[0] == written[-1] == {"single": "'", "double": '"'}[value.style]
        elif value.kind not in ("list", "map"):
            assert written == value.text, path


def test_toml_comments_and_keys() -> None:
    source, root = read("+++\n'the title' = 1 # one\n+++\n")

    (entry,) = root.entries
    assert (entry.key, source.slice(entry.key_span)) == ("the title", "'the title'")
    assert entry.value.comment is not None
    assert source.slice(entry.value.comment) == "# one"


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("Title: Her\nRating:   4\n\nText", {"title": "Her", "rating": "4"}),
        (
            "title: Her\nimage alt: A city\n  by night\n\nText",
            {"title": "Her", "imageAlt": "A city by night"},
        ),
        (
            "Title: Her\nRelease Date: 2013\nBase URL:\n",
            {"title": "Her", "releaseDate": "2013", "baseurl": None},
        ),
        ("Title: Her\r\nTags: a, b\r\n\r\nText", {"title": "Her", "tags": "a, b"}),
        (".. title: Her\n.. tags: a, b\n.. link:\n\nText", {"title": "Her", "tags": "a, b", "link": None}),
        ("<!--\n.. title: Her: a film\n-->\n\nText", {"title": "Her: a film"}),
    ],
)
def test_lines_of_fields(text: str, data: object) -> None:
    source, root = read(text)

    assert root.data == data
    for entry in root.entries:
        assert source.slice(entry.key_span).replace(" ", "").lower() == entry.key.lower()
        assert " ".join(source.slice(entry.value.span).split()) == entry.value.text


@pytest.mark.parametrize(
    ("text", "rule", "place", "line"),
    [
        ("+++\ntitle = Her\n+++\n", "front-matter-syntax", (2, 9), "Her"),
        ("+++\ntitle = 'a'\ntitle = 'b'\n+++\n", "front-matter-syntax", (3, 12), ""),
        ("+++\na = " + "[" * 200 + "]" * 200 + "\n+++\n", "front-matter-too-complex", (2, 1), None),
        ("+++\n" + "a." * 200 + "a = 1\n+++\n", "front-matter-too-complex", (2, 1), "a." * 200 + "a = 1"),
        ("+++\na = '" + "x" * 300_000 + "'\n+++\n", "front-matter-too-complex", (2, 1), None),
        ('{\n"title": Her\n}\n', "front-matter-syntax", (2, 1), '"title": Her'),
        ('{"title": "Her"', "front-matter-syntax", (1, 1), '{"title": "Her"'),
        ('{"title": ' + "[" * 200, "front-matter-too-complex", (1, 1), None),
        ('{"title": "' + "x" * 300_000, "front-matter-too-complex", (1, 1), None),
    ],
)
def test_what_cannot_be_read(text: str, rule: str, place: tuple[int, int], line: str | None) -> None:
    source = SourceText(text)
    reading = read_front_matter(source, KNOWN)

    (problem,) = reading.problems
    assert problem.rule == rule
    assert source.position(problem.span.start) == place
    assert line is None or source.slice(problem.span) == line
    assert reading.front_matter is not None
    assert reading.front_matter.root is None
    assert not reading.front_matter.complete
