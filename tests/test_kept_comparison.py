"""A comparison as it is kept: what is read of it is what was written, for the reviews that were asked for."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.flood import Comparison
from reviewlint.run.kept_comparison import pack_comparison, read_comparison
from reviewlint.span import Place, Span

PATHS = ("her.md", "her-again.md", "films/her.md", "reviewlint.yaml")


def make_finding(path: str, line: int) -> Diagnostic:
    return Diagnostic("rule", Severity.WARNING, "It rains.", path, Place(line, 1, line, 2), Span(0, 1))


def sort(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(found, key=lambda one: one.sort_key))


FOUND = st.lists(st.builds(make_finding, st.sampled_from(PATHS), st.integers(1, 3))).map(sort)
KEYS = st.frozensets(st.sampled_from([("rule", ()), ("rule", ("a", "b"))]))
COMPARISONS = st.builds(Comparison, FOUND, FOUND, FOUND, KEYS)


@given(COMPARISONS, st.permutations(PATHS[:3]), st.frozensets(st.integers(0, 2)))
def test_what_is_read_is_what_was_written(
    comparison: Comparison, archive: Sequence[str], asked: frozenset[int]
) -> None:
    read = read_comparison(pack_comparison(comparison, archive), asked)

    wanted = {*(archive[number] for number in asked), "reviewlint.yaml"}
    assert sort(read.found) == tuple(one for one in comparison.found if one.path in wanted)
    assert (read.about, tuple(read.withheld), read.floods) == (
        comparison.about,
        comparison.withheld,
        comparison.floods,
    )
