"""Baselines as values: what is known, what is new, what was mended."""

from __future__ import annotations

import pytest

from reviewlint.baseline import (
    Baseline,
    Key,
    Subtraction,
    collect_baseline,
    prune_baseline,
    read_baseline,
    renew_baseline,
    subtract_baseline,
    write_baseline,
)
from reviewlint.diagnostics import Diagnostic
from reviewlint.document.source import SourceText
from reviewlint.engine import CRASHED
from reviewlint.errors import InputError
from tests.findings import make_finding

SOURCE = SourceText("---\ntitle: one\n---\n\ntwo two\n\nthree\n", "films/her.md")
RELATIVE = {"films/her.md": "her.md"}
SOURCES = {"films/her.md": SOURCE}


def find(words: str, occurrence: int = 0, rule: str = "some-rule") -> Diagnostic:
    start = -1
    for _ in range(occurrence + 1):
        start = SOURCE.text.index(words, start + 1)
    return make_finding(SOURCE, start, start + len(words), rule=rule)


ONE, TWO, TWICE, THREE = find("one"), find("two"), find("two", 1), find("three")


def collect(*found: Diagnostic) -> Baseline:
    return collect_baseline(found, SOURCES, RELATIVE)


def subtract(baseline: Baseline, *found: Diagnostic, withheld: tuple[Diagnostic, ...] = ()) -> Subtraction:
    return subtract_baseline(baseline, found, withheld, SOURCES, RELATIVE, ["her.md"])


def test_what_is_known_is_taken_out_and_the_rest_is_new() -> None:
    assert subtract(collect(ONE, TWO), ONE, TWO, THREE) == Subtraction((THREE,), (ONE, TWO), {})
    assert subtract(Baseline(), ONE) == Subtraction((ONE,), (), {})


def test_of_equal_findings_as_many_are_known_as_there_were() -> None:
    assert subtract(collect(TWO), TWO, TWICE) == Subtraction((TWICE,), (TWO,), {})
    both = subtract(collect(TWO, TWICE), TWO)
    assert (both.new, both.known, sum(both.mended.values())) == ((), (TWO,), 1)


def test_rule_and_review_count() -> None:
    other = find("one", rule="other-rule")
    assert subtract(collect(ONE), other).new == (other,)
    elsewhere = subtract_baseline(collect(ONE), [ONE], (), SOURCES, {"films/her.md": "him.md"})
    assert elsewhere == Subtraction((ONE,), (), {})


def test_what_is_mended_is_said_only_of_reviews_that_were_judged() -> None:
    baseline = collect(ONE, TWO, TWICE)
    (gone,) = collect(ONE).counts
    assert subtract(baseline, TWO, TWICE).mended == {gone: 1}
    assert subtract_baseline(baseline, [TWO, TWICE], (), SOURCES, RELATIVE).mended == {}


def test_what_is_withheld_is_there_all_the_same() -> None:
    assert subtract(collect(ONE, TWO), TWO, withheld=(ONE, THREE)) == Subtraction((), (TWO, ONE), {})


def test_a_rule_that_crashed_is_never_known() -> None:
    crash = find("one", rule=CRASHED)
    assert collect(crash) == Baseline()
    (key,) = collect(ONE).counts
    pretended = Baseline({(key[0], CRASHED, key[2]): 1})
    assert subtract(pretended, crash).new == (crash,)


def test_pruning_takes_out_what_was_mended_and_adds_nothing() -> None:
    baseline = collect(ONE, TWO, TWICE)
    mended = subtract(baseline, TWO, THREE).mended
    assert prune_baseline(baseline, mended) == collect(TWO)


def test_renewing_leaves_what_was_not_checked() -> None:
    kept: dict[Key, int] = {("him.md", "some-rule", "0"): 3}
    old = Baseline({**collect(ONE).counts, **kept, ("gone.md", "some-rule", "1"): 1})
    new = renew_baseline(old, collect(TWO), {"her.md", "gone.md"})
    assert new == Baseline({**kept, **collect(TWO).counts})


def test_the_file_is_sorted_and_read_again() -> None:
    baseline = Baseline({("b.md", "rule", "2"): 1, ("a.md", "rule", "1"): 2, ("a.md", "a-rule", "9"): 1})
    data = write_baseline(baseline)
    assert (
        data.decode()
        == """\
{
  "version": 1,
  "reviews": {
    "a.md": {
      "a-rule": {
        "9": 1
      },
      "rule": {
        "1": 2
      }
    },
    "b.md": {
      "rule": {
        "2": 1
      }
    }
  }
}
"""
    )
    assert read_baseline(data, "x") == baseline
    assert baseline.total == 4
    assert sorted(baseline.reviews) == ["a.md", "b.md"]


DAMAGED = [
    (b"", "Input data was truncated"),
    (b"\xff\xfe", "JSON is malformed: invalid character (byte 0)"),
    (b"[]", "Expected `object`, got `array`"),
    (b'{"version": 2, "reviews": {}}', "Invalid enum value 2 - at `$.version`"),
    (b'{"version": 1, "reviews": {"a": 3}}', "Expected `object`, got `int` - at `$.reviews[...]`"),
    (
        b'{"version": 1, "reviews": {"a": {"b": {"c": -1}}}}',
        "Expected `int` >= 1 - at `$.reviews[...][...][...]`",
    ),
    (b'{\n<<<<<<< HEAD\n"version": 1', "JSON is malformed: object keys must be strings (byte 2)"),
]


@pytest.mark.parametrize(("data", "what"), DAMAGED)
def test_what_is_no_baseline(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read_baseline(data, "reviewlint-baseline.json")
    start = "reviewlint-baseline.json: this is no baseline, or was damaged: "
    assert str(caught.value) == f"{start}{what}; restore it, or delete it and write it anew"
