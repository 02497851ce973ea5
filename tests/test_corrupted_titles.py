"""Titles that YAML takes for something else, or cannot read: found at their place, mended as printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from reviewlint.cli import main
from reviewlint.diagnostics import Diagnostic
from reviewlint.document.source import SourceText
from reviewlint.fixing import ALL, SAFE, Fixed, encode
from reviewlint.mending import fix_review
from reviewlint.session import Session

RULES = ("front-matter-syntax", "value-ambiguous")
CUT = "value-cut-short"
PATH = "review.md"

NUMBERS = (
    "1917", "1984", "2046", "1408", "300", "42", "7500", "1e3", "12e03", "0x7F", "0b101", "0o14", "1_000",
    "10,000", "012", "007", "08", "00", "3.14", "9.99", ".45", ".5", "+1", "-1", ".inf", ".nan", "685_230.15",
    "12345678901234567890123456789012345678901",
)  # fmt: skip
TIMES_AND_DATES = (
    "12:08", "21:30", "24:00", "11:14", "3:10", "1:1", "190:20:30", "1:30.5", "2001-04-25", "2001-4-25",
    "2001-04-25T10:00:00", "2001-04-25 10:00:00", "2010-13-45",
)  # fmt: skip
ANSWERS = ("No", "On", "Yes", "YES", "Off", "off", "true", "True", "False", "y", "N")
SIGNS = (
    "#Alive", "#Horror", "#1 Cheerleader Camp", "#FollowFriday", "[REC]", "[Cargo]", "[]", "{Proof}", "{}",
    "&Juliet", "! bang", "!Three Amigos!", "!Women Art Revolution", "!", "!!!", "=", "<<",
)  # fmt: skip
UNREADABLE = (
    "Dune: Part Two", "Mission: Impossible", "Star Wars: Episode IV: A New Hope", "Title:", "Her :",
    ": A Colon", "2001: A Space Odyssey", "Alien³: Assembly Cut", 'It\'s "fine": really', "[REC] 2",
    "[REC]²", "[REC]4", "[REC]³: Génesis", "{500} Days of Summer", "& Sons", "&Juliet &Romeo", "!!",
    "*batteries not included", "*Her*", "**", "@", "@Suicide Room", "%", "%22", "% hello", "`Her`", "? Who",
    "?: A Question Mark", "| Her |", "> 9000", ">_", "- 30 -", ", said the shotgun to the head.", "] x", "}",
    '"Her" is', '"Crocodile" Dundee', '"Crocodile" Dundee II', '"Cries" and \'Whispers\'', '@ "It\'s"',
    "'71", "'68", "'night, Mother", "'Round Midnight", "'Til There Was You", "'Tis Pity She's a Whore",
    "'Salem's Lot", "'R Xmas", "'Breaker' Morant", "'Allo 'Allo!", "@Tab\there",
)  # fmt: skip
TITLES = (*NUMBERS, *TIMES_AND_DATES, *ANSWERS, *SIGNS, *UNREADABLE)
"""As posters print them."""

FRAMES = {
    "first": "---\ntitle: {}\nrating: 4\n---\nText.\n",
    "last": "---\nrating: 4\ntitle: {}\n---\nText.\n",
    "alone": "---\ntitle: {}\n---\nText.\n",
    "carriage returns": "---\r\ntitle: {}\r\nrating: 4\r\n---\r\nText.\r\n",
    "byte order mark": "\ufeff---\ntitle: {}\nrating: 4\n---\nText.\n",
    "spaces": "---\ntitle:   {}  \nrating: 4\n---\nText.\n",
    "comments": "---\n# poster: it\ntitle: {} # as printed: see\n# 'below'\nrating: 4 # 5?\n---\nText.\n",
    "tab and comment": "---\ntitle: {}\t# as printed\nrating: 4\n---\nText.\n",
    "no end of line": "---\ntitle: {}\n---\nText",
    "map": "---\ntitle: A review\nwork:\n    title: {}\n    year: 2000\nrating: 4\n---\nText.\n",
}
ITEMS = {
    "item": "---\ntitle: x\ncreators:\n  - {}\n  - Ana\n---\nText.\n",
    "unindented item": "---\ntitle: x\ncreators:\n- Ana\n- {} # her\n---\nText.\n",
    "item in brackets": "---\ntitle: x\ncreators: [Ana, {}, Ben]\n---\nText.\n",
    "last item in brackets": "---\ntitle: x\ncreators: [Ana, {}] # her\n---\nText.\n",
}
BRACES = {
    "braces": "---\ntitle: x\nwork: {{title: {}, year: 2000}}\n---\nText.\n",
    "braces alone": "---\ntitle: x\nwork: {{ title: {} }} # it\n---\nText.\n",
}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session.load(Path(), cwd=tmp_path_factory.mktemp("site"))


def fix(
    session: Session, text: str, *, rules: Sequence[str] = RULES, unsafe: bool = False
) -> tuple[list[Diagnostic], Fixed]:
    review = session.read(text.encode(), PATH)
    found = session.check_review(review, PATH)
    fixed = fix_review(session, review.source, found, ALL if unsafe else SAFE)
    return [one for one in found if one.rule in rules], fixed


def load(source: SourceText) -> Any:
    block = source.text.replace("\r\n", "\n").split("\n---")[0].removeprefix("---\n")
    # PyYAML without libyaml knows no tab before a comment.
    if "\t#" in block:
        return yaml.load(block, yaml.CSafeLoader)
    return yaml.safe_load(block)


def quote(title: str) -> str:
    return f'"{title}"' if '"' not in title else "'" + title.replace("'", "''") + "'"


def assert_mended(session: Session, frame: str, title: str) -> Any:
    """Assert that the title is reported at its place and quoted, and that nothing else changes."""
    text = frame.format(title)
    found, fixed = fix(session, text)

    assert {fixed.before.slice(one.span) for one in found} == {title}
    assert encode(fixed.after) == frame.format(quote(title)).encode()
    assert [one for one in fixed.diagnostics if one.rule in RULES] == []
    return load(fixed.after)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("title", TITLES)
def test_titles_read_as_the_poster_prints_them(session: Session, title: str, frame: str) -> None:
    if title.startswith("#") and "comment" in frame:
        # Here the comment might be part of the title: only the writer knows.
        return
    data = assert_mended(session, FRAMES[frame], title)

    assert (data["work"] if frame == "map" else data)["title"] == title


@pytest.mark.parametrize("frame", ITEMS)
@pytest.mark.parametrize(
    "title",
    [
        "1_000", "012", "12:08", "2001-4-25", "No", "y", "[REC]", "{Proof}", "&Juliet", "! bang", "!!!",
        "Dune: Part Two", "Title:", "[REC] 2", "{500} Days of Summer", "@Suicide Room", "*Her*", "%22",
        "`Her`", '"Crocodile" Dundee',
    ],
)  # fmt: skip
def test_names_in_lists(session: Session, title: str, frame: str) -> None:
    assert title in assert_mended(session, ITEMS[frame], title)["creators"]


@pytest.mark.parametrize("frame", BRACES)
@pytest.mark.parametrize(
    "title",
    [
        "1917", "1e3", "0x7F", "12:08", "No", "#Alive", "#Horror", "[REC]", "{Proof}", "&Juliet", "! bang",
        "!Three Amigos!", "2001-04-25", "Dune: Part Two", "[REC] 2", "[REC]³: Génesis",
        "{500} Days of Summer", "@Suicide Room", "*batteries not included", "%22", '"Crocodile" Dundee',
    ],
)  # fmt: skip
def test_titles_in_braces(session: Session, title: str, frame: str) -> None:
    assert assert_mended(session, BRACES[frame], title)["work"]["title"] == title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("'Don't Look Now'", "Don't Look Now"),
        ('"Aftersun', "Aftersun"),
        ('"C:\\quiet"', "C:\\quiet"),
        ("Her\b", "Her"),
    ],
)
def test_titles_whose_quotes_are_broken(session: Session, written: str, title: str) -> None:
    found, fixed = fix(session, FRAMES["first"].format(written))

    assert found[0].place.line == 2
    assert load(fixed.after) == {"title": title, "rating": 4}


@pytest.mark.parametrize(
    ("written", "place", "title"),
    [
        ("Null", "Null", "Null"),
        ("Se7en # great", "# great", "Se7en # great"),
        ("The Game #5", "#5", "The Game #5"),
        ("What We Did on #Vacation", "#Vacation", "What We Did on #Vacation"),
        ("#Alive # of 2020", "#Alive # of 2020", "#Alive # of 2020"),
    ],
)
@pytest.mark.parametrize("frame", ["first", "carriage returns", "map"])
def test_titles_that_need_a_look(session: Session, written: str, place: str, title: str, frame: str) -> None:
    text = FRAMES[frame].format(written)
    (found,), untouched = fix(session, text, rules=(*RULES, CUT))
    _, fixed = fix(session, text, unsafe=True)

    assert fixed.before.slice(found.span) == place
    assert encode(untouched.after) == text.encode()
    assert encode(fixed.after) == FRAMES[frame].format(f'"{title}"').encode()


@pytest.mark.parametrize(
    "title", ["[REC", "{one", "'Her", '"', "- Her", "-", "{% title %}", "[a}", "{a}, {b}"]
)
def test_titles_that_only_the_writer_can_mend(session: Session, title: str) -> None:
    (found,), fixed = fix(session, FRAMES["first"].format(title), unsafe=True)

    assert fixed.before.slice(found.span) == title
    assert (found.rule, found.fix, fixed.changed) == ("front-matter-syntax", None, False)


@pytest.mark.parametrize(
    "title",
    [
        "3:10 to Yuma", "12:08 East of Bucharest", "10,000 BC", "Fahrenheit 451", "50/50", "1.1.2010", "6:66",
        "$9.99", "M*A*S*H", "S1m0ne", "eXistenZ", ".hack//SIGN", "(500) Days of Summer", "???", "-30-", "...",
        "C# Minor", "Don't Look Now", '"Wuthering Heights"', "'''night, Mother'", "N/A", "None", "NaN", "π",
        "Mission:Impossible",
    ],
)  # fmt: skip
def test_titles_that_every_reader_takes_as_they_are(session: Session, title: str) -> None:
    found, fixed = fix(session, FRAMES["comments"].format(title))

    assert (found, fixed.changed) == ([], False)


def test_a_folder_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, title in enumerate(TITLES):
        frame = list(FRAMES.values())[number % 4]
        (tmp_path / f"{number}.md").write_bytes(frame.format(title).encode())

    assert main(["check", "--fix", "-q", "--select", ",".join(RULES)]) == 0

    for number, title in enumerate(TITLES):
        source = SourceText.decode((tmp_path / f"{number}.md").read_bytes())
        assert load(source) == dict([("title", title), ("rating", 4)][: 1 if number % 4 == 2 else 2])
