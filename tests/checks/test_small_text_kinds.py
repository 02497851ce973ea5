"""Doubled words, broken letters, empty links, words lost to a comment, lengths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.run_kind import apply_edits, find_hits, find_texts

DOUBLED = {"scopes": ["paragraph"], "list": "doubled-words"}


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("It is the the end.", "It is the end."),
        ("It is of\nof value.", "It is of value."),
        ("The the end.", "The end."),
        ("the the the end", "the end"),
    ],
)
def test_doubled_words(text: str, mended: str) -> None:
    assert apply_edits(text, find_hits("doubled-word", DOUBLED, text)) == mended


@pytest.mark.parametrize(
    "text", ["a fan of the The", "had had", "the, the", "the *the*", "no no", "the\n\nthe"]
)
def test_words_that_may_stand_twice(text: str) -> None:
    assert find_hits("doubled-word", DOUBLED, text) == []


@pytest.mark.parametrize(
    ("language", "found"), [("de", ["und und"]), ("de_AT", ["und und"]), ("pl", []), ("en", ["the the"])]
)
def test_doubled_words_are_of_one_language(language: str, found: list[str]) -> None:
    text = f"---\nlang: {language}\n---\nund und the the\n"

    assert find_texts("doubled-word", DOUBLED, text) == found


@given(st.text("éñüßœŁ’“”–★😀Öà½«»", min_size=1, max_size=1))
def test_broken_letters_are_put_back(letter: str) -> None:
    text = f"a{letter}b"
    broken = text.encode().decode("latin-1").translate(WINDOWS)

    assert apply_edits(broken, find_hits("mojibake", {}, broken)) == text


WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


@pytest.mark.parametrize(
    "text", ["MENÜ“", "É…", "MAÇÃ”", "CAFÉ™", "Ã", "â™ ", "voilâ…”", "Ä€", "naïve", "Â x"]
)
def test_letters_that_only_look_broken(text: str) -> None:
    assert apply_edits(text, find_hits("mojibake", {}, text)) in (text, "Ā")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[]()", "has no words and leads nowhere"),
        ("[a]()", "leads nowhere"),
        ("[a]( )", "leads nowhere"),
        ("[](https://a.org)", "has no words to click on"),
        ("[ ](https://a.org)", "has no words to click on"),
        ("[](a.md)", None),
        ("[](#a)", None),
        ("[a](b)", None),
        ("![](b)", None),
        ("[![](b)](c)", None),
        ("`[]()`", None),
        ("- [ ] (a)", None),
        ("\\[]()", None),
    ],
)
def test_empty_links(text: str, problem: str | None) -> None:
    hits = find_hits("empty-link", {}, f"x {text}\n" if not text.startswith("-") else text)

    assert [hit.values["problem"] for hit in hits] == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("value", "mended"),
    [
        ("Issue #9", '"Issue #9"'),
        ('The "x" # y', "'The \"x\" # y'"),
        ("Her", None),
        ('"Her" # y', None),
        ("#Alive", None),
        ("C#", None),
    ],
)
def test_words_lost_to_a_comment(value: str, mended: str | None) -> None:
    text = f"---\ntitle: {value}\n---\nText.\n"

    hits = find_hits("cut-text", {"roles": ["title"]}, text)

    assert bool(hits) is (mended is not None)
    assert apply_edits(text, hits) == text.replace(value, mended or value)


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ("ab", "fewer than 3"),
        ("abc", None),
        ("abcdef", None),
        ("abcdefg", "more than 6"),
        ("東京物語", "more than 3"),
        ("東京x", None),
    ],
)
def test_lengths(title: str, problem: str | None) -> None:
    params = {"scopes": ["field.title"], "shortest": 3, "longest": 6, "longest_wide": 3}

    hits = find_hits("length", params, f"---\ntitle: {title}\n---\nText.\n")

    assert [hit.values["problem"] for hit in hits] == ([problem] if problem else [])
