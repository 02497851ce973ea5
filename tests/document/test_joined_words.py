"""Words that ran together, and those that only look it."""

from __future__ import annotations

import pytest

from reviewlint.document.joined_words import Words, count_words, find_joined, is_in
from reviewlint.document.word_list import WordList, compile_words
from tests.run_kind import VOCABULARIES
from tests.work import count_steps

ENGLISH = compile_words(VOCABULARIES["english-words"])
REVIEW = "Kelvin met Hari. Then Kelvin slept, and Hari tore the door of Solaris. "

SMALL = compile_words(
    {
        "words": ["carry stop wise", "question"],
        "whole": ["island"],
        "first": ["is"],
        "second": ["land"],
        "endings": ["ies-y s- ing- able-"],
        "beginnings": ["un"],
    }
)


def read(text: str, known: str = REVIEW, language: WordList = ENGLISH) -> list[str]:
    """Give how each piece that lost a space reads."""
    words = Words(language, count_words([known, text]))
    return [
        " ".join(
            text[start:end][one:two]
            for one, two in zip((0, *reading.cuts), (*reading.cuts, end - start), strict=True)
        )
        for start, end, reading in find_joined(text, words)
    ]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("He knows howKelvin slept.", ["how Kelvin"]),
        ("The end ofSolaris.", ["of Solaris"]),
        ("He sees thatSolarisand Hari.", ["that Solaris and"]),
        ("Kelvin’sHari.", ["Kelvin’s Hari"]),
        ("Hari'send.", ["Hari's end"]),
        ("They’venever met.", ["They’ve never"]),
        ("He slept.Then he rose.", ["slept. Then"]),
        ("He slept,Kelvinalone.", ["slept, Kelvin alone"]),
        ("Who slept?Kelvin.", ["slept? Kelvin"]),
        ("Solarisbegins.", ["Solaris begins"]),
        ("Haritore it.", ["Hari tore"]),
        ("Kelvinwas there.", ["Kelvin was"]),
        ("See thereview.", ["the review"]),
        ("He isfullof it.", ["is full of"]),
        ("Silence ofwater.", ["of water"]),
        ("Visions withit.", ["with it"]),
        ("An unbearablesilence.", ["unbearable silence"]),
        ("It says thatI slept.", ["that I"]),
    ],
)
def test_what_ran_together(text: str, readings: list[str]) -> None:
    assert read(text, f"{REVIEW}Hari slept, Solaris slept, I slept. ") == readings


@pytest.mark.parametrize(
    "text",
    [
        "Therefore the island was another heartland.",
        "On YouTube, LinkedIn, PlayStation and an iPhone, with McKee and DeLillo.",
        "A rock’n’roll ma’am, O’Brien’s o’clock.",
        "At example.com, www.BigThings.org/AndThis, a_b.TheEnd and me@theEnd.org.",
        "J.R.R.Tolkien and the U.S.Army, says Dr.Kelvin.",
        "Everthing is everywere, thoughout the forsight.",
        "Solarisson, Kelvinville, Harihood.",
        "The snowGlobe of a headWater.",
        "a" * 60,
        "of" * 30,
        "12:Kelvin and 3.Kelvin",
        "drama,mystery,science,Kelvin",
        "File systems and Filesystems, a Playthrough and a walkthrough.",
        "Amend it, and see.",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("The end ofSolaris.", True),
        ("A word isNew.", False),
        ("Solarisbegins.", True),
        ("Silencebegins.", False),
        ("An unbearablesilence.", True),
        ("A tirelessguest.", False),
        ("What he saidin it.", False),
    ],
)
def test_what_is_sure(text: str, sure: bool) -> None:
    words = Words(ENGLISH, count_words([REVIEW, "Silence. Solaris is. Silence. ", text]))

    assert [reading.sure for _, _, reading in find_joined(text, words)] == [sure]


def test_a_title_that_never_stands_alone() -> None:
    assert read("Seen inZerkalo and ofZerkalo.") == ["in Zerkalo", "of Zerkalo"]
    assert read("Seen inZerkalo.") == []


def test_what_a_review_writes_throughout_is_a_word() -> None:
    assert read("Theguest, a theguest.") == ["The guest", "the guest"]
    assert read("A theguest, a theguest, a theguest.") == []


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("carry", True),
        ("carries", True),
        ("uncarries", True),
        ("questionable", True),
        ("unquestionables", True),
        ("stopping", True),
        ("island", True),
        ("is", True),
        ("land", True),
        ("lands", False),
        ("isable", False),
        ("unis", False),
        ("ing", False),
        ("", False),
    ],
)
def test_forms_of_words(word: str, known: bool) -> None:
    assert SMALL.knows(word) is known


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (REVIEW, True),
        ("Kelvin trifft Hari, und das Meer schweigt; die Tür ist zu.", False),
        ("Kelvin encuentra a Hari y el mar no dice nada de lo que sabe.", False),
        ("KELVIN", False),
        ("", False),
    ],
)
def test_which_language(text: str, english: bool) -> None:
    assert is_in(ENGLISH, count_words([text])) is english


@pytest.mark.parametrize("unit", ["thereview ", "theand", "Kelvin.Then", "’s", "Kelvin’sHari", "aB", "."])
def test_work_grows_with_the_text(unit: str) -> None:
    def work(count: int) -> int:
        return count_steps(lambda: read(unit * count))

    work(1)
    assert work(400) < 4.5 * max(work(100), 500)
