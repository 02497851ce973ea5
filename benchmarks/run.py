"""Measure reviewlint beside its peers on the same reviews, in turns, in whole processes.

python -m benchmarks.run [--check N,N…] [--build N,N…] [--runs N]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.make_reviews import make_reviews
from benchmarks.processes import Command, Cost, measure


class Contest(NamedTuple):
    """Name two programs that do comparable work, ours first."""

    ours: str
    peer: str
    prepare: Callable[[Path, int], tuple[Command, Command]]
    reset: Callable[[Path], None] = lambda folder: None


def compete(contest: Contest, count: int, runs: int) -> str:
    """Let both run in turns on ``count`` reviews; give a row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_reviews(folder, count)
        commands = contest.prepare(folder, count)
        costs: tuple[list[Cost], list[Cost]] = ([], [])
        for turn in range(runs + 1):
            for command, kept in zip(commands, costs, strict=True):
                contest.reset(folder)
                cost = measure(command, folder)
                if turn:  # the first of each warms the disk's cache, and our compiled rules
                    kept.append(cost)
    ours, peer = (statistics.median(cost.seconds for cost in kept) for kept in costs)
    memory = [max(cost.memory for cost in kept) for kept in costs]
    return (
        f"| {count:,} | {ours:.2f} s | {peer:.2f} s | {ours / peer:.2f} | {1000 * ours / count:.2f} ms "
        f"| {memory[0]:.0f} MiB | {memory[1]:.0f} MiB |"
    )


def show(contest: Contest, counts: Sequence[int], runs: int) -> None:
    """Print a table as Markdown."""
    print(f"| reviews | {contest.ours} | {contest.peer} | ratio | a review | peak | peak of the peer |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for count in counts:
        print(compete(contest, count, runs), flush=True)
    print()


def prepare_check(folder: Path, count: int) -> tuple[Command, Command]:
    """Check all reviews with default rules, without what an earlier run remembers of them."""
    scripts = Path(sys.executable).parent
    return (scripts / "reviewlint", "check", "--quiet", "."), (scripts / "rumdl", "check", "--no-cache", ".")


def prepare_build(folder: Path, count: int) -> tuple[Command, Command]:
    """Build an archive of the reviews, and a site of the same files as plain MyST pages."""
    plain = 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["colon_fence"]\n'
    for name, extensions in (("ours", 'extensions = ["reviewlint_sphinx"]\n'), ("peer", plain)):
        source = folder / name
        source.mkdir()
        # Warnings about what only the archive knows (spoilers, covers) must not cost the peer time.
        (source / "conf.py").write_text(
            f'{extensions}suppress_warnings = ["myst", "toc", "docutils", "image"]\n'
        )
        (source / "index.md").write_text("# Reviews\n")
        for part in ("reviews", "images"):
            shutil.copytree(folder / part, source / part)
    build = (sys.executable, "-m", "sphinx", "-Q")
    return (*build, "ours", "out"), (*build, "peer", "out")


def forget_build(folder: Path) -> None:
    """Begin every build from nothing."""
    shutil.rmtree(folder / "out", ignore_errors=True)


CHECK = Contest("reviewlint check", "rumdl check", prepare_check)
BUILD = Contest("archive", "bare Sphinx + MyST", prepare_build, forget_build)


def read_counts(text: str) -> tuple[int, ...]:
    """Read numbers with commas between."""
    return tuple(int(part) for part in text.split(",") if part)


def main() -> None:
    """Run what is asked for and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", type=read_counts, default=(1, 100, 1000, 4000), metavar="N,N…")
    parser.add_argument("--build", type=read_counts, default=(100, 200, 400), metavar="N,N…")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    show(CHECK, options.check, options.runs)
    show(BUILD, options.build, options.runs)


if __name__ == "__main__":
    main()
