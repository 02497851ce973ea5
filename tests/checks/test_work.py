"""Every kind's work grows with the text and nothing else, whatever is in it and whichever rules are on."""

from __future__ import annotations

import datetime
from functools import partial

import msgspec
import pytest

from benchmarks.hostile_texts import FAMILIES, Family
from reviewlint import checks
from reviewlint.checks.base import Context, Run, Settings
from reviewlint.clock import Today
from reviewlint.document.fields import Roles
from reviewlint.document.model import Review
from reviewlint.files import MemoryFiles
from reviewlint.packs.spec import BUILT_IN
from tests.run_kind import LIBRARY, VOCABULARIES, read
from tests.work import count_steps

SETTINGS = Settings(roles=Roles(LIBRARY.roles), vocabularies=VOCABULARIES)
CONTEXT = Context(
    SETTINGS, Today(datetime.date(2026, 1, 31)), MemoryFiles([]), path="review.md", captured=True
)

SMALL, LARGE = 100, 400
MOST = 4.5
"""Times the work for four times the text: a few hundredths of it in the square of the size show."""
FEW = 500
"""Steps that a kind may always take."""


@pytest.fixture(scope="module")
def runs() -> list[tuple[str, Run]]:
    prepared = []
    for kind in checks.kinds():
        module = checks.load(kind)
        rules = [rule for pack in LIBRARY.packs for rule in pack.rules if rule.check == kind != BUILT_IN]
        if rules and hasattr(module, "prepare"):
            params = [msgspec.convert(rule.params, module.Params) for rule in rules]
            prepared.append((kind, module.prepare(params, SETTINGS)))
    return prepared


def check(run: Run, review: Review) -> None:
    for _hit in run(review, CONTEXT):
        pass


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_work_grows_with_the_text(family: Family, runs: list[tuple[str, Run]]) -> None:
    small, large = (read(family.make(size), family.path) for size in (SMALL, LARGE))

    slow = []
    for kind, run in runs:
        check(run, large)
        before, after = (count_steps(partial(check, run, review)) for review in (small, large))
        if after > MOST * max(before, FEW):
            slow.append(f"{kind}: {before} steps, {after} steps")

    assert slow == []
