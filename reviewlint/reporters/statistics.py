"""Findings counted by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reviewlint.diagnostics import Diagnostic, Safety, Severity


def rank_rules(diagnostics: Sequence[Diagnostic]) -> list[tuple[Severity, str, int]]:
    """Give how many findings there are of each severity and rule, the most frequent first."""
    counts = Counter((one.severity, one.rule) for one in diagnostics)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0][1], item[0][0].rank))
    return [(severity, rule, count) for (severity, rule), count in ranked]


def count_rules(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """Give one line a rule and severity, the most frequent first, with what can be mended."""
    counts = rank_rules(diagnostics)
    fixes = Counter((one.severity, one.rule, one.fix.safety) for one in diagnostics if one.fix)
    digits = max((len(str(count)) for _, _, count in counts), default=0)
    longest = max((len(rule) for _, rule, _ in counts), default=0)
    for severity, rule, count in counts:
        safe, unsafe = fixes[severity, rule, Safety.SAFE], fixes[severity, rule, Safety.UNSAFE]
        mendable = [f"{safe} with --fix"] if safe else []
        mendable += [f"{unsafe} with --fix --unsafe-fixes"] if unsafe else []
        line = f"{count:>{digits}}  {severity.value:<7}  {rule:<{longest}}  {', '.join(mendable)}"
        yield line.rstrip()
