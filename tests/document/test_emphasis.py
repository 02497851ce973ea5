"""Marks of emphasis without partners."""

from __future__ import annotations

import pytest

from reviewlint.document.emphasis import find_escaped, find_unpaired
from tests.work import count_steps


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("*a* and _b_ and **c** and ***d***", []),
        ("**_a_ b** and _a **b** c_", []),
        ("“_a_,” (*b*), *c*’s, a—*d*—e", []),
        ("a*b*c and a * b", []),
        ("a_b_c and a _ b", []),
        ("*a", [(0, "*")]),
        ("a*", [(1, "*")]),
        ("**a*", [(0, "*")]),
        ("*a**", [(2, "*")]),
        ("*a _b* c_", [(3, "_"), (8, "_")]),
        ("_a and _b", [(0, "_"), (7, "_")]),
        ("a_ and *b_ c*", [(1, "_"), (9, "_")]),
        ("`*a` and <b x='_'> and [c](_d) and https://e.f/_g and \\*h and \\_i", []),
        ("[a][_b], {% c _d %} and :e_f: g", []),
        ("Name: ____ and ****", []),
        ("", []),
    ],
)
def test_what_has_no_partner(text: str, left: list[tuple[int, str]]) -> None:
    assert [(mark.start, mark.text) for mark in find_unpaired(text)] == left


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("\\_a is b", [0]),
        ("so (\\_a is b)", [4]),
        ("\\_a\\_ is b", []),
        ("\\_a_ is b", []),
        ("x\\_y", []),
        ("a \\_ b", []),
    ],
)
def test_escaped_underscores(text: str, starts: list[int]) -> None:
    assert list(find_escaped(text)) == starts


@pytest.mark.parametrize("unit", ["*a ", "a* ", "_a b* ", "*a _b* ", "[](", "`", "<", "\\_a ", "***a* "])
def test_work_grows_with_the_text(unit: str) -> None:
    def work(count: int) -> int:
        text = unit * count
        return count_steps(lambda: [*find_unpaired(text), *find_escaped(text)])

    work(1)
    assert work(400) < 4.5 * max(work(100), 500)
