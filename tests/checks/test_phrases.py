"""Texts that are, or begin with, a phrase of a list."""

from __future__ import annotations

import pytest

from tests.run_kind import apply_edits, find_hits, find_texts

LISTS = {
    "fillers": {"en": ["image", "alt text"], "de": ["bild"]},
    "starts": {"en": ["photo of", "a photo of"]},
}
WHOLE = {"scopes": ["image.alt"], "list": "fillers", "unless_in": ["field.title"]}
START = {"scopes": ["image.alt"], "list": "starts", "at": "start", "cut": True}


@pytest.mark.parametrize(
    ("alt", "found"),
    [
        ("image", True),
        ("Image 3", True),
        ("[alt-text]", True),
        ("Bild", True),
        ("…", True),
        ("- . -", True),
        ("image of a dog", False),
        ("imagery", False),
        ("1917", False),
        ("🎬", False),
        ("東京", False),
    ],
)
def test_whole_texts(alt: str, found: bool) -> None:
    text = f'<img src="x.jpg" alt="{alt}">\n'

    assert bool(find_texts("phrases", WHOLE, text, vocabularies=LISTS)) is found


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("lang: en", []),
        ("lang: de-AT", ["Bild"]),
        ("lang: fr", []),
        ("title: Das Bild", []),
        ("title: Bilder", ["Bild"]),
    ],
)
def test_the_language_and_the_title_decide(front: str, found: list[str]) -> None:
    text = f'---\n{front}\n---\n<img src="x.jpg" alt="Bild">\n'

    assert find_texts("phrases", WHOLE, text, vocabularies=LISTS) == found


@pytest.mark.parametrize(
    ("path", "language", "found"),
    [
        ("her.md", "en", ["Bild"]),
        ("her.md", "de", ["Bild"]),
        ("her.md", "fr", []),
        ("her.de.md", "fr", ["Bild"]),
        ("de-AT/her.md", "fr", ["Bild"]),
        ("tv/her.md", "de", ["Bild"]),
        ("en/her.md", "de", []),
    ],
)
def test_the_path_and_the_config_say_the_language_too(path: str, language: str, found: list[str]) -> None:
    text = '<img src="x.jpg" alt="Bild">\n'

    assert find_texts("phrases", WHOLE, text, vocabularies=LISTS, path=path, language=language) == found


def test_what_templates_write_is_english_everywhere() -> None:
    text = '---\nlang: de\n---\n<img src="x.jpg" alt="alt text">\n'

    assert find_texts("phrases", WHOLE, text, vocabularies=LISTS) == ["alt text"]


@pytest.mark.parametrize(
    ("alt", "mended"),
    [
        ("Photo of a dog", "A dog"),
        ("a photo of: two dogs", "Two dogs"),
        ("PHOTO OF éclairs", "Éclairs"),
    ],
)
def test_the_start_is_cut(alt: str, mended: str) -> None:
    text = f'<img src="x.jpg" alt="{alt}">\n'
    hits = find_hits("phrases", START, text, vocabularies=LISTS)

    assert apply_edits(text, hits) == text.replace(alt, mended)


@pytest.mark.parametrize(
    "alt", ["A dog in a photo of a dog", "Photo offered", "Photo of", "Photography of dogs"]
)
def test_other_starts_are_left_alone(alt: str) -> None:
    assert find_texts("phrases", START, f'<img src="x.jpg" alt="{alt}">\n', vocabularies=LISTS) == []
