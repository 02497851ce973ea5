"""A pile: whatever was put into it, and however, comes out of it again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.pile import Pile
from reviewlint.span import Place, Span

PATHS = ("her.md", "her-again.md", "films/her.md", "\udcff.md")


def make_finding(path: str, line: int) -> Diagnostic:
    return Diagnostic("rule", Severity.WARNING, "It rains.", path, Place(line, 1, line, 2), Span(0, 1))


def make_findings(path: str, count: int) -> Sequence[Diagnostic]:
    return [make_finding(path, number + 1) for number in range(count)]


RUNS = st.lists(st.builds(make_findings, st.sampled_from(PATHS), st.integers(0, 600)), max_size=4)


@given(RUNS, RUNS, st.frozensets(st.sampled_from(PATHS)))
def test_all_comes_out_again(
    runs: Sequence[Sequence[Diagnostic]], others: Sequence[Sequence[Diagnostic]], paths: frozenset[str]
) -> None:
    first, second = [one for run in runs for one in run], [one for run in others for one in run]
    pile = Pile(first)
    pile.extend(Pile(second))
    pile.extend(first)
    expected = (*first, *second, *first)

    assert pile == expected
    assert len(pile) == len(expected)
    assert pile.choose(paths) == tuple(one for one in expected if one.path in paths)
    assert pile.choose(PATHS[:2]).choose(PATHS[1:]) == tuple(one for one in expected if one.path == PATHS[1])


def test_a_pile_is_packed_and_joined_again() -> None:
    found = [*make_findings("her.md", 300), *make_findings("films/her.md", 10)]
    assert Pile.join(Pile(found).pack()) == tuple(found)
    with pytest.raises(UnicodeEncodeError):
        Pile(make_findings("\udcff.md", 1)).pack()
