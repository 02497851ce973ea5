"""Measure what one review costs in a run of many: to parse, to compose, to read, to check by all rules.

python -m benchmarks.review_cost [FOLDER] [--runs N] [--most N] [--profile]

Without FOLDER it makes reviews of its own, as `benchmarks.make_reviews` does.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime
import pstats
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from pyromark import Markdown, Options

from benchmarks.make_reviews import make_reviews
from reviewlint import Session
from reviewlint.checks.base import Context, Run
from reviewlint.clock import Today
from reviewlint.config.model import Config
from reviewlint.document.model import Review
from reviewlint.engine import prepare_rules
from reviewlint.files import DiskFiles
from reviewlint.packs.compiled import load_compiled
from reviewlint.packs.locate import find_rules
from reviewlint.packs.spec import BUILT_IN
from reviewlint.site import Site, activate_rule

SUFFIXES = frozenset({".md", ".markdown", ".mdx"})
TODAY = datetime.date(2026, 1, 31)
MADE = 100
PER_SIZE = 4096
"""Code points that the second column is for: a review of 4 KB."""

PROFILED = 5
LISTED = 40

_PARSER = Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
)


class Sample(NamedTuple):
    """Hold a review to measure with: its bytes, and what of it the two parsers see."""

    path: Path
    data: bytes
    block: str
    body: str
    review: Review


Step = Callable[[Sample], object]


def load_samples(folder: Path, session: Session, most: int) -> list[Sample]:
    """Read Markdown reviews from below a folder, at most so many, as far apart as they can be."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    step = max(1, len(paths) // most)
    return [_load_sample(path, session) for path in paths[::step][:most]]


def _load_sample(path: Path, session: Session) -> Sample:
    data = path.read_bytes()
    review = session.read(data, path)
    front = review.front_matter
    block = review.source.slice(front.inside) if front and front.form == "yaml" and front.complete else ""
    return Sample(path, data, block, review.source.slice(review.body), review)


def make_steps(session: Session) -> Mapping[str, Step]:
    """Give the work that is measured, by its name."""
    return {
        "pyromark's events alone": lambda one: list(_PARSER.events_with_range(one.body)),
        "PyYAML's `compose` alone": lambda one: yaml.compose(one.block, Loader=yaml.CSafeLoader),
        "reading": lambda one: session.read(one.data, one.path),
        "reading and all rules": lambda one: session.check_text(one.data, one.path),
    }


def time_steps(steps: Mapping[str, Step], samples: Sequence[Sample], runs: int) -> dict[str, float]:
    """Give each step's microseconds of processor time for a review.

    The steps take turns at each review; the best run of each review counts.
    """
    best = {name: [float("inf")] * len(samples) for name in steps}
    for _ in range(runs):
        for index, sample in enumerate(samples):
            for name, step in steps.items():
                start = time.process_time_ns()
                step(sample)
                took = (time.process_time_ns() - start) / 1000
                best[name][index] = min(best[name][index], took)
    return {name: sum(times) / len(samples) for name, times in best.items()}


def print_table(costs: Mapping[str, float], samples: Sequence[Sample]) -> None:
    """Print the steps as Markdown."""
    size = sum(len(one.review.source.text) for one in samples) / len(samples)
    print(f"{len(samples)} reviews of {size:,.0f} characters\n")
    print("| step | µs a review | µs for 4 KB |\n|---|--:|--:|")
    for name, cost in costs.items():
        print(f"| {name} | {cost:.1f} | {cost * PER_SIZE / size:.1f} |")


def print_profile(steps: Mapping[str, Step], samples: Sequence[Sample]) -> None:
    """Print where time goes by function; a profiled call takes longer than it does."""
    for name in ("reading", "reading and all rules"):
        step = steps[name]
        profile = cProfile.Profile()
        with profile:
            for _ in range(PROFILED):
                for sample in samples:
                    step(sample)
        print(f"\n{name}: {PROFILED} times each\n")
        pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(LISTED)


def print_kinds(samples: Sequence[Sample], folder: Path, runs: int) -> None:
    """Print what each kind of check costs by itself, the dearest first."""
    site = Site(Config(folder.as_posix()), load_compiled(find_rules(), None))
    kinds = list_kinds(site)
    files = DiskFiles(folder.as_posix(), (), bounded=False)
    looks: dict[int, Context] = {}
    for one in samples:
        name = one.path.as_posix()
        looks[id(one)] = site.look_at(one.review, files, Today(TODAY), name, name)
    steps = {kind: _make_step(run, looks) for kind, (run, _) in kinds.items()}
    steps["(what surrounds the text)"] = lambda one: site.look_at(one.review, files, Today(TODAY), "", "")
    costs = time_steps(steps, samples, runs)
    print(f"\n{len(kinds)} kinds, {sum(costs.values()):.1f} µs together\n")
    print("| kind | rules | µs a review |\n|---|--:|--:|")
    for kind, cost in sorted(costs.items(), key=lambda item: -item[1]):
        print(f"| {kind} | {kinds[kind][1] if kind in kinds else ''} | {cost:.1f} |")


def _make_step(run: Run, looks: Mapping[int, Context]) -> Step:
    return lambda one: list(run(one.review, looks[id(one)]))


def list_kinds(site: Site) -> dict[str, tuple[Run, int]]:
    """Give the run of each kind with the rules that are on by default, and their number."""
    active = [rule for spec in site.rules if (rule := activate_rule(spec, None, site.config.preset))]
    names = [spec.name for spec in site.rules]
    kinds: dict[str, tuple[Run, int]] = {}
    for kind in sorted({rule.spec.check for rule in active} - {BUILT_IN}):
        rules = [rule for rule in active if rule.spec.check == kind]
        for run, group in prepare_rules(rules, site.settings, names).runs:
            kinds[kind] = run, len(group)
    return kinds


def main() -> None:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=20, metavar="N")
    parser.add_argument("--most", type=int, default=MADE, metavar="N", help="reviews to measure with")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder
        if folder is None:
            folder = Path(name)
            make_reviews(folder, options.most)
        session = Session.load(folder, cwd=folder, today=TODAY)
        samples = load_samples(folder, session, options.most)
        if not samples:
            parser.error(f"there are no Markdown files in {folder}")
        steps = make_steps(session)
        print_table(time_steps(steps, samples, options.runs), samples)
        if options.profile:
            print_kinds(samples, folder, options.runs)
            print_profile(steps, samples)


if __name__ == "__main__":
    main()
