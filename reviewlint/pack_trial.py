"""A pack put to its own test: every example of its rules run, and what does not hold told at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from reviewlint.diff import diff_sources
from reviewlint.document.source import SourceText
from reviewlint.errors import ReviewlintError, Trouble
from reviewlint.packs.spec import Example, Library, RuleSpec
from reviewlint.strict_yaml import YamlFile
from reviewlint.testing import Outcome, run_example


class Failure(msgspec.Struct, frozen=True):
    """Tell of an example that does not hold: where it stands in the pack, and in what it is wrong.

    ``expected`` is what it promises and does not keep, ``found`` what it gives and does not promise:
    findings, or lines of the mended text.
    """

    place: Trouble
    expected: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


class Trial(msgspec.Struct, frozen=True):
    """Hold how a pack did: of so many examples of so many rules, ``failed`` do not hold.

    ``troubles`` are examples that could not be run at all.
    """

    rules: int
    examples: int
    failed: int = 0
    failures: tuple[Failure, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def try_rules(rules: Sequence[RuleSpec], library: Library, presets: Path) -> Trial:
    """Run every example of ``rules``, whose files are read again for the places.

    ``library`` holds all rules that there are, ``presets`` is the folder of the built-in presets.
    """
    failed = 0
    failures: list[Failure] = []
    troubles: list[Trouble] = []
    for rule in rules:
        file = YamlFile(rule.place, Path(rule.place).read_text(encoding="utf-8"))
        for index, example in enumerate(rule.examples):
            where = ("examples", index)
            try:
                outcome = run_example(rule, example, library, presets)
            except ReviewlintError as error:
                troubles += (
                    file.trouble((*where, "config"), f"the example's config: {one.message}")
                    for one in error.troubles
                )
                continue
            failed += not outcome.holds
            failures += _judge(file, where, example, outcome)
    examples = sum(len(rule.examples) for rule in rules)
    return Trial(len(rules), examples, failed, tuple(failures), tuple(troubles))


def _judge(file: YamlFile, where: tuple[str, int], example: Example, outcome: Outcome) -> Iterator[Failure]:
    name = f"the example '{example.name}'"
    if outcome.report != outcome.expected:
        place = file.trouble((*where, "report"), f"{name} does not report what it promises", key=True)
        yield Failure(place, *_compare(outcome.expected, outcome.report))
    if outcome.fixed != outcome.expected_fixed:
        place = file.trouble((*where, "fixed"), f"{name} is not mended as it promises", key=True)
        yield Failure(place, *_compare_texts(outcome.expected_fixed or "", outcome.fixed or ""))
    if outcome.left:
        place = file.trouble((*where, "fixed"), f"{name} is mended, and still reported", key=True)
        yield Failure(place, found=outcome.left)


def _compare(expected: Sequence[str], found: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leave out what both have; all of it is given where only the order differs."""
    missing = tuple((Counter(expected) - Counter(found)).elements())
    more = tuple((Counter(found) - Counter(expected)).elements())
    return (missing, more) if missing or more else (tuple(expected), tuple(found))


def _compare_texts(expected: str, found: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the lines that are only in the one text, and those only in the other."""
    lines = diff_sources(SourceText(expected), SourceText(found), "").split("\n")[2:]
    return tuple(line[1:] for line in lines if line.startswith("-")), tuple(
        line[1:] for line in lines if line.startswith("+")
    )
