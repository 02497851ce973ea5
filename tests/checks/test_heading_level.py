"""Outlines with holes, and how sections move up."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.diagnostics import Safety
from tests.run_kind import apply_edits, find_hits, read

FIRST = {"fault": "first"}
SKIP = {"fault": "skip"}


def outline(levels: Iterable[int]) -> str:
    return "".join(f"{'#' * level} Part {number}\n\n" for number, level in enumerate(levels))


@pytest.mark.parametrize(
    ("fault", "before", "after", "safety"),
    [
        (FIRST, [3, 4, 3], [2, 3, 2], Safety.SAFE),
        (FIRST, [3, 4, 1, 3], [2, 3, 1, 3], Safety.SAFE),
        (FIRST, [3, 2], [2, 2], Safety.UNSAFE),
        (FIRST, [5, 6, 3], [2, 3, 3], Safety.UNSAFE),
        (SKIP, [2, 4, 5, 2], [2, 3, 4, 2], Safety.SAFE),
        (SKIP, [2, 4, 3], [2, 3, 3], Safety.UNSAFE),
        (SKIP, [1, 6, 6, 1], [1, 2, 2, 1], Safety.SAFE),
    ],
)
def test_sections_move_up(fault: dict[str, str], before: list[int], after: list[int], safety: Safety) -> None:
    text = outline(before)

    hits = find_hits("heading-level", fault, text)

    assert [hit.safety for hit in hits] == [safety]
    assert apply_edits(text, hits) == outline(after)


@pytest.mark.parametrize("levels", [[], [1], [2], [1, 2, 3], [2, 3, 2, 3, 4], [3, 2, 1]])
def test_no_level_is_skipped(levels: list[int]) -> None:
    assert find_hits("heading-level", SKIP, outline(levels)) == []


@given(st.lists(st.integers(1, 6), max_size=12))
def test_fixing_comes_to_an_end(levels: list[int]) -> None:
    text = outline(levels)
    for _ in range(40):
        hits = find_hits("heading-level", FIRST, text) or find_hits("heading-level", SKIP, text)
        if not hits:
            break
        text = apply_edits(text, hits[:1])

    found = [heading.level for heading in read(text).headings]
    assert find_hits("heading-level", SKIP, text) == []
    assert not found or found[0] <= 2


def test_closing_hashes_and_a_list() -> None:
    text = "- ### Part ###\n"

    assert apply_edits(text, find_hits("heading-level", FIRST, text)) == "- ## Part ###\n"


def test_both_tags_of_a_heading_in_html() -> None:
    text = '<h4 id="a">Part <em>one</em></h4>\n'

    assert apply_edits(text, find_hits("heading-level", FIRST, text)) == '<h2 id="a">Part <em>one</em></h2>\n'
