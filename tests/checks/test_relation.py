"""Texts of one thing that say the same."""

from __future__ import annotations

import pytest

from tests.run_kind import find_texts

CAPTION = {"scopes": ["image.alt"], "others": ["image.caption"], "within": 3}
TITLE = {"scopes": ["image.alt"], "others": ["field.title"], "leave_out": ["review"]}


@pytest.mark.parametrize(
    ("alt", "caption", "found"),
    [
        ("A red car", "A red car", True),
        ("A red car.", "“A <em>red</em> car”", True),
        ("A red car", "A red car. Photo: B. C.", True),
        ("A car", "A car. Photo: B. C.", False),
        ("A red car", "A red carpet", False),
        ("A red car", "Photo: B. C.", False),
        ("", "", False),
    ],
)
def test_alt_and_caption(alt: str, caption: str, found: bool) -> None:
    text = f'<figure><img src="x.jpg" alt="{alt}"><figcaption>{caption}</figcaption></figure>\n'

    assert bool(find_texts("relation", CAPTION, text)) is found


@pytest.mark.parametrize(
    ("alt", "found"), [("Her", True), ("Her: a review", False), ("HER (review)", True), ("Samantha", False)]
)
def test_alt_and_title(alt: str, found: bool) -> None:
    text = f"---\ntitle: Her\n---\n![{alt}](x.jpg)\n"

    assert bool(find_texts("relation", TITLE, text)) is found


def test_many_figures_take_time_in_proportion() -> None:
    figure = '<figure><img src="x.jpg" alt="A red car"><figcaption>A red car</figcaption></figure>\n\n'

    assert len(find_texts("relation", CAPTION, figure * 3000)) == 3000
