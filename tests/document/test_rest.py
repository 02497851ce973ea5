"""Structure of reStructuredText: headings, runs of prose, where no prose stands, suppressions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from docutils.parsers.rst import directives, roles

from tests.document.rest_reading import read, written

# The text, level, words, what is written at the words and at the whole.
HEADINGS = {
    "underline": ("Her\n===\n", 1, "Her", "Her", "Her\n==="),
    "overline": ("=====\n Her\n=====\n", 1, "Her", "Her", "=====\n Her\n====="),
    "short underline": ("Paterson\n----\n", 1, "Paterson", "Paterson", "Paterson\n----"),
    "markup": (
        "*Her* and `him <x>`_\n====================\n",
        1,
        "Her and him",
        "*Her* and `him <x>`_",
        None,
    ),
    "escapes": ("M\\*A\\*S\\*H\n==========\n", 1, "M*A*S*H", "M\\*A\\*S\\*H", None),
    "two blanks": ("Her  too\n========\n", 1, "Her  too", "Her  too", None),
    "role": (":spoiler:`He` dies\n==================\n", 1, "He dies", ":spoiler:`He` dies", None),
    "tabs": ("===========\t\n\tHer\n===========\n", 1, "Her", "Her", "===========\t\n\tHer\n==========="),
    "wide": ("千と千尋\n========\n", 1, "千と千尋", "千と千尋", "千と千尋\n========"),
    "in a directive": (".. note::\n\n   Her\n   ===\n", 1, "Her", "Her", "Her\n   ==="),
    "in a list": ("- Her\n  ===\n", 1, "Her", "Her", "Her\n  ==="),
}


@pytest.mark.parametrize(("text", "level", "words", "inside", "whole"), HEADINGS.values(), ids=HEADINGS)
def test_a_heading_is_read_with_its_words_and_their_place(
    text: str, level: int, words: str, inside: str, whole: str | None
) -> None:
    review = read("é\n\n" + text)
    [heading] = review.headings
    assert (heading.level, heading.text, heading.marker) == (level, words, "rest")
    assert written(review, heading.text_span) == inside
    assert whole is None or written(review, heading.span) == whole


def test_the_level_of_a_heading_is_the_order_in_which_its_style_came_first() -> None:
    styles = ["===\nA\n===", "B\n===", "C\n---", "D\n===", "E\n~~~", "F\n---", "===\nG\n==="]
    review = read("\n\nText.\n\n".join(styles))
    assert [(one.text, one.level) for one in review.headings] == [
        ("A", 1),
        ("B", 2),
        ("C", 3),
        ("D", 2),
        ("E", 4),
        ("F", 3),
        ("G", 1),
    ]


def test_no_heading_is_lower_than_the_sixth() -> None:
    review = read("\n\n".join(f"T\n{char}" for char in "=-~^+*#"))
    assert [heading.level for heading in review.headings] == [1, 2, 3, 4, 5, 6, 6]


NO_HEADINGS = ["", "===\n", "====\n\nText\n", "Text\n\n----\n\nText\n", "====\nHer\n----\n", "====\nHer\n"]


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_what_is_no_heading(text: str) -> None:
    assert read(text).headings == ()


PARAGRAPHS = {
    "body": ("One\ntwo.\n\nThree.", [("body", "One\ntwo."), ("body", "Three.")]),
    "quote": ("a\n\n  One\n  two\n", [("body", "a"), ("quote", "One\n  two")]),
    "bullets": (
        "- one\n  more\n- two\n\n  - in\n",
        [("list", "one\n  more"), ("list", "two"), ("list", "in")],
    ),
    "numbers": ("1. one\n2. two\n", [("list", "one"), ("list", "two")]),
    "a year is no number of a list": ("1917. Sam\nMendes.\n", [("body", "1917. Sam\nMendes.")]),
    "a number too long to be one": ("1" * 5000 + ". a", [("body", "1" * 5000 + ". a")]),
    "fields": ("a\n\n:by: Ann\n", [("body", "a"), ("list", "Ann")]),
    "options": ("--fast  one\n-x\n", [("list", "one"), ("body", "-x")]),
    "definitions": ("term\n  what it is\n", [("list", "term"), ("list", "what it is")]),
    "lines of verse": ("| one\n  more\n| two\n", [("body", "one\n  more"), ("body", "two")]),
    "footnote": (
        "a [1]_\n\n.. [1] b\n.. [#c] d\n",
        [("body", "a [1]_"), ("footnote", "b"), ("footnote", "d")],
    ),
    "citation": (".. [Jonze] b\n", [("footnote", "b")]),
    "before code": ("Say::\n\n  code\n", [("body", "Say:")]),
    "before code, apart": ("Say ::\n\n  code\n", [("body", "Say")]),
    "before code, alone": ("Say\n\n::\n\n  code\n", [("body", "Say")]),
    "before quoted code": ("Say::\n\n> code\n> code\n\nafter\n", [("body", "Say:"), ("body", "after")]),
    "note": (".. note:: One\n   two\n\n   Three\n", [("body", "One\n   two"), ("body", "Three")]),
    "titled": (".. admonition:: One\n   :open:\n\n   Two\n", [("body", "One"), ("body", "Two")]),
    "unknown": (".. foo:: bar\n   :x: y\n\n   Two\n\n   - Three\n", [("body", "Two"), ("list", "Three")]),
    "quotation": (".. epigraph::\n\n   One\n", [("quote", "One")]),
    "replacement": (".. |a| replace:: One *two*\n", [("body", "One *two*")]),
    "figure": (".. figure:: a.png\n\n   Caption\n\n   Legend\n", [("body", "Legend")]),
    "rubric": (".. rubric:: One\n", [("body", "One")]),
    "raw HTML": (".. raw:: html\n\n   <p>One <b>two</b></p>\n", [("html", "One <b>two</b>")]),
    "overline of another style": ("====\nHer\n----\n", [("body", "====\nHer\n----")]),
    "tabs": ("-\ta\n\tb\tc\n\n\td\n", [("list", "a\n\tb\tc"), ("list", "d")]),
    "a tab of which half is indent": ("    a\n\tb\n", [("list", "a"), ("list", "b")]),
    "characters that look like line ends": ("a\u2028b\x85c\x0cd\n", [("body", "a\u2028b\x85c\x0cd")]),
    "no final newline, no-break spaces": ("\u00a0a b\u00a0", [("body", "a b")]),
}


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_runs_of_prose(text: str, expected: list[tuple[str, str]]) -> None:
    review = read("Text\n\n" + text)
    assert [(one.container, one.text) for one in review.paragraphs[1:]] == expected
    assert all(written(review, one.span) == one.text for one in review.paragraphs)


TABLES = {
    "grid": (
        "+----+------+\n| *a*| 千と |\n+====+======+\n| c  | d    |\n| e  |      |\n+----+------+\n",
        ["*a*", "千と", "c", "e", "d"],
    ),
    "grid with a span": (
        "+---+-----+\n| a       |\n+---+-----+\n| b | - c |\n+---+-----+\n",
        ["a", "b", "c"],
    ),
    "simple": (
        "=== ===\na   b\n=== ===\nc   d and more\n\n    - e\n=== ===\n",
        ["a", "b", "c", "d and more", "e"],
    ),
    "simple with a span": ("== ==\na\n-----\nb  c\n== ==\n", ["a", "b", "c"]),
    "combining characters": ("+----+---+\n| e\u0301a | b |\n+----+---+\n", ["e\u0301a", "b"]),
    "malformed": ("+---+---+\n| a | b |\n\nc\n", ["| a | b |", "c"]),
    "csv": (".. csv-table:: a\n   :header: x\n\n   b,c\n   d,e\n", ["a", "b,c", "d,e"]),
    "list": (".. list-table::\n\n   * - a\n     - b\n", ["a", "b"]),
    "in a list": ("- == ==\n  a  b\n  == ==\n", ["a", "b"]),
    "in a table": (
        "+-----------+\n| +---+---+ |\n| | a | b | |\n| +---+---+ |\n+-----------+\n",
        ["a", "b"],
    ),
}


@pytest.mark.parametrize(("text", "cells"), TABLES.values(), ids=TABLES)
def test_cells_of_tables(text: str, cells: list[str]) -> None:
    review = read("é\n\n" + text)
    found = [one.text for one in review.paragraphs[1:]]
    assert sorted(found) == sorted(cells)
    assert all(written(review, one.span) == one.text for one in review.paragraphs)


def test_a_grid_too_large_to_be_taken_apart_keeps_its_words() -> None:
    rows = "| a | b |\n" * 2000
    review = read(f"+---+---+\n{rows}+---+---+\n")
    assert "".join(one.text for one in review.paragraphs).count("a | b") == 2000


LITERAL = {
    "block": ("a::\n\n  b\n\n  c\n\nd\n", ["  b\n\n  c"]),
    "quoted": ("a::\n\n> b\n> c\n", ["> b\n> c"]),
    "session": (">>> b\nc\n", [">>> b\nc"]),
    "inline": ("a ``b`` c", ["``b``"]),
    "code": (".. code-block:: py\n   :linenos:\n\n   b\n", ["   b"]),
    "raw": (".. raw:: latex\n\n   b\n", ["   b"]),
    "raw HTML": (".. raw:: html\n\n   <br>b\n", ["<br>"]),
    "comment": (".. b\n   c\n\nd\n", [".. b\n   c"]),
    "comment in a list": ("- .. b\n     c\n", [".. b\n     c"]),
    "empty comment": ("..\n\n  a quotation\n", [".."]),
    "targets": (".. _b: http://c\n\n__ d\n", [".. _b: http://c", "__ d"]),
    "malformed substitution": (".. |b c\n   d\n", [".. |b c\n   d"]),
}


@pytest.mark.parametrize(("text", "expected"), LITERAL.values(), ids=LITERAL)
def test_where_no_prose_stands(text: str, expected: list[str]) -> None:
    review = read("Text\n\n" + text)
    assert [written(review, span) for span in review.literal] == expected


# The text with a comment above a block, and that block.
NEXT = {
    "paragraph": ("a\nb\n\nc\n", "a\nb"),
    "heading": ("a\n===\n\nb\n", "a\n==="),
    "figure": (".. figure:: a\n\n   b\n\n   c\n\nd\n", ".. figure:: a\n\n   b\n\n   c"),
    "list": ("- a\n- b\n\n- c\n\nd\n", "- a\n- b\n\n- c"),
    "table": ("== ==\na  b\n== ==\n", "== ==\na  b\n== =="),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "block"), NEXT.values(), ids=NEXT)
def test_ignore_next_covers_the_block_that_follows(text: str, block: str) -> None:
    review = read("é\n\n.. reviewlint: ignore-next heading-empty -- why not\n\n" + text)
    [suppression] = review.suppressions
    [(rule, place)] = suppression.rules
    assert (suppression.kind, rule, suppression.reason) == ("next", "heading-empty", "why not")
    assert written(review, place) == "heading-empty"
    assert written(review, suppression.span) == ".. reviewlint: ignore-next heading-empty -- why not"
    assert written(review, suppression.target) == block


def test_ignore_and_resume_cover_what_stands_between() -> None:
    review = read("a\n\n.. reviewlint: ignore\n   heading-empty\n\nb\n\n.. reviewlint: resume\n\nc\n")
    [suppression] = review.suppressions
    assert suppression.kind == "range"
    assert suppression.rules[0][0] == "heading-empty"
    assert written(review, suppression.target) == "\n\nb\n\n"


def test_a_comment_may_stand_above_everything() -> None:
    review = read(".. reviewlint: ignore-file heading-empty\n\n:title: Her\n\na\n")
    assert [one.kind for one in review.suppressions] == ["file"]
    assert review.text_of("title") == "Her"


def test_a_word_that_is_no_action_is_a_problem() -> None:
    review = read(":title: Her\n\n.. reviewlint: ignore-nxt heading-empty\n")
    [problem] = review.problems
    assert (problem.rule, written(review, problem.span)) == ("suppression-unknown", "ignore-nxt")


def test_reading_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docutils.conf").write_text("[general]\nhalt_level: 1\nreport_level: 1\n", encoding="utf-8")
    before = dict(directives._directives), dict(roles._roles), sys.getrecursionlimit()  # type: ignore[attr-defined]
    read(".. spoiler:: a\n\n   b :spoiler:`c` :foo:`d`\n\n.. include:: /etc/passwd\n\nx\n--\n- y\nz\n")
    read(".. role:: foo\n\n.. default-role:: foo\n\n.. raw:: html\n   :file: /etc/passwd\n")
    after = dict(directives._directives), dict(roles._roles), sys.getrecursionlimit()  # type: ignore[attr-defined]
    assert after == before
    assert capfd.readouterr() == ("", "")
