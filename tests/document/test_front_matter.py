from __future__ import annotations

import pytest

from reviewlint.document.front_matter.reader import FrontMatterReading, read_front_matter
from reviewlint.document.model import Problem
from reviewlint.document.source import SourceText

KNOWN = ("title", "rating", "tags", "excerpt", "date", "book.title", "imageAlt")


def read(text: str) -> tuple[SourceText, FrontMatterReading]:
    source = SourceText(text)
    return source, read_front_matter(source, KNOWN)


def show(source: SourceText, problem: Problem) -> str:
    line, column = source.position(problem.span.start)
    return f"{line}:{column} {problem.rule} {source.slice(problem.span)!r}"


@pytest.mark.parametrize(
    ("text", "opening", "inside", "whole", "body"),
    [
        ("---\ntitle: Her\n---\nText", "---", "title: Her\n", "---\ntitle: Her\n---", "Text"),
        ("---\r\ntitle: Her\r\n---\r\nText", "---", "title: Her\r\n", "---\r\ntitle: Her\r\n---", "Text"),
        ("---\rtitle: Her\r---\rText", "---", "title: Her\r", "---\rtitle: Her\r---", "Text"),
        ("\ufeff---\ntitle: Her\n---\nText", "---", "title: Her\n", "---\ntitle: Her\n---", "Text"),
        ("---  \ntitle: Her\n---\t\nText", "---", "title: Her\n", "---  \ntitle: Her\n---", "Text"),
        ("---\ntitle: Her\n---", "---", "title: Her\n", "---\ntitle: Her\n---", ""),
        ("---\ntitle: Her\n...\nText\n---\n", "---", "title: Her\n", "---\ntitle: Her\n...", "Text\n---\n"),
        ("---\ntitle: a --- b\nrating: 1\n---\n", "---", "title: a --- b\nrating: 1\n", None, ""),
        ("---\nother: 1\n---\nText", "---", "other: 1\n", None, "Text"),
        ("---\ntitle: Her\n---It\n---\n", "---", "title: Her\n", "---\ntitle: Her\n---", "It\n---\n"),
        ("---\ntitle: Her\n\nA text: long.\n", "---", "title: Her", "---\ntitle: Her", "\nA text: long.\n"),
        ("---\ntitle: Her\ntags:\n- a\n\n# Her\n", "---", "title: Her\ntags:\n- a", None, "\n# Her\n"),
        ("\n\n---\ntitle: Her\n---\nText", "---", "title: Her\n", "---\ntitle: Her\n---", "Text"),
        ("Text\n\n---\ntitle: Her\n\n# c\n---\nMore", "---", "title: Her\n\n# c\n", None, "More"),
        ('+++\ntitle = "Her"\n+++\nText', "+++", 'title = "Her"\n', '+++\ntitle = "Her"\n+++', "Text"),
        ('{"title": "Her"}\nText', "{", '{"title": "Her"}', '{"title": "Her"}', "Text"),
        ("Title: Her\nRating: 4\n\nText", "Title: Her", "Title: Her\nRating: 4", None, "\nText"),
        (".. title: Her\n\nText", ".. title: Her", ".. title: Her", ".. title: Her", "\nText"),
        ("<!--\n.. title: Her\n-->\nText", "<!--", "<!--\n.. title: Her\n-->", None, "Text"),
    ],
)
def test_where_the_block_is(text: str, opening: str, inside: str, whole: str | None, body: str) -> None:
    source, reading = read(text)

    block = reading.front_matter
    assert block is not None
    assert source.slice(block.opening) == opening
    assert source.slice(block.inside) == inside
    assert whole is None or source.slice(block.span) == whole
    assert source.text[reading.body :] == body
    assert block.root is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 front-matter-missing ''"),
        ("\n\n", "1:1 front-matter-missing ''"),
        ("Text\nmore", "1:1 front-matter-missing 'Text'"),
        ("---", "1:1 front-matter-missing '---'"),
        ("---\nText\n", "1:1 front-matter-missing '---'"),
        ("---\n\nText.\n\n---\nMore", "1:1 front-matter-missing '---'"),
        ("---\n\nText.\nVerdict: good.\n\n---\nMore", "1:1 front-matter-missing '---'"),
        ("---\n- a\n---\n", "1:1 front-matter-missing '---'"),
        ("----\ntitle: Her\n----\n", "1:1 front-matter-missing '----'"),
        ("```\n---\ntitle: Her\n---\n```\n", "1:1 front-matter-missing '```'"),
        ("Text\n\n---\nother: 1\n---\n", "1:1 front-matter-missing 'Text'"),
        ("Text\n\n---\ntitle: Her\nmore text\n---\n", "1:1 front-matter-missing 'Text'"),
        ("Text\n" * 30 + "---\ntitle: Her\n---\n", "1:1 front-matter-missing 'Text'"),
        ("{{< figure >}}\n", "1:1 front-matter-missing '{{< figure >}}'"),
        ('{"a": 1} is how it begins', "1:1 front-matter-missing '{\"a\": 1} is how it begins'"),
        ("Note: it is long.\nAnd: short.\n", "1:1 front-matter-missing 'Note: it is long.'"),
        ("Title: Her\nis a film.\n", "1:1 front-matter-missing 'Title: Her'"),
        ("<!--\n.. title: Her\n", "1:1 front-matter-missing '<!--'"),
        ("---\n---\n", "1:1 front-matter-empty '---\\n---'"),
        ("---\n\n# title: Her\n---\n", "1:1 front-matter-empty '---\\n\\n# title: Her\\n---'"),
        ("+++\n+++\n", "1:1 front-matter-empty '+++\\n+++'"),
        ("---\ntitle: Her\n", "1:1 front-matter-unclosed '---'"),
        ("---\ntitle: Her\n----\n", "1:1 front-matter-unclosed '---'"),
        ("---\ntitle:Her\n---\n", "2:1 front-matter-syntax 'title:Her'"),
        ('+++\ntitle = "Her"\n', "1:1 front-matter-unclosed '+++'"),
        ("---\ntitle: Her\n---It was", "3:4 front-matter-unclosed 'It was'"),
        ("---\ntitle: Her\n---  It was", "3:4 front-matter-unclosed '  It was'"),
        ("\n---\ntitle: Her\n---\n", "2:1 front-matter-offset '---'"),
        ("# Her\n---\ntitle: Her\n---\n", "2:1 front-matter-offset '---'"),
        ("---\ntitle: Her\nrating: 1\ntitle: It\n---\n", "4:1 field-duplicate 'title'"),
        ("---\na: {title: Her, title: It}\n---\n", "2:17 field-duplicate 'title'"),
    ],
)
def test_what_is_reported(text: str, expected: str) -> None:
    source, reading = read(text)

    assert [show(source, problem) for problem in reading.problems] == [expected]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("---\ntitle: Her\n---It was", "---\ntitle: Her\n---\nIt was"),
        ("---\r\ntitle: Her\r\n--- \t It was\r\n", "---\r\ntitle: Her\r\n---\r\nIt was\r\n"),
        ("\n \t\n---\ntitle: Her\n---\n", "---\ntitle: Her\n---\n"),
        ("Text\n---\ntitle: Her\n---\n", None),
        ("---\ntitle: Her\n", None),
    ],
)
def test_the_safe_fix(text: str, mended: str | None) -> None:
    source, reading = read(text)

    (problem,) = reading.problems
    if mended is None:
        assert problem.edits == ()
        return
    ((span, new),) = problem.edits
    assert source.text[: span.start] + new + source.text[span.end :] == mended
    assert read(mended)[1].problems == ()


@pytest.mark.parametrize(
    ("text", "complete", "names"),
    [
        ("---\ntitle: Dune: Part Two\nrating: 4\n---\n", True, ["title", "rating"]),
        ("---\ntitle: Her\nrating 4\ntags: [a]\n---\n", False, ["title", "tags"]),
        ("---\ntitle: Her\n  rating: 4\n---\n", False, ["title"]),
        ("---\ntitle: Her\nrating: 4\n\nText\n", True, ["title", "rating"]),
        ("+++\ntitle = Her\n+++\n", True, ["title"]),
        ("+++\ntitle =\nrating = 4\n+++\n", False, ["rating"]),
        ('{"title": Her}\n', True, ["title"]),
        ('{"title": , "rating": 4}\n', False, ["rating"]),
    ],
)
def test_what_is_read_of_a_broken_block(text: str, complete: bool, names: list[str] | None) -> None:
    block = read(text)[1].front_matter

    assert block is not None
    assert block.complete is complete
    assert (block.root and [entry.key for entry in block.root.entries]) == names


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("---\ntitle: Her\n", True),
        ("---\ntitle: Her\n---It", True),
        ("---\ntitle: @x\n---\n", True),
        ("---\ntitle: &a [*a]\n---\n", True),
        ("Text", False),
        ("---\n---\n", False),
        ("\n---\ntitle: Her\n---\n", False),
        ("---\ntitle: Her\ntitle: It\n---\n", False),
    ],
)
def test_what_cannot_be_read_cannot_be_published(text: str, blocks: bool) -> None:
    (problem,) = read(text)[1].problems

    assert problem.blocks is blocks


def test_a_repeated_name_points_at_the_first() -> None:
    source, reading = read("---\ntitle: Her\nrating: 1\ntitle: It\n---\n")

    (problem,) = reading.problems
    assert problem.values == {"field": "title", "line": "2"}
    assert [(source.position(span.start), words) for span, words in problem.related] == [
        ((2, 1), "`title` stands here first")
    ]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (
            "title: Her # reviewlint: ignore a -- why",
            [("a", "title: Her # reviewlint: ignore a -- why", "why")],
        ),
        ("# reviewlint: ignore a, b\n\n# more\ntitle: Her # c", [("a b", "title: Her", None)]),
        (
            "tags: # reviewlint: ignore a\n  - x\n  - y",
            [("a", "tags: # reviewlint: ignore a\n  - x\n  - y", None)],
        ),
        ("tags:\n  # reviewlint: ignore a\n  - x\n  - y", [("a", "  - x", None)]),
        ("tags:\n  - x\n  - y # reviewlint: ignore a", [("a", "  - y # reviewlint: ignore a", None)]),
        ("title: |\n  # reviewlint: ignore a", []),
        (
            "title: >- # reviewlint: ignore a\n  x # reviewlint: ignore b\n  y\ntags: []",
            [("a", "title: >- # reviewlint: ignore a\n  x # reviewlint: ignore b\n  y", None)],
        ),
        (
            "tags:\n- !!str &x | # reviewlint: ignore a\n  # reviewlint: ignore b",
            [("a", "- !!str &x | # reviewlint: ignore a\n  # reviewlint: ignore b", None)],
        ),
        (
            "tags:\n  - 'x # y\n    z' # reviewlint: ignore a",
            [("a", "'x # y\n    z' # reviewlint: ignore a", None)],
        ),
        (
            "title: x\n  y # reviewlint: ignore a\ntags: []",
            [("a", "title: x\n  y # reviewlint: ignore a", None)],
        ),
        (
            "tags: [x,\n  y] # reviewlint: ignore a",
            [("a", "tags: [x,\n  y] # reviewlint: ignore a", None)],
        ),
        (
            "tags: [x,\n  y, [z, # reviewlint: ignore a\n  w]]",
            [("a", "  y, [z, # reviewlint: ignore a\n  w]", None)],
        ),
        ("title: 'x # reviewlint: ignore a'", []),
        ("title: x#reviewlint: ignore a", []),
        ("title: Her # reviewlint is fine", []),
        ("title: Her\n# reviewlint: ignore a", [("a", "", None)]),
        ("title: @x # reviewlint: ignore a", [("a", "title: @x # reviewlint: ignore a", None)]),
    ],
)
def test_suppressions(inside: str, expected: list[tuple[str, str, str | None]]) -> None:
    source, reading = read(f"---\n{inside}\n---\n")

    assert [
        (" ".join(name for name, _ in one.rules), source.slice(one.target), one.reason)
        for one in reading.suppressions
    ] == expected


def test_suppressions_in_toml() -> None:
    source, reading = read('+++\ntitle = "Her" # reviewlint: ignore a\n+++\n')

    (one,) = reading.suppressions
    assert (one.kind, source.slice(one.target)) == ("line", 'title = "Her" # reviewlint: ignore a')


def test_suppressions_behind_long_values_in_toml() -> None:
    text = 'x = """> # reviewlint: ignore a\n# reviewlint: ignore b\n""" # reviewlint: ignore c\n'
    source, reading = read(f"+++\n{text}+++\n")

    (one,) = reading.suppressions
    assert source.slice(one.target) == text.rstrip()


def test_a_suppression_that_says_nothing_known_is_reported() -> None:
    source, reading = read("---\ntitle: Her # reviewlint: ignroe a\n---\n")

    assert [show(source, one) for one in reading.problems] == ["2:26 suppression-unknown 'ignroe'"]
