"""Patterns find what they say, in any language, in linear time."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.pattern_text import Pattern, loosen
from reviewlint.patterns import FEW, PatternSet, compile_patterns, quote, validate_patterns
from tests.work import count_steps

_LIMITS = "(patterns are RE2's: no lookaround, no back-references, no repeats over 1000)"


def make_ready(patterns: PatternSet) -> PatternSet:
    """Ask a set as often as it takes until it searches for all patterns at once."""
    for _ in range(FEW):
        patterns.list_matching("")
    return patterns


def texts(patterns: PatternSet, text: str) -> list[tuple[int, str]]:
    return [(index, text[start:end]) for index, start, end in patterns.find(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (Pattern("her"), "the other, her", ["her", "her"]),
        (Pattern("her", word=True), "the other, her", ["her"]),
        (Pattern("Zoé", word=True), "Zoé, Zoéa, xZoé, Zoé", ["Zoé", "Zoé"]),
        (Pattern("Zoe", word=True), "Zoe\u0301", []),
        (Pattern("zoé", ignore_case=True), "ZOÉ", ["ZOÉ"]),
        (Pattern("(?:image|photo) of", word=True, ignore_case=True), "Photo of a photo often", ["Photo of"]),
        (Pattern(r"\w+"), "naïve 東京", ["naïve", "東京"]),
        (Pattern(r"[\w-]+"), "garçon-naïf !", ["garçon-naïf"]),
        (Pattern(r"[^\w]+"), "é — è", [" — "]),
        (Pattern(r"[]\w]+"), "é]", ["é]"]),
        (Pattern(r"[[:alpha:]\w]+"), "é a", ["é", "a"]),
        (Pattern(r"\W"), "é!", ["!"]),
        (Pattern(r"a\sb"), "a\u00a0b", ["a\u00a0b"]),
        (Pattern(r"\S+"), "a\u00a0b", ["a", "b"]),
        (Pattern(r"\[x\]"), "[x]", ["[x]"]),
        (Pattern("image|photo", whole=True), " photo \n", ["photo"]),
        (Pattern("image|photo", whole=True), "a photo", []),
        (Pattern("x*"), "aa", []),
        (Pattern("."), "👾é", ["👾", "é"]),
        (Pattern(quote("a.(b)")), "a.(b) axb", ["a.(b)"]),
        (Pattern("ends with \\\\"), "ends with \\", ["ends with \\"]),
    ],
)
def test_find(pattern: Pattern, text: str, found: list[str]) -> None:
    assert texts(PatternSet([pattern]), text) == [(0, one) for one in found]


def test_the_index_tells_which_pattern_matched() -> None:
    patterns = compile_patterns(["b", "z", "a"])

    assert texts(patterns, "a b a") == [(0, "b"), (2, "a"), (2, "a")]


def test_nothing_to_look_for_finds_nothing() -> None:
    assert texts(compile_patterns([]), "text") == []


def test_more_patterns_than_one_set_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewlint.patterns._MOST_MEMORY", 160 << 10)
    patterns = make_ready(compile_patterns([r"\w{1,20} 3 \w{1,20}", r"\w{1,20} 11 \w{1,20}"]))

    assert len(patterns._filters) == 2
    assert texts(patterns, "été 3 hiver, Überfluß 11 nu") == [(0, "été 3 hiver"), (1, "Überfluß 11 nu")]


def test_a_set_survives_being_sent_to_another_process() -> None:
    patterns = pickle.loads(pickle.dumps(compile_patterns(["zoé"], word=True, ignore_case=True)))  # noqa: S301

    assert texts(patterns, "ZOÉ") == [(0, "ZOÉ")]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(", f"missing ): (() {_LIMITS}"),
        ("(?=x)", f"invalid perl operator: (?= {_LIMITS}"),
        ("x{2000}", f"invalid repetition size: {{2000}} {_LIMITS}"),
        (
            r"\bher\b",
            r"\b knows English letters only; say `word: true` beside the pattern instead",
        ),
        (r"a\C", r"\C is a byte, which is no whole character of most languages; write . instead"),
        (
            r"[\W]",
            r"\W cannot stand inside brackets; write the bracket with [^ … ] and the small letter",
        ),
    ],
)
def test_a_pattern_that_cannot_be_used_is_named(pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"the pattern {pattern!r} cannot be used: {message}")):
        validate_patterns([pattern])


def test_a_pattern_that_was_never_validated_is_named_too() -> None:
    with pytest.raises(ValueError, match=r"cannot be used: missing \): "):
        list(compile_patterns(["("]).find("text"))


def test_repeats_within_repeats_are_searched_once() -> None:
    # An engine that goes back and tries again would need longer than anybody lives.
    patterns = compile_patterns([r"(?:a+)+!", r"\w+\s\w+!"], word=True)

    assert texts(patterns, "a" * 100_000) == []


def test_work_grows_with_the_matches() -> None:
    patterns = compile_patterns([r"(?:a+)+!", r"\w+\s\w+!"], word=True)

    def work(count: int) -> int:
        return count_steps(lambda: list(patterns.find("né aa! " * count)))

    work(1)
    assert work(400) < 6 * work(100)


PIECES = (
    "die",
    "d?ie",
    "(?:die|drown)",
    "(?:die|)",
    "die|end",
    "die|[ée]nd",
    "(?:die|end)?s",
    r"\(end",
    "[de]ie",
)
WORDS = ("die", "ie", "drown", "end", "énd", "audience", "édie", "(end", "s", "dies", "ſdie")


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4),
    st.lists(st.sampled_from(WORDS), max_size=6),
    st.sampled_from([" ", "", "\n", "-"]),
    st.booleans(),
    st.booleans(),
)
def test_a_look_at_all_texts_lets_through_whatever_a_pattern_finds(
    pieces: list[str], words: list[str], between: str, ignore_case: bool, whole: bool
) -> None:
    text = between.join(words)
    for piece in pieces:
        # In front of a group that matches nothing, nobody can tell what a pattern begins with.
        plain = compile_patterns([f"(?:){piece}"], word=True, ignore_case=ignore_case, whole=whole)
        exact = make_ready(compile_patterns([piece], word=True, ignore_case=ignore_case, whole=whole))
        found = [(start, end) for _, start, end in plain.find(text)]
        assert [(start, end) for _, start, end in exact.find(text)] == found
        assert exact.may_occur([text, "x"]) >= bool(found)


@given(
    st.lists(
        st.sampled_from((*PIECES, "x*", "^die", "end$", r"\Aend", r"s\z", "(?:(?:d|e)ie|s)")), min_size=2
    ),
    st.lists(st.sampled_from(WORDS), max_size=24),
    st.sampled_from([" ", "", "\n", "-"]),
    st.sampled_from(["", " " * 100]),
    st.booleans(),
)
def test_many_patterns_find_in_a_long_text_what_each_finds_by_itself(
    pieces: list[str], words: list[str], between: str, padding: str, word: bool
) -> None:
    text = padding + between.join(words)
    alone = [compile_patterns([piece], word=word, ignore_case=True) for piece in pieces]

    found = [(index, start, end) for index, one in enumerate(alone) for _, start, end in one.find(text)]
    together = compile_patterns(pieces, word=word, ignore_case=True)
    assert list(together.find(text)) == found
    assert list(make_ready(together).find(text)) == found


ENDED = (
    *(r"\A\s*TODO", "^a$", r"(?:^|x)b\z", "[$^]a", r"[\]^]a", "[[:alpha:]^]$", r"\$a", r"\Q^a\E", "(?i:^B)"),
)


@given(st.sampled_from(ENDED), st.booleans(), *[st.text("aBbx^$]\\ TODO\n", max_size=8)] * 3)
def test_what_is_loosened_occurs_around_any_match(
    text: str, whole: bool, before: str, cut: str, behind: str
) -> None:
    pattern = Pattern(text, word=True, whole=whole)
    if texts(PatternSet([pattern]), cut):
        loose = PatternSet([loosen(pattern)])
        assert loose.list_matching(before + cut + behind)
        assert make_ready(loose).list_matching(before + cut + behind)
