"""Measure what front matter costs a review: to compose, to read with every place, to check by its rules.

python -m benchmarks.front_matter [--runs N] [--profile]
"""

from __future__ import annotations

import argparse
import cProfile
import datetime
import pstats
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from reviewlint import Session
from reviewlint.document.fields import Roles
from reviewlint.document.front_matter.reader import read_front_matter
from reviewlint.document.source import SourceText
from reviewlint.packs.compiled import load_compiled
from reviewlint.packs.locate import find_rules

FAMILY = "front-matter"
PATH = "reviews/the-quiet-harbour.md"
TODAY = datetime.date(2026, 1, 31)

BLOCK = """\
title: The Quiet Harbour
date: 2025-11-03
rating: 4
reviewer: Ada Example
tags: [drama, coming-of-age, Norway]
excerpt: Two sisters sell the family's boat, and nobody explains why it matters.
cover: images/quiet-harbour.jpg
imageAlt: A red boat at a grey quay, seen from above
imdb_id: tt0133093
draft: false
"""
"""Ten fields, as a review of a film has them, with nothing wrong."""

TEXT = f"---\n{BLOCK}---\n\nIt trusts its own silence.\n"

PER_RUN = 20
"""Blocks that one run looks at; a run gives their mean, and the best run counts. Few, so that some run is
not interrupted by other work on the machine."""

PROFILED = 2_000
LISTED = 25


class Row(NamedTuple):
    """Name a step, its microseconds for one block, and the whole up to its end."""

    step: str
    microseconds: float
    whole: float


def make_steps() -> Mapping[str, Callable[[], object]]:
    """Give the work that is measured, ready to run once."""
    silent = load_silent_session()
    checking = Session.load(Path(), select=[FAMILY], today=TODAY)
    roles = Roles(load_compiled(find_rules(), None).roles)
    known = roles.names()
    review = checking.read(TEXT, PATH)
    found = checking.check_review(review, PATH)
    assert not found, found

    def read() -> object:
        reading = read_front_matter(SourceText(TEXT, PATH), known)
        assert reading.front_matter is not None
        return roles.find(reading.front_matter.root)

    return {
        "compose": lambda: yaml.compose(BLOCK, Loader=yaml.CSafeLoader),
        "read": read,
        "check": lambda: checking.check_review(review, PATH),
        "check without rules": lambda: silent.check_review(review, PATH),
    }


def load_silent_session() -> Session:
    """Load a session that has every rule off: what it still does is no rule's cost."""
    packs = {rule.pack for rule in Session.load(Path()).rules}
    return Session.load(Path(), ignore=sorted(packs), today=TODAY)


def time_steps(steps: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Give the microseconds of each step, the best of several runs, taken in turns."""
    best = dict.fromkeys(steps, float("inf"))
    for _ in range(runs):
        for name, step in steps.items():
            start = time.perf_counter()
            for _ in range(PER_RUN):
                step()
            best[name] = min(best[name], (time.perf_counter() - start) / PER_RUN * 1e6)
    return best


def list_rows(best: Mapping[str, float]) -> list[Row]:
    """Put the steps on top of one another."""
    rules = max(0.0, best["check"] - best["check without rules"])
    return [
        Row("PyYAML's `compose` alone", best["compose"], best["compose"]),
        Row("reading the block and finding its roles", best["read"], best["read"]),
        Row(f"all rules of `{FAMILY}`", rules, best["read"] + rules),
    ]


def print_table(rows: list[Row]) -> None:
    """Print the rows as Markdown; ratios are of the whole to the first row."""
    floor = rows[0].whole
    print("| step | µs a block | in all | of the floor |\n|---|--:|--:|--:|")
    for row in rows:
        print(f"| {row.step} | {row.microseconds:.1f} | {row.whole:.1f} | {row.whole / floor:.2f} |")


def print_profile(steps: Mapping[str, Callable[[], object]]) -> None:
    """Print where reading and checking spend their time; a profiled call takes longer than it does."""
    profile = cProfile.Profile()
    with profile:
        for _ in range(PROFILED):
            steps["read"]()
            steps["check"]()
    pstats.Stats(profile).sort_stats("tottime").print_stats(LISTED)


def main() -> None:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    steps = make_steps()
    print_table(list_rows(time_steps(steps, asked.runs)))
    if asked.profile:
        print_profile(steps)


if __name__ == "__main__":
    main()
