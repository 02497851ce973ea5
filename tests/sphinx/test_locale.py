"""The message catalogue: every text of ours is in it, and a translation reaches the page."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from reviewlint.leakcheck.furniture import USUAL
from reviewlint.leakcheck.words import read_words
from reviewlint_sphinx import locale
from tests.sphinx.site import Site, make_review

PACKAGE = Path(locale.__file__).parent
LANGUAGES = ("de", "es", "fr")
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_PLACE = re.compile(r"%(\(\w+\))?s")
_TAG = re.compile(r"\{[{%#].*?[}%#]\}|<style>.*?</style>", re.DOTALL)

# The one is not published, and what the other says is looked up in it.
UNPUBLISHED = ("editors.py", "editors.html", "search.html")


def extract() -> list[tuple[str, str]]:
    """Give every message with the file that it stands in."""
    found = extract_from_dir(PACKAGE, METHODS, comment_tags=())
    return [(Path(name).name, str(message)) for name, _, message, _, _ in found]


def read_catalogue(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def test_the_catalogue_is_complete() -> None:
    assert set(read_catalogue(locale.FOLDER / "reviewlint.pot")) == {message for _, message in extract()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_complete_and_compiled(language: str) -> None:
    folder = locale.FOLDER / language / "LC_MESSAGES"
    translated = read_catalogue(folder / "reviewlint.po")
    assert translated.keys() == read_catalogue(locale.FOLDER / "reviewlint.pot").keys()
    for message, text in translated.items():
        assert text, message
        assert sorted(one[0] for one in _PLACE.finditer(message)) == sorted(
            one[0] for one in _PLACE.finditer(text)
        ), message
    compiled = read_mo(io.BytesIO((folder / "reviewlint.mo").read_bytes()))
    assert {str(one.id): str(one.string) for one in compiled if one.id} == translated


class _Texts(HTMLParser):
    """Collect what a template says by itself, as text or in an attribute that is read out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [
            value or "" for name, value in attrs if name in ("aria-label", "title", "alt", "placeholder")
        ]


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("templates/**/*.html")), ids=lambda path: path.name)
def test_no_template_says_what_cannot_be_translated(path: Path) -> None:
    parser = _Texts()
    parser.feed(_TAG.sub("", path.read_text("utf-8")))
    assert [text for text in parser.texts if re.search(r"\w\w", text)] == []


def test_no_script_says_what_cannot_be_translated() -> None:
    for path in PACKAGE.glob("static/*.js"):
        code = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        said = [text for text in re.findall(r'"([^"\n]*)"', code) if re.search(r"\w \w", text)]
        assert [text for text in said if not re.search(r"[.#\[]|use strict", text)] == [], path.name


def test_a_translation_reaches_every_page(site: Site) -> None:
    fields = {"rating": "4/5", "reviewer": "Ines", "tags": "[a]", "work": "{title: X, medium: film}"}
    site.write("reviews/her.md", make_review(**fields))
    site.write(
        "reviews/dune.md", make_review(**{**fields, "title": "Dune", "work": "{title: Sand, medium: film}"})
    )
    build = site.build(language="de")
    assert build.warnings == ""
    for page, text in (
        ("reviews/her.html", "Wertung: 4 von 5"),
        ("reviews/her.html", "Verwandte Rezensionen"),
        ("browse/index.html", "Auf einen Blick"),
        ("browse/tag/a.html", "Rezensionen mit dem Schlagwort „a“"),
        ("reviews-rating.html", "Rezensionen nach Wertung"),
    ):
        assert text in build.read(page)
    # Addresses and the order of names are the same in every language.
    assert site.build(language="en", out="english").snapshot().keys() >= {
        "browse/tag/a.html",
        "browse/medium/film.html",
        "browse/rating/4-of-5.html",
    }


def test_a_word_of_ours_is_not_taken_for_a_leak() -> None:
    said = {message for name, message in extract() if name not in UNPUBLISHED}
    words = {word for message in said for word in read_words(_PLACE.sub(" ", message))}
    assert {word for word in words if len(word) > 3} - USUAL == set()
