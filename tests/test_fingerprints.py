"""Fingerprints differ between findings, and hold when something else is edited."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.diagnostics import Diagnostic
from reviewlint.document.source import SourceText
from reviewlint.fingerprints import list_fingerprints
from tests.findings import make_finding

WORDS = "the quick brown fox |jumps| over a |jumps| lazy dog\n"
MARK = "jumps"


def find_marks(source: SourceText) -> list[Diagnostic]:
    found = []
    at = source.text.find(MARK)
    while at >= 0:
        found.append(make_finding(source, at, at + len(MARK)))
        at = source.text.find(MARK, at + 1)
    return found


def name_marks(text: str) -> list[str]:
    source = SourceText(text, "her.md")
    return list(list_fingerprints(find_marks(source), {"her.md": source}))


def test_findings_that_look_the_same_are_told_apart() -> None:
    names = name_marks(WORDS * 3)
    assert len(set(names)) == len(names) == 6


def test_what_is_said_of_an_archive_is_not_about_the_review_where_it_stands() -> None:
    sources = [SourceText(f"+++ {path}", path) for path in ("a.md", "b.md")]
    found = [
        msgspec.structs.replace(make_finding(one, 0, 0, message=f"{count} reviews have none"), archive=".")
        for count, one in enumerate(sources)
    ]
    names = [
        list(list_fingerprints([one], {one.path: text})) for one, text in zip(found, sources, strict=True)
    ]
    assert names[0] == names[1]


def test_rule_and_path_count_and_the_place_does_not() -> None:
    source = SourceText(WORDS, "her.md")
    one = find_marks(source)[0]
    variants = [
        one,
        msgspec.structs.replace(one, rule="other-rule"),
        msgspec.structs.replace(one, path="him.md"),
    ]
    sources = {"her.md": source, "him.md": source}
    assert len({next(list_fingerprints([variant], sources)) for variant in variants}) == 3
    assert name_marks("\n\n" + WORDS) == name_marks(WORDS)


def test_where_no_words_are_the_message_counts_and_its_numbers_do_not() -> None:
    source = SourceText("---\n---\n", "her.md")

    def name(message: str) -> str:
        return next(list_fingerprints([make_finding(source, 0, 0, message=message)], {"her.md": source}))

    assert name("no date, as in 3 of 9 reviews") == name("no date, as in 12 of 20 reviews")
    assert name("no date") != name("no rating")


@given(st.lists(st.tuples(st.booleans(), st.text(alphabet="ab \n", max_size=30)), max_size=20))
def test_edits_elsewhere_leave_them_as_they_are(edits: list[tuple[bool, str]]) -> None:
    text = WORDS
    for above, words in edits:
        text = f"{words}\n{text}" if above else f"{text}\n{words}"
    assert name_marks(text) == name_marks(WORDS)


def test_a_long_line_may_change_far_away() -> None:
    line = "some words before, " * 20 + "it |jumps| here" + ", some words behind" * 20
    assert name_marks(line.replace("some", "other", 3)) == name_marks(line)
    assert name_marks(line.replace("it |", "it rarely |")) != name_marks(line)


def test_spaces_set_anew_change_nothing() -> None:
    assert name_marks(WORDS.replace(" ", "  ")) == name_marks(WORDS)
