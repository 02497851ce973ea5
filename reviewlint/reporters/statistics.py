"""Findings counted by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reviewlint.diagnostics import Diagnostic, Safety, Severity


def count_rules(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """Give one line a rule and severity, the most frequent first, with what can be mended."""
    counts = Counter((one.severity, one.rule) for one in diagnostics)
    fixes = Counter((one.severity, one.rule, one.fix.safety) for one in diagnostics if one.fix)
    digits = len(str(max(counts.values(), default=0)))
    longest = max((len(rule) for _, rule in counts), default=0)

    def rank(item: tuple[tuple[Severity, str], int]) -> tuple[int, str, int]:
        (severity, rule), count = item
        return -count, rule, severity.rank

    for (severity, rule), count in sorted(counts.items(), key=rank):
        safe, unsafe = fixes[severity, rule, Safety.SAFE], fixes[severity, rule, Safety.UNSAFE]
        mendable = [f"{safe} with --fix"] if safe else []
        mendable += [f"{unsafe} with --fix --unsafe-fixes"] if unsafe else []
        line = f"{count:>{digits}}  {severity.value:<7}  {rule:<{longest}}  {', '.join(mendable)}"
        yield line.rstrip()
