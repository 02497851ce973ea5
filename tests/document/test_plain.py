from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document import plain

PIECES = [
    "Her",
    "é",
    " ",
    "  ",
    "1. ",
    "- ",
    "!",
    "|",
    "#",
    ":",
    "*a*",
    "\\",
    "&amp;",
    "\n",
    "\t",
    "\u00a0",
    "\0",
    "---",
    "=",
    "$",
    "{a}",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_line_of_words_is_read_as_the_parser_reads_it(text: str) -> None:
    assert plain.plain_text("Her" + text) == plain._read_words("Her" + text)
