"""Time hostile texts at a size and at four times that size, read and checked by all default rules.

python -m benchmarks.hostile [--size N] [--runs N] [WORD…]
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.hostile_texts import FAMILIES, Family
from reviewlint.session import Session

FACTOR = 4


def measure(work: Callable[[], object], runs: int) -> float:
    """Give the fewest milliseconds of processor time that some work took in ``runs`` runs."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def compare(session: Session, family: Family, size: int, runs: int) -> str:
    """Check a family at both sizes; give a row of the table."""
    small, large = (
        measure(partial(session.check_text, family.make(n), family.path), runs) for n in (size, FACTOR * size)
    )
    return f"| {family.name} | {size:,} | {small:.1f} ms | {large:.1f} ms | {large / small:.1f} |"


def show(families: Sequence[Family], size: int, runs: int) -> None:
    """Print a table as Markdown."""
    with tempfile.TemporaryDirectory() as name:
        session = Session.load(Path(name), cwd=Path(name))
        for path in {family.path for family in families}:
            session.check_text("Text\n", path)  # what is imported and compiled once is not counted
        print(f"| family | n | at n | at {FACTOR}n | ratio |")
        print("|:--|--:|--:|--:|--:|")
        for family in families:
            print(compare(session, family, size, runs), flush=True)


def main() -> None:
    """Run the families that are asked for and print their table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("words", nargs="*", metavar="WORD", help="only families named with one of these")
    parser.add_argument("--size", type=int, default=1000, metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    options = parser.parse_args()
    words = options.words or [""]
    families = [family for family in FAMILIES if any(word in family.name for word in words)]
    show(families, options.size, options.runs)


if __name__ == "__main__":
    main()
