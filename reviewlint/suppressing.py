"""Suppressions at work: which findings they silence, and which of them silence nothing.

Whether a rule about the archive is silenced shows only beside the other reviews: what names one, or
names no rule at all, is undecided until they have been compared (``reviewlint.archive.facts``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from reviewlint.checks.base import Hit
from reviewlint.diagnostics import Diagnostic
from reviewlint.document.model import Suppression
from reviewlint.span import Span

UNKNOWN = "suppression-unknown"
UNUSED = "suppression-unused"
UNEXPLAINED = "suppression-unexplained"

Used = Mapping[int, Collection[str | None]]
"""For each suppression, by its index, the names by which it silenced something; ``None`` for no name."""

Part = tuple[str | None, Span]
"""A rule that a suppression names, and where; or no name, and the whole comment."""


def silence(
    suppressions: Sequence[Suppression], found: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], Used]:
    """Give what is left of some findings, and what the others were silenced by."""
    by_rule: dict[str | None, list[tuple[int, Suppression]]] = {}
    for index, one in enumerate(suppressions):
        for name, _ in list_parts(one):
            by_rule.setdefault(name, []).append((index, one))
    kept: list[Diagnostic] = []
    used: dict[int, set[str | None]] = {}
    for diagnostic in found:
        covered = False
        for named in (diagnostic.rule, None):
            for index, one in by_rule.get(named, ()):
                if covers(one.target, diagnostic.span):
                    used.setdefault(index, set()).add(named)
                    covered = True
        if not covered:
            kept.append(diagnostic)
    return kept, used


def covers(target: Span, span: Span) -> bool:
    """Tell whether a suppression of ``target`` silences a finding at ``span``."""
    return target.start <= span.start < max(target.end, target.start + 1) or target.contains(span)


def list_parts(one: Suppression) -> tuple[Part, ...]:
    """Give what a suppression may silence something by, each once."""
    if not one.rules:
        return ((None, one.span),)
    parts: dict[str, Span] = {}
    for name, span in one.rules:
        parts.setdefault(name, span)
    return tuple(parts.items())


def judge(
    suppressions: Sequence[Suppression],
    used: Used,
    known: Collection[str],
    asked: Collection[str],
    elsewhere: Collection[str],
    *,
    whole: bool = True,
) -> Iterator[tuple[str, Hit]]:
    """Say of each suppression what is wrong with it, with the rule that does.

    ``known`` are the rules there are, ``asked`` those that were on in this run, ``elsewhere`` those
    that look at the archive. Unless the run was ``whole``, a suppression that names no rule may be there
    for one that was left out.
    """
    undecided = {(index, name) for index, _, name, _ in list_undecided(suppressions, used, elsewhere)}
    for index, one in enumerate(suppressions):
        if one.reason is None:
            yield UNEXPLAINED, Hit(one.span)
        for name, span in list_parts(one):
            if name is not None and name not in known:
                yield UNKNOWN, Hit(span, _describe_slip(name, known))
                continue
            judged = (whole if name is None else name in asked) and (index, name) not in undecided
            if judged and name not in used.get(index, ()):
                yield UNUSED, describe_unused(name, span)


def list_undecided(
    suppressions: Sequence[Suppression], used: Used, elsewhere: Collection[str]
) -> Iterator[tuple[int, Suppression, str | None, Span]]:
    """Give the parts of suppressions that silence nothing unless it be a rule about the archive."""
    for index, one in enumerate(suppressions):
        for name, span in list_parts(one):
            may = bool(elsewhere) if name is None else name in elsewhere
            if may and name not in used.get(index, ()):
                yield index, one, name, span


def describe_unused(name: str | None, span: Span) -> Hit:
    """Say that a suppression silences nothing, by the name it was given."""
    return Hit(span, {"name": "this suppression" if name is None else f"`{name}`"})


def _describe_slip(name: str, known: Iterable[str]) -> Mapping[str, str]:
    from reviewlint.document.suppressions import describe_unknown, suggest  # few writers silence a rule

    return describe_unknown(
        name, suggest(name, sorted(known)) or "`reviewlint rule` lists the rules there are"
    )
