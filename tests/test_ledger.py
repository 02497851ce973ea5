"""The ledger of an archive's facts: what comes in review by review goes out rule by rule."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.archive import comparing, ledger
from reviewlint.archive.facts import pack, pack_starts, read_starts
from reviewlint.archive.ledger import Ledger, LedgerFacts
from reviewlint.checks.base import Fact
from reviewlint.session import Session
from reviewlint.span import Span
from tests.checks.archives import header

FACTS = st.builds(
    Fact, st.text("abé", max_size=3), st.text(max_size=3), st.builds(Span, st.just(0), st.integers(0, 9))
)
REVIEWS = st.lists(
    st.dictionaries(st.sampled_from(["one", "two"]), st.lists(FACTS, max_size=2).map(tuple)), max_size=9
)


@given(REVIEWS, st.integers(1, 3), st.sampled_from([0, 1 << 19]))
def test_every_fact_comes_out_in_the_order_of_the_reviews(
    reviews: Sequence[Mapping[str, tuple[Fact, ...]]], together: int, few: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "_TOGETHER", together)
        patch.setattr(ledger, "_FEW", few)
        check_ledger(reviews)


def check_ledger(reviews: Sequence[Mapping[str, tuple[Fact, ...]]]) -> None:
    filled = Ledger(io.BytesIO())
    for by_rule in reviews:
        filled.add(pack(by_rule))
    filled.flush()
    paths = [f"{number}.md" for number in range(len(reviews))]
    for rule in ("one", "two", "three"):
        facts = LedgerFacts(filled, rule, paths)
        expected = [
            (path, fact)
            for path, by_rule in zip(paths, reviews, strict=True)
            for fact in by_rule.get(rule, ())
        ]
        assert facts.any or not expected
        assert list(facts) == expected
        assert list(facts) == expected, "a second time"
        assert len(facts) == len(expected)
        assert len(LedgerFacts(filled, rule, paths)) == len(expected), "before they are read"


@given(st.lists(st.integers(0, 1 << 20), min_size=1).map(sorted))
def test_offsets_of_lines_are_read_as_they_were_written(starts: list[int]) -> None:
    assert list(read_starts(pack_starts(starts))) == starts


@pytest.mark.parametrize("in_memory", [0, 10])
def test_an_archive_is_compared_alike_in_memory_and_through_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr(comparing, "_IN_MEMORY", in_memory)
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(header(title="Her", excerpt="A voice."), encoding="utf-8")

    found = Session.load(tmp_path, cwd=tmp_path, select=["excerpt-repeated"]).check_paths([tmp_path])

    assert [(one.path, one.place.line, one.related[0].path) for one in found.diagnostics] == [
        ("b.md", 3, "a.md")
    ]
