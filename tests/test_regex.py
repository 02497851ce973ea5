from __future__ import annotations

import re

import pytest

from reviewlint.regex import compile_later, find_rare
from tests.work import count_steps


@pytest.mark.parametrize(
    ("text", "found"),
    [("", []), ("a > b !", []), ("a >! b !< c >!", [2, 12, 7]), (">>!", [1])],
)
def test_a_pattern_that_begins_with_a_rare_character(text: str, found: list[int]) -> None:
    assert list(find_rare(compile_later(">!|!<"), ">!", text)) == found


def test_looking_for_rare_characters_takes_time_in_proportion_to_them() -> None:
    pattern = re.compile("<b")

    def search(text: str) -> int:
        return count_steps(lambda: list(find_rare(pattern, "<", text)))

    assert search("a" * 4000 + "<a" * 10) == search("<a" * 10)
    assert search("<a" * 400) < 5 * search("<a" * 100)
