"""Words read by the quick way and written as characters are the same as by the plain way."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.leakcheck.alphabet import Alphabet
from reviewlint.leakcheck.pages import read_html_words
from reviewlint.leakcheck.runs import Runs
from reviewlint.leakcheck.words import BREAK, read_words

PIECES = st.sampled_from(
    [*"aZ0_ -.'’“—…·¶•©\u00a0\x00\x1c\n", "é", "e\u0301", "ß", "ﬀ", "İ", "½", "中", "\x85", "words"]
)
WORDS = st.lists(st.sampled_from(["a", "b", "c", "other", BREAK]), max_size=30)
RUNS = st.lists(st.lists(st.sampled_from(["a", "b", "c"]), max_size=9).map(tuple), max_size=6)


@given(st.lists(PIECES).map("".join))
def test_words_are_runs_of_letters_and_digits(text: str) -> None:
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    assert read_words(text) == re.findall(r"[^\W_]+|\x00", composed.casefold())


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One <b>letter</b></p>", ["one", "letter"]),
        ("<p>1 < the killer > 2</p>", ["1", "the", "killer", "2"]),
        ("<p>a <> b <3 c> d</p>", ["a", "b", "3", "c", "d"]),
        ("<p>a <!doctype b> c <?d?> e <f", ["a", "c", "e", "f"]),
    ],
)
def test_what_begins_as_no_tag_does_is_text(html: str, words: list[str]) -> None:
    assert [word for word in read_html_words(html) if word != BREAK] == words


@given(RUNS, WORDS)
def test_runs_are_found_wherever_they_stand(runs: list[tuple[str, ...]], words: list[str]) -> None:
    letters = Alphabet()
    known: Runs[int] = Runs((letters.learn(run), place) for place, run in enumerate(runs))
    text = letters.write(words)
    held = {run for run in runs if run and any(_stands_at(run, words, at) for at in range(len(words)))}
    assert set(map(letters.read, known.find(text))) == held
    first = {runs.index(run): run for run in held}
    assert {value: letters.read(run) for value, run in known.find_first(text).items()} == first
    assert not known.without([text]).find(text)


def _stands_at(run: tuple[str, ...], words: list[str], at: int) -> bool:
    return tuple(words[at : at + len(run)]) == run


def test_words_beyond_the_last_character_are_taken_for_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too much is a secret then, never too little."""
    monkeypatch.setattr(sys, "maxunicode", 3)
    letters = Alphabet()
    known = Runs([(letters.learn(["a", "b", "c"]), "secret")])
    assert known.find(letters.write(["a", "b", "c"]))
    assert known.find(letters.write(["a", "c", "b"]))
    assert not known.find(letters.write(["b", "a", "c"]))
