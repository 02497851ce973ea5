"""Check archives of thousands of reviews, cold, warm, and one file of them, beside rumdl.

python -m benchmarks.large [N …] [--runs N] [--node]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.make_reviews import make_reviews
from benchmarks.processes import Command, Cost, measure

COUNTS = (1_000, 10_000)
"""Reviews in an archive; 100,000 take half a gigabyte on disk, and minutes."""

TENTH = 10
"""Of so many reviews one is checked beside the programs for Node, which take long."""

SCRIPTS = Path(sys.executable).parent
CHECK = (SCRIPTS / "reviewlint", "check", "--quiet")
RUMDL = (SCRIPTS / "rumdl", "check")
ONE = Path("reviews/0000/review-000007.md")

PACKAGES = ("markdownlint-cli2", "remark-cli", "remark-frontmatter", "remark-lint-frontmatter-schema")
NODE_FILES = {
    ".remarkrc.yaml": (
        "plugins:\n- remark-frontmatter\n"
        "- [remark-lint-frontmatter-schema, {schemas: {./schema.yaml: ['./reviews/**/*.md']}}]\n"
    ),
    "schema.yaml": (
        "type: object\nrequired: [title, date]\nproperties:\n"
        "  title: {type: string}\n  tags: {type: array, items: {type: string}}\n"
    ),
}


def keep_all(folder: Path) -> None:
    """Leave everything as it is."""


def forget_reviews(folder: Path) -> None:
    """Forget what earlier runs found in reviews; the compiled rules stay."""
    for file in (folder / ".cache").rglob("reviews-*.cache"):
        file.unlink()


def edit_one(folder: Path) -> None:
    """Write one more sentence into a review."""
    with (folder / ONE).open("a", encoding="utf-8") as file:
        file.write("\nIt rains once more.\n")


class Contest(NamedTuple):
    """Name a run of ours and the programs beside it; ``reset`` comes before each of ours."""

    name: str
    ours: Command
    peers: Sequence[Command]
    reset: Callable[[Path], None] = keep_all
    of_one: bool = False


# The order matters: what is warm has been made so by the run before.
CONTESTS = (
    Contest("all, cold", (*CHECK, "."), [(*RUMDL, "--no-cache", ".")], forget_reviews),
    Contest("all, warm", (*CHECK, "."), [(*RUMDL, ".")]),
    Contest("one, warm", (*CHECK, ONE), [(sys.executable, "-c", "import click, yaml")], of_one=True),
    Contest("one, edited", (*CHECK, ONE), [(sys.executable, "-c", "import click, yaml")], edit_one, True),
)


class Costs(NamedTuple):
    """Hold what the runs of a contest took, ours and the peers'."""

    ours: list[Cost]
    peers: list[Cost]


def make_archive(folder: Path, count: int) -> None:
    """Write reviews and a config, and let every program run once, so that all is compiled and kept."""
    make_reviews(folder, count)
    (folder / "reviewlint.yaml").write_text("rules: {}\n", encoding="utf-8")
    for contest in CONTESTS:
        for command in (contest.ours, *contest.peers):
            measure(command, folder)


def run_contests(contests: Sequence[Contest], folder: Path, runs: int) -> list[Costs]:
    """Let all take turns in one folder."""
    costs = [Costs([], []) for _ in contests]
    for _ in range(runs):
        for contest, kept in zip(contests, costs, strict=True):
            contest.reset(folder)
            kept.ours.append(measure(contest.ours, folder))
            beside = [measure(command, folder) for command in contest.peers]
            kept.peers.append(Cost(sum(one.seconds for one in beside), max(one.memory for one in beside)))
    return costs


def make_row(contest: Contest, costs: Costs, count: int) -> str:
    """Give one row of the table: medians of times, the highest peaks."""
    ours, peers = (statistics.median(one.seconds for one in kept) for kept in costs)
    memory = [max(one.memory for one in kept) for kept in costs]
    each = "" if contest.of_one else f"{1000 * ours / count:.3f} ms"
    return (
        f"| {count:,} | {contest.name} | {ours:.2f} s | {peers:.2f} s | {ours / peers:.2f} | {each} "
        f"| {memory[0]:.0f} MiB | {memory[1]:.0f} MiB |"
    )


def install_node(folder: Path) -> Sequence[Command]:
    """Install the programs for Node in a folder of reviews; give their commands."""
    for name, text in NODE_FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    npm = ("npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES)
    subprocess.run(npm, cwd=folder, check=True)
    programs = folder / "node_modules" / ".bin"
    return (
        (programs / "markdownlint-cli2", "reviews/**/*.md"),
        (programs / "remark", "--no-stdout", "--quiet", "reviews"),
    )


def main() -> None:
    """Run what is asked for and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS, metavar="N", help="numbers of reviews")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--node", action="store_true", help="also markdownlint-cli2 and remark, on a tenth of the reviews"
    )
    options = parser.parse_args()
    print("| reviews | run | reviewlint | peer | ratio | a review | peak | peak of the peer |")
    print("|--:|:--|--:|--:|--:|--:|--:|--:|")
    for count in options.counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_archive(folder, count)
            for contest, costs in zip(CONTESTS, run_contests(CONTESTS, folder, options.runs), strict=True):
                print(make_row(contest, costs, count), flush=True)
        if options.node:
            with tempfile.TemporaryDirectory() as name:
                folder, part = Path(name), count // TENTH
                make_archive(folder, part)
                contest = Contest("Node, cold", (*CHECK, "."), install_node(folder), forget_reviews)
                (costs,) = run_contests([contest], folder, 1)
                print(make_row(contest, costs, part), flush=True)


if __name__ == "__main__":
    main()
