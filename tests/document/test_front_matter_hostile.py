"""Heads of files that nobody writes, long enough to end the process if the parser in C saw them."""

from __future__ import annotations

import pytest

from benchmarks.hostile_texts import HEADS, Make
from reviewlint.document.front_matter.reader import read_front_matter
from reviewlint.document.source import SourceText

SIZE = 20_000


@pytest.mark.parametrize("make", HEADS.values(), ids=HEADS.keys())
def test_a_long_head_is_read(make: Make) -> None:
    source = SourceText(make(SIZE))
    reading = read_front_matter(source, ("title", "rating"))

    assert reading.body <= len(source.text)
