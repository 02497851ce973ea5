"""Build an archive again with nothing changed, and after an edit of one review, beside its full build.

python -m benchmarks.rebuild [N …]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from pathlib import Path

from benchmarks.make_reviews import make_reviews
from benchmarks.processes import Command, measure
from benchmarks.run import forget_build, prepare_build

COUNTS = (300, 2_000)
ONE = Path("ours/reviews/0000/review-000007.md")


def measure_rebuilds(count: int) -> str:
    """Give a row of the table; all builds are whole processes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_reviews(folder, count)
        ours, bare = prepare_build(folder, count)
        _measure_processor(ours, folder)  # so that all is compiled, and kept of the reviews
        forget_build(folder)
        full = _measure_processor(ours, folder)
        unchanged = _measure_processor(ours, folder)
        with (folder / ONE).open("a", encoding="utf-8") as file:
            file.write("\nIt rains once more.\n")
        edited = _measure_processor(ours, folder)
        forget_build(folder)
        peer = _measure_processor(bare, folder)
    cells = (
        f"{full:.1f} s",
        f"{peer:.1f} s",
        *(f"{part:.1f} s ({part / full:.1%})" for part in (unchanged, edited)),
    )
    return f"| {count:,} | {' | '.join(cells)} |"


def _measure_processor(command: Command, folder: Path) -> float:
    """Run a program; give its seconds of processor time, which other programs disturb less than the clock."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    measure(command, folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "counts", nargs="*", type=int, default=COUNTS, metavar="N", help="reviews in an archive"
    )
    print("| reviews | full build | bare Sphinx + MyST | nothing changed | one review edited |")
    print("|--:|--:|--:|--:|--:|")
    for count in parser.parse_args().counts:
        print(measure_rebuilds(count), flush=True)


if __name__ == "__main__":
    main()
