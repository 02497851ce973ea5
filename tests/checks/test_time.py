"""Every kind's time grows with the text and nothing else, whatever is in it."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable

import msgspec
import pytest

from reviewlint import checks
from reviewlint.checks.base import Context, Run, Settings
from reviewlint.document.fields import Roles
from reviewlint.document.model import Review
from reviewlint.files import MemoryFiles
from reviewlint.packs.spec import BUILT_IN
from tests.run_kind import LIBRARY, VOCABULARIES, read

SETTINGS = Settings(roles=Roles(LIBRARY.roles), vocabularies=VOCABULARIES)
CONTEXT = Context(SETTINGS, datetime.date(2026, 1, 31), MemoryFiles([]), path="review.md", captured=True)

SMALL, LARGE = 1000, 4000
MOST = 10
"""Times as long for four times the text: twice what is fair, and well below the square."""
NOISE = 0.003
"""Seconds below which a time says nothing."""


def list_runs() -> list[tuple[str, Run]]:
    runs = []
    for kind in checks.kinds():
        module = checks.load(kind)
        rules = [rule for pack in LIBRARY.packs for rule in pack.rules if rule.check == kind != BUILT_IN]
        if rules and hasattr(module, "prepare"):
            params = [msgspec.convert(rule.params, module.Params) for rule in rules]
            runs.append((kind, module.prepare(params, SETTINGS)))
    return runs


def measure(run: Run, review: Review) -> float:
    times = []
    for _ in range(2):
        start = time.perf_counter()
        for _hit in run(review, CONTEXT):
            pass
        times.append(time.perf_counter() - start)
    return min(times)


def name(number: int) -> str:
    return "Nam" + "".join(chr(97 + number // 26**place % 26) for place in range(3)) + "xy"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda n: "[a](" * n, id="links that never close"),
        pytest.param(lambda n: "![a](" * n, id="images that never close"),
        pytest.param(lambda n: "![](a.jpg) [](b)\n\n" * n, id="images and links"),
        pytest.param(lambda n: "<a on" * n, id="tags that never close"),
        pytest.param(lambda n: ">!a" * n, id="spoilers that never close"),
        pytest.param(lambda n: "the the " * n, id="one line of doubled words"),
        pytest.param(lambda n: "".join(f"a {name(number)} " for number in range(n)), id="names"),
        pytest.param(lambda n: "# a\n\n### b\n\n" * n, id="headings"),
        pytest.param(lambda n: "Ã©â€™" * n, id="broken letters"),
        pytest.param(lambda n: "Skip to content\n\n" * n, id="page furniture"),
        pytest.param(lambda n: "---\ntags: [" + "sci-fi, drama, " * n + "]\n---\n", id="tags"),
        pytest.param(lambda n: "---\ntags: '" + "sci-fi, drama, " * n + "'\n---\n", id="tags in one text"),
        pytest.param(lambda n: "---\ntitle: '" + "*a *" * n + "'\n---\n", id="a long title"),
        pytest.param(lambda n: "<!-- -->" * n, id="comments"),
    ],
)
def test_time_grows_with_the_text(make: Callable[[int], str]) -> None:
    small, large = read(make(SMALL)), read(make(LARGE))

    slow = [
        f"{kind}: {before * 1000:.1f} ms, {after * 1000:.1f} ms"
        for kind, run in list_runs()
        if (after := measure(run, large)) > MOST * max(before := measure(run, small), NOISE)
    ]

    assert slow == []
