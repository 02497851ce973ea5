from __future__ import annotations

import pytest

from reviewlint.document.cover import cover_image
from reviewlint.document.fields import Roles
from reviewlint.document.front_matter.reader import read_front_matter
from reviewlint.document.model import Image
from reviewlint.document.source import SourceText
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.span import Span

ROLES = Roles(load_library(find_rules()).roles)


def read(inside: str) -> tuple[SourceText, Image | None]:
    source = SourceText(f"---\n{inside}\n---\n")
    block = read_front_matter(source, ROLES.names().keys()).front_matter
    assert block is not None
    return source, cover_image(ROLES.find(block.root))


@pytest.mark.parametrize(
    ("inside", "source", "alt", "caption", "credit"),
    [
        (
            "cover: '/her.jpg'\nimageAlt: \"A city\"\nimageCaption: A24",
            "/her.jpg",
            "A city",
            "A24",
            None,
        ),
        ("cover: her.jpg", "her.jpg", None, None, None),
        ("cover: her.jpg\nimageAlt:", "her.jpg", "", None, None),
        ("cover: {image: her.jpg, alt: A city, caption: x}", "her.jpg", "A city", "x", None),
        ("image:\n  src: her.jpg\n  alt: A city\n  credit: A24", "her.jpg", "A city", None, "A24"),
        ("image: {url: her.jpg}\nimage_alt: ' '", "her.jpg", " ", None, None),
        ("book: {cover_image_url: her.jpg}", "her.jpg", None, None, None),
        ("cover: [a.jpg, b.jpg]", "a.jpg", None, None, None),
        ("cover: 1917", "1917", None, None, None),
    ],
)
def test_a_cover(inside: str, source: str, alt: str | None, caption: str | None, credit: str | None) -> None:
    text, image = read(inside)

    assert image is not None
    assert (image.source, image.alt, image.caption, image.credit) == (source, alt, caption, credit)
    for words, span in (
        (image.source, image.source_span),
        (image.alt, image.alt_span),
        (image.caption, image.caption_span),
        (image.credit, image.credit_span),
    ):
        assert text.slice(span or Span(0, 0)) == (words or "")
    assert image.cover
    assert image.form == "front-matter"
    assert image.span.contains(image.source_span or Span(0, 0))


@pytest.mark.parametrize(
    "inside", ["title: Her", "cover:", "cover: ''", "cover: {depth: 3}", "cover: []", "imageAlt: x"]
)
def test_no_cover(inside: str) -> None:
    assert read(inside)[1] is None


@pytest.mark.parametrize(
    ("inside", "state", "decorative"),
    [
        ("cover: a.jpg", "missing", False),
        ("cover: a.jpg\nimageAlt: ''", "empty", False),
        ("cover: a.jpg\nimageAlt: ~", "empty", False),
        ("cover: a.jpg\nimageAlt: '  '", "blank", False),
        ("cover: a.jpg\nimageAlt: A city", "text", False),
        ("cover: a.jpg\ncoverAlt: ''\ncoverDecorative: true", "empty", True),
        ("cover: {src: a.jpg, alt: '', decorative: yes}", "empty", True),
    ],
)
def test_the_state_of_the_alt_text(inside: str, state: str, decorative: bool) -> None:
    image = read(inside)[1]

    assert image is not None
    assert (image.alt_state, image.decorative) == (state, decorative)
