"""Measure reviewlint beside its peers on the same reviews, in turns, in whole processes.

python -m benchmarks.run [--check N,N…] [--build N,N…] [--blog N,N…] [--runs N]
"""

from __future__ import annotations

import argparse
import re
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
    """Print a table as Markdown; nothing where there is nothing to measure."""
    if not counts:
        return
    print(f"| reviews | {contest.ours} | {contest.peer} | ratio | a review | peak | peak of the peer |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for count in counts:
        print(compete(contest, count, runs), flush=True)
    print()


def prepare_check(folder: Path, count: int) -> tuple[Command, Command]:
    """Check all reviews with default rules, without what an earlier run remembers of them."""
    scripts = Path(sys.executable).parent
    ours = (scripts / "reviewlint", "check", "--quiet", "--no-cache", ".")
    return ours, (scripts / "rumdl", "check", "--no-cache", ".")


PLAIN = 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["colon_fence"]\n'
BLOG = """extensions = ["ablog", "myst_parser"]
myst_enable_extensions = ["colon_fence"]
blog_post_pattern = ["reviews/*/*"]
blog_baseurl = html_baseurl = "https://example.org/"
post_date_format = post_date_format_short = "%Y-%m-%d"
"""


def prepare_build(folder: Path, count: int) -> tuple[Command, Command]:
    """Build an archive of the reviews, and a site of the same files as plain MyST pages."""
    return _prepare_sites(folder, 'extensions = ["reviewlint_sphinx"]\n', PLAIN)


def prepare_blog(folder: Path, count: int) -> tuple[Command, Command]:
    """Build an archive of the reviews, with feeds, and an ABlog of the same files as posts."""
    ours = 'extensions = ["reviewlint_sphinx"]\nhtml_baseurl = "https://example.org/"\n'
    commands = _prepare_sites(folder, ours, BLOG)
    for path in (folder / "peer" / "reviews").rglob("*.md"):
        path.write_text(_make_post(path.read_text("utf-8")), "utf-8")
    return commands


def _make_post(text: str) -> str:
    """Write a review as ABlog reads posts: a heading, a date without its hour, no text as ``excerpt``."""
    front, body = text.removeprefix("---\n").split("\n---\n", 1)
    title = re.search("^title: *['\"]?(.+?)['\"]?$", front, re.MULTILINE)
    assert title
    front = re.sub("^(date: [-0-9]{10}).*", r"\1", front, flags=re.MULTILINE)
    front = re.sub("^excerpt:", "summary:", front, flags=re.MULTILINE)
    return f"---\n{front}\n---\n\n# {title[1]}\n{body}"


def _prepare_sites(folder: Path, ours: str, peer: str) -> tuple[Command, Command]:
    for name, extensions in (("ours", ours), ("peer", peer)):
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
BLOGS = Contest("archive with feeds", "ABlog", prepare_blog, forget_build)


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
    parser.add_argument("--blog", type=read_counts, default=(), metavar="N,N…")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    show(CHECK, options.check, options.runs)
    show(BUILD, options.build, options.runs)
    show(BLOGS, options.blog, options.runs)


if __name__ == "__main__":
    main()
