"""What a text needs in which a pattern matches: where it is missing, RE2 finds nothing either."""

from __future__ import annotations

import sys

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.needed_words import Needed, list_likely, list_needed
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.pattern_text import Pattern, translate
from reviewlint.patterns import FEW, PatternSet

NEEDED: list[tuple[str, Needed]] = [
    ("guest pass", (("guest pass",),)),
    (r"(?:die|drown|perish)", (("die", "drown", "perish"),)),
    (r"kill(?:s|ed)? (?:him|her)self", (("kill",), ("self",), ("him", "her"))),
    (r"\*\*[^*]+\*\*", (("**",), ("**",))),
    (r"Photo\s+by", (("photo",), ("by",))),
    (r"colou?r|gr[ae]y", (("colo", "gr"),)),
    (r"a\+b", (("a+b",),)),
    (r"abc*d+e{2}f", (("ab",),)),
    (r"(?:ab)?(?:cd)*(?:ef){0,2}gh", (("gh",),)),
    (r"(?:ab)+|(?P<name>cd)|(ef)", (("ab", "cd", "ef"),)),
    (r"crédits: ©", (("dits: ",), ("cr",))),
    (r"ab[]x-]cd[[:alpha:]|]ef[^]]gh", (("ab",), ("cd",), ("ef",), ("gh",))),
    (r"ab\x{e9}cd\x41ef\pLgh\p{Greek}ij\012kl", (("ab",), ("cd",), ("ef",), ("gh",), ("ij",), ("kl",))),
    (r"(?i:ab)(?-i:CD)", (("ab",), ("cd",))),
    ("(?is)ab", ()),
    ("ab+(?i)*", ()),
    ("a|bc", ()),
    (r"\d+|bc", ()),
    ("", ()),
    ("(?:)", ()),
    (r"\Qa+b\Ecd", ()),
]


@pytest.mark.parametrize(("pattern", "needed"), NEEDED)
def test_what_a_pattern_needs(pattern: str, needed: Needed) -> None:
    assert sorted(list_needed(pattern)) == sorted(needed)


def test_letters_that_are_taken_for_english_ones() -> None:
    # Of all characters, those that RE2 takes for an English letter where capitals do not matter.
    every = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        same = re2.findall(f"(?i){letter}", every)
        assert {one.casefold() for one in same} == {letter}


SIGNS = ["ab", "c", "K", "s", "é", "ſ", " ", r"\*", r"\s", r"\x{e9}", "[bc]", "[^a]", ".", "^", "$"]
PIECES = st.sampled_from([*SIGNS, "(?i)", "(?sm)"])
COUNTS = st.sampled_from(["", "", "?", "*", "+", "+?", "{2}", "{0,1}"])
OPENERS = st.sampled_from(["(?:", "(", "(?i:", "(?-i:", "(?m:"])


def write_group(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    counted = st.tuples(pieces, COUNTS).map("".join)
    branch = st.lists(counted, max_size=4).map("".join)
    branches = st.lists(branch, min_size=1, max_size=3).map("|".join)
    return st.tuples(OPENERS, branches, st.just(")")).map("".join)


@given(
    st.recursive(PIECES, write_group, max_leaves=12),
    st.lists(st.text("abcKkſsSé *B", max_size=12), min_size=1, max_size=5),
    st.booleans(),
)
def test_no_pattern_matches_where_what_it_needs_is_missing(
    written: str, texts: list[str], ignore_case: bool
) -> None:
    try:
        regex = re2.compile(translate(Pattern(written, ignore_case=ignore_case)))
    except re2.error:
        return
    for text in texts:
        if regex.search(text):
            assert list_likely([list_needed(written)], text) == [0]


def test_a_set_finds_the_same_the_first_time_and_later() -> None:
    words = ["the end", "killed?", "a+", r"\d\d", "(?:he|she) dies", "ſ", "É"]
    patterns = PatternSet([Pattern(word, word=True, ignore_case=True) for word in words])
    texts = ["", "The END. He dies, kills.", "A aa 12 killed Kill", "É é S s", "nothing at all"]
    fresh = [[*PatternSet(patterns.patterns).find(text)] for text in texts]
    for _ in range(FEW + 1):
        patterns.list_matching("")
    assert fresh == [[*patterns.find(text)] for text in texts]


def test_most_of_our_patterns_need_something() -> None:
    library = load_library(find_rules())
    written = {
        pattern
        for pack in library.packs
        for rule in pack.rules
        for pattern in rule.params.get("patterns", ())
        if isinstance(pattern, str)
    }
    assert len(written) > 20
    assert sum(map(bool, map(list_needed, written))) > len(written) / 2
