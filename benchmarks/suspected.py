"""Measure the rule spoiler-suspected on reviews whose writers marked their spoilers.

The marks are taken off; what stood between them should be found, and the paragraphs of the same files
that had none should not. The files are halved by a hash of their path: the word lists were made with
the one half in view (``tune``), the figures are those of the other (``test``).

python -m benchmarks.suspected FOLDER [--half tune|test|all] [--show]
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reviewlint.document.model import Review
from reviewlint.document.scopes import hidden_spans
from reviewlint.document.source import SourceText
from reviewlint.session import Session
from reviewlint.span import Span

RULE = "spoiler-suspected"
SURE = 1.96
"""Standard deviations to either side of a 95 % interval."""


class Share(NamedTuple):
    """Hold how many of how many."""

    some: int
    total: int

    def __str__(self) -> str:
        """Give the count, and the share with its Wilson interval."""
        if not self.total:
            return "0 of 0"
        low, high = find_interval(self)
        rate = self.some / self.total
        return f"{self.some} of {self.total} ({rate:.0%}; 95 % interval {low:.0%} to {high:.0%})"


class Bare(NamedTuple):
    """Hold a review's text without its spoiler marks: where spoilers stood, and paragraphs without any."""

    text: str
    marked: tuple[Span, ...]
    unmarked: tuple[Span, ...]


class Tally(NamedTuple):
    """Count what was found of what should be and should not; ``reported`` reviews as they stand."""

    found: int = 0
    marked: int = 0
    alarms: int = 0
    unmarked: int = 0
    reported: int = 0
    reviews: int = 0

    def add(self, other: Tally) -> Tally:
        """Give the sum of two counts."""
        return Tally(*(ours + theirs for ours, theirs in zip(self, other, strict=True)))


def find_interval(share: Share) -> tuple[float, float]:
    """Give Wilson's 95 % score interval of a share (E. B. Wilson, JASA 22, 1927, 209-212)."""
    rate, total = share.some / share.total, share.total
    spread = SURE * math.sqrt(rate * (1 - rate) / total + SURE**2 / (4 * total**2))
    middle, scale = rate + SURE**2 / (2 * total), 1 + SURE**2 / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def choose_half(path: str) -> str:
    """Say in which half a file is: the same on every machine."""
    return "tune" if hashlib.sha256(path.encode()).digest()[0] % 2 else "test"


def take_marks_off(review: Review) -> Bare:
    """Give a review's text without its spoiler marks."""
    text = review.source.text
    marks = [mark for one in review.spoilers for mark in (one.opener, one.closer) if mark]
    cuts = sorted({mark for mark in marks if mark.start < mark.end})
    kept: list[Span] = []
    at = 0
    for cut in cuts:
        kept.append(Span(at, max(at, cut.start)))
        at = max(at, cut.end)
    kept.append(Span(at, len(text)))
    ends = [span.end for span in kept]
    before = [0]
    for span in kept:
        before.append(before[-1] + span.end - span.start)

    def move(offset: int) -> int:
        index = min(bisect_left(ends, offset), len(kept) - 1)
        return before[index] + max(offset - kept[index].start, 0)

    hidden = hidden_spans(review)
    marked = [Span(move(one.body.start), move(one.body.end)) for one in review.spoilers]
    unmarked = [
        Span(move(one.span.start), move(one.span.end))
        for one in review.paragraphs
        if not any(span.contains(one.span) for span in hidden)
    ]
    return Bare("".join(text[span.start : span.end] for span in kept), tuple(marked), tuple(unmarked))


def find_words(session: Session, text: str, path: str) -> list[Span]:
    """Give the places of all words that the rule's findings show."""
    source = SourceText(text)
    spans = []
    for finding in session.check_text(text, path):
        places = [finding.place, *(one.place for one in finding.related)]
        for place in places:
            starts = source.line_starts
            spans.append(
                Span(
                    starts[place.line - 1] + place.column - 1,
                    starts[place.end_line - 1] + place.end_column - 1,
                )
            )
    return spans


def measure(session: Session, path: str, data: bytes, show: bool) -> Tally:
    """Count for one file."""
    source = SourceText.decode(data)
    reported = find_words(session, source.text, path)
    if show and reported:
        print_words("as it stands", path, source.text, reported)
    tally = Tally(reported=bool(reported), reviews=1)
    bare = take_marks_off(session.read(source.text, path))
    if not bare.marked:
        return tally
    words = find_words(session, bare.text, path)
    right = [word for word in words if any(word.overlaps(span) for span in bare.marked)]
    wrong = [word for word in words if word not in right]
    if show:
        print_words("found", path, bare.text, right)
        print_words("false alarm", path, bare.text, wrong)
    return tally._replace(
        found=count_touched(bare.marked, right),
        marked=len(bare.marked),
        alarms=count_touched(bare.unmarked, wrong),
        unmarked=len(bare.unmarked),
    )


def count_touched(spans: Sequence[Span], words: Sequence[Span]) -> int:
    """Count the spans in which a word stands."""
    return sum(any(word.overlaps(span) for word in words) for span in spans)


def print_words(title: str, path: str, text: str, words: Sequence[Span]) -> None:
    """Print words with what stands around them."""
    for word in words:
        around = " ".join(text[max(word.start - 90, 0) : word.end + 90].split())
        print(f"{title}: {path}: {' '.join(text[word.start : word.end].split())!r}\n    {around}")


def find_files(session: Session, folder: Path, half: str) -> Iterator[tuple[str, bytes]]:
    """Give the reviews of a folder that are in a half, each with its path from there, sorted."""
    for place in session.find_files([folder]).files:
        path = place.relative_to(folder).as_posix()
        if half in ("all", choose_half(path)):
            yield path, place.read_bytes()


def main() -> None:
    """Measure and print the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="reviews with marked spoilers")
    parser.add_argument("--half", choices=("tune", "test", "all"), default="test")
    parser.add_argument("--show", action="store_true", help="print what was found")
    options = parser.parse_args()
    folder = options.folder.resolve()
    session = Session.load(folder, cwd=folder, select=(RULE,))
    tally = Tally()
    for path, data in find_files(session, folder, options.half):
        tally = tally.add(measure(session, path, data, options.show))
    if not tally.reviews:
        sys.exit(f"no review of this half in {options.folder}")
    print(f"half: {options.half}")
    print(f"reviews with a finding as they stand: {Share(tally.reported, tally.reviews)}")
    print(f"marked passages found (recall): {Share(tally.found, tally.marked)}")
    print(f"unmarked paragraphs reported: {Share(tally.alarms, tally.unmarked)}")
    print(f"of what was reported, marked (precision): {Share(tally.found, tally.found + tally.alarms)}")


if __name__ == "__main__":
    main()
