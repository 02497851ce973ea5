"""What reviews are compared by: texts without what does not tell things apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.identity import abbreviate, find_language, fold


@given(st.text(st.characters(max_codepoint=127)))
def test_english_letters_are_folded_as_the_rule_says(text: str) -> None:
    assert fold(text) == re.sub(r"(?:[^a-z0-9+#]|(?<![a-z])#)+", "", text.lower())


@given(st.text("ab#+ ", max_size=80), st.text("ab#+ ", max_size=80))
def test_short_keys_are_of_the_same_texts_only(one: str, other: str) -> None:
    first, second = fold(one), fold(other)
    assert (abbreviate(first) == abbreviate(second)) == (first == second)
    assert len(abbreviate(first)) <= 32


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("films/her.de.md", "de"),
        ("de/films/her.md", "de"),
        ("de/her.pt_BR.md", "pt-br"),
        ("films/her.md", ""),
        ("her.md", ""),
        ("/site/en/2013/her.part.md", "en"),
    ],
)
def test_the_language_of_a_path(path: str, language: str) -> None:
    assert find_language(path) == language


@given(st.text("aZ1+ -.’‘“”–—…é", max_size=12))
def test_what_typographers_write_changes_nothing(text: str) -> None:
    assert fold(text) == fold(re.sub("[’‘“”–—…]", "", text))


@pytest.mark.parametrize("text", ["C’#", "C# – a", "#a’s"])
def test_behind_a_sharp_nothing_is_taken_for_plain(text: str) -> None:
    assert fold(text) == "".join(filter(str.isalnum, text.lower()))
