"""Captions and credits that stand alone."""

from __future__ import annotations

import pytest

from tests.run_kind import find_texts

FIELDS = {"fields": ["cover_caption"]}
LINES = {"patterns": [r"^[*( \t]*Photo: .*$", r"\(Photo courtesy of [^()\n]+\)$"], "longest": 80}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\ntitle: A\nimageCaption: B\n---\n", ["B"]),
        ("---\ntitle: A\nimageCaption: B\ncoverImage: c.jpg\n---\n", []),
        ("---\ntitle: A\nimageCaption: B\ncoverImage:\n---\n", ["B"]),
        ("---\ntitle: A\nimageCaption: B\nbig_picture: c.webp?w=3\n---\n", []),
        ("---\ntitle: A\nimageCaption: ''\n---\n", []),
        ("---\ntitle: A\n---\n", []),
        ("No metadata.\n", []),
    ],
)
def test_fields(text: str, found: list[str]) -> None:
    assert find_texts("companion", FIELDS, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One.\n\nPhoto: A. B.\n\nTwo.\n", ["Photo: A. B."]),
        ("One.\n\n  *Photo: A. B.*\r\n\r\nTwo.\n", ["*Photo: A. B.*"]),
        ("A man waits. (Photo courtesy of C)\n", ["A man waits. (Photo courtesy of C)"]),
        ("![x](y.jpg)\n\nPhoto: A. B.\n", []),
        ("Photo: A. B.\n\n\n\n![x](y.jpg)\n", []),
        ("![x](y.jpg) Photo: A. B.\n", []),
        ('<img src="y.jpg" alt="x">\nPhoto: A. B.\n', []),
        ("![x](y.jpg)\n\nA paragraph.\n\nPhoto: A. B.\n", ["Photo: A. B."]),
        ("{{< gallery >}}\n\nPhoto: A. B.\n", []),
        ("---\ncover: x.jpg\n---\nPhoto: A. B.\n\nOne.\n", []),
        ("---\ncover: x.jpg\n---\nOne.\n\nPhoto: A. B.\n", ["Photo: A. B."]),
        ("```\nPhoto: A. B.\n```\n", []),
        ("Photo: " + "A. B. " * 20 + "\n", []),
        (":::{figure} x.jpg\n:alt: y\n\nA caption\nof two lines.\nPhoto: A. B.\n:::\n", []),
        (
            "<figure>\n<img src='x.jpg' alt='y'>\n<figcaption>\nOne.\nPhoto: A.\n</figcaption>\n</figure>\n",
            [],
        ),
        ("", []),
    ],
)
def test_lines(text: str, found: list[str]) -> None:
    assert find_texts("companion", LINES, text) == found


def test_many_lines_take_time_in_proportion() -> None:
    text = "Photo: A. B.\n" + "\n" * 3000
    assert len(find_texts("companion", LINES, text * 5)) == 5
    assert len(find_texts("companion", LINES, "Photo: A. B.\n\n" * 3000)) == 3000
