from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from reviewlint.document.front_matter.reader import read_front_matter
from reviewlint.document.model import Value
from reviewlint.document.source import SourceText
from tests.work import count_steps

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
        ("+++\na = " + "[" * 200 + "]" * 200 + "\n+++\n", "front-matter-too-complex", (2, 1), None),
        ("+++\n" + "a." * 200 + "a = 1\n+++\n", "front-matter-too-complex", (2, 1), "a." * 200 + "a = 1"),
        ("+++\na = '" + "x" * 300_000 + "'\n+++\n", "front-matter-too-complex", (2, 1), None),
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


@pytest.mark.parametrize(
    ("inside", "wrong", "data", "complete"),
    [
        ("title = Her\nspoilers = true", "Her", {"title": "Her", "spoilers": True}, True),
        ("title = Her # a film\nseen = 2", "Her # a film", {"title": "Her", "seen": 2}, True),
        ("title: Her\nseen = 2", ": Her", {"title": "Her", "seen": 2}, True),
        ("title: 'Her'\nseen = 2", ": 'Her'", {"title": "Her", "seen": 2}, True),
        ('title = "Her\nseen = 2', "", {"title": "Her", "seen": 2}, True),
        ('title = "say "no""\nseen = 2', 'no""', {"title": 'say "no"', "seen": 2}, True),
        ("title = 'Don't'\nseen = 2", "t'", {"title": "Don't", "seen": 2}, True),
        ("seen = 1979-13-45\ndraft = true", "-13-45", {"seen": "1979-13-45", "draft": True}, True),
        ("tags = ['a', b]\nseen = 2", "b]", {"tags": "['a', b]", "seen": 2}, True),
        ("a.b = x\na.c = 2", "x", {"a": {"b": "x", "c": 2}}, True),
        ("[[a]]\nb = x\n[[a]]\nb = 2", "x", {"a": [{"b": "x"}, {"b": 2}]}, True),
        ("title = 'a'\ntitle = 'b'\nseen = 2", "title = 'b'", {"title": "a", "seen": 2}, True),
        ("tags = [\n  'a', # one\n  'b',\nseen = 2", "tags = [", {"seen": 2}, False),
        ('title = """Her\nseen = 2', 'title = """Her', {"seen": 2}, False),
        ("title =\nseen = 2", "", {"seen": 2}, False),
        ("A film\nand more\nseen = 2", "film", {"seen": 2}, False),
        ("seen = 2\n[a\nseen = 3\n[b]\nc = 1", "", {"seen": 2, "b": {"c": 1}}, False),
        ("[a]\nb = 1\n[a]\nb = 2\n[c]\nd = 3", "[a]", {"a": {"b": 1}, "c": {"d": 3}}, False),
        ("# \x01\nseen = 2", "\x01", {"seen": 2}, False),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_what_is_left_of_broken_toml(
    inside: str, wrong: str, data: object, complete: bool, newline: str
) -> None:
    source = SourceText(f"+++\n{inside}\n+++\n".replace("\n", newline))
    reading = read_front_matter(source, KNOWN)

    *_, problem = reading.problems
    assert (problem.rule, problem.blocks) == ("front-matter-syntax", True)
    assert source.slice(problem.span) == wrong
    assert reading.front_matter is not None
    assert reading.front_matter.root is not None
    assert (reading.front_matter.root.data, reading.front_matter.complete) == (data, complete)


@pytest.mark.parametrize(
    ("text", "line", "data", "complete"),
    [
        ('{\n"title": Her\n}\n', '"title": Her', {"title": "Her"}, True),
        ('{"title": "Her"', '{"title": "Her"', {"title": "Her"}, True),
        ('{"title": Her, "a": 1}', '{"title": Her, "a": 1}', {"title": "Her", "a": 1}, True),
        ('{"title": x}', '{"title": x}', {"title": "x"}, True),
        ('{\n"title": "Her"\n"a": 1\n}', '"title": "Her"', {"title": "Her", "a": 1}, True),
        ('{\n"title": "Her",\n}', '"title": "Her",', {"title": "Her"}, True),
        ('{\n"title": \'Her\',\n"a": 1\n}', "\"title\": 'Her',", {"title": "Her", "a": 1}, True),
        (
            '{\n"title": "say "no"",\n"a": 1}',
            '"title": "say "no"",',
            {"title": 'say "no"', "a": 1},
            True,
        ),
        ('{\n"title": "Her\ttoo",\n"a": 1}', '"title": "Her\ttoo",', {"title": "Her\ttoo", "a": 1}, True),
        ('{\n"title": ["a",\n"b": 1}', '"title": ["a",', {"b": 1}, False),
        ('{\n"title": "one\ntwo",\n"a": 1}', '"title": "one', {"a": 1}, False),
        ('{\n"title": 1,\nseen: 2,\n"a": 1}', "seen: 2,", {"title": 1, "a": 1}, False),
        ('{\n"title": "Her" // c\n, "a": 1}', '"title": "Her" // c', {"title": "Her", "a": 1}, False),
        ('{\n"title": "x""a": 1}', '"title": "x""a": 1}', {"a": 1}, False),
        ('{\n"title": , "a": 1}', '"title": , "a": 1}', {"a": 1}, False),
        ('{\n"title": {"a": 1,\n"b": 2\n', '"b": 2', None, False),
    ],
)
def test_what_is_left_of_broken_json(text: str, line: str, data: object, complete: bool) -> None:
    source = SourceText(text)
    reading = read_front_matter(source, KNOWN)

    (problem,) = reading.problems
    assert (problem.rule, problem.blocks) == ("front-matter-syntax", True)
    assert source.slice(problem.span) == line
    front_matter = reading.front_matter
    assert front_matter is not None
    assert (front_matter.root and (front_matter.root.data or None), front_matter.complete) == (data, complete)


@pytest.mark.parametrize("field", ['"a": x,', '"a": [', '"a": {', '"a": "', '"a": 1', '"a": 1,'])
def test_broken_json_is_read_in_proportion(field: str) -> None:
    def count(fields: int) -> int:
        source = SourceText('{"title": y,\n' + f"{field}\n" * fields)
        return count_steps(lambda: read_front_matter(source, KNOWN))

    count(20)  # which loads what many fields need
    assert count(80) < 6 * count(20) + 1000


def test_the_words_of_broken_toml_have_places() -> None:
    source = SourceText("+++\na.title = Her # x\n'b' = \"it\n+++\n")
    front_matter = read_front_matter(source, KNOWN).front_matter

    assert front_matter is not None
    assert front_matter.root is not None
    assert [
        (path, value.text, source.slice(value.span))
        for path, value in walk(front_matter.root)
        if value.kind == "text"
    ] == [(".a.title", "Her", "Her"), (".b", "it", '"it')]


@pytest.mark.parametrize("line", ["a = x\n", "a = [\n", "a = {b = 1,\n", 'a = """\n', "[a\n", "a = 1\n"])
def test_broken_toml_is_read_in_proportion(line: str) -> None:
    def count(lines: int) -> int:
        source = SourceText(f"+++\n{line * lines}z = z\n+++\n")
        return count_steps(lambda: read_front_matter(source, KNOWN))

    count(200)
    assert count(800) < 6 * count(200) + 1000
