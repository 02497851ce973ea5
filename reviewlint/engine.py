"""The engine: a review and a set of rules in, diagnostics out; it touches nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import ModuleType
from typing import Any

import msgspec

from reviewlint import checks
from reviewlint.checks.base import PARTS_NEEDED, Context, Hit, Run, Settings, find_nothing
from reviewlint.diagnostics import Diagnostic, Edit, Fix, Related, Safety, Severity
from reviewlint.document.model import Review
from reviewlint.flood import Flood, Group, find_group
from reviewlint.packs.spec import BUILT_IN, RuleSpec
from reviewlint.span import Span
from reviewlint.suppressing import judge, silence

CRASHED = "check-failed"


class ActiveRule(msgspec.Struct, frozen=True):
    """Hold a rule as a site uses it: its severities and parameters after preset and config."""

    spec: RuleSpec
    severity: Mapping[str, Severity | None]
    params: Mapping[str, Any]

    def weigh(self, condition: str | None, *, draft: bool) -> Severity | None:
        """Give how grave a hit is, ``None`` where the rule is silent."""
        if draft and "draft" in self.severity:
            return self.severity["draft"]
        if condition is not None and condition in self.severity:
            return self.severity[condition]
        return self.severity["default"]

    def find_group(self, values: Mapping[str, str]) -> Group | None:
        """Give what a finding shares with others, ``None`` where the rule has no words for all of them."""
        words = self.params.get("flood")
        return find_group(words, values) if words else None


class KindRules(msgspec.Struct, frozen=True, dict=True):
    """Hold the rules of one check kind, whose module is imported when it is first asked for."""

    kind: str
    rules: tuple[ActiveRule, ...]

    @cached_property
    def module(self) -> ModuleType:
        """Give the kind's module."""
        return checks.load(self.kind)

    @property
    def needs(self) -> frozenset[str]:
        """Give what a review must have for the kind to find anything."""
        needed: frozenset[str] = getattr(self.module, "NEEDS", frozenset())
        return needed

    @cached_property
    def params(self) -> list[Any]:
        """Give the typed parameters of each rule."""
        return [msgspec.convert(rule.params, self.module.Params) for rule in self.rules]


Shape = tuple[bool, ...]
"""Which of ``PARTS_NEEDED`` a review has, in their order."""


class RuleSet(msgspec.Struct, frozen=True, dict=True):
    """Hold rules ready to run: ``runs`` pairs each kind's run with the rules it speaks for.

    ``groups`` are the rules by kind; ``known`` are the names that a suppression may use; ``whole``
    says that no rule which is on was left out of this run. What only
    an archive asks for is made when it is asked for: many runs are about one file.
    """

    rules: Mapping[str, ActiveRule]
    runs: tuple[tuple[Run, tuple[ActiveRule, ...]], ...]
    groups: tuple[KindRules, ...]
    known: frozenset[str]
    whole: bool = True

    def choose_runs(self, review: Review, context: Context) -> Sequence[tuple[Run, tuple[ActiveRule, ...]]]:
        """Give the runs that may find anything in a review, by what it has."""
        shape: Shape = (
            context.captured,
            bool(review.headings),
            bool(review.images),
            bool(review.links),
            bool(review.spoilers),
        )
        chosen = self._chosen.get(shape)
        if chosen is None:
            has = {name for name, there in zip(PARTS_NEEDED, shape, strict=True) if there}
            running = {group[0].spec.check for _, group in self.runs}
            idle = {one.kind for one in self.groups if one.kind in running and not one.needs <= has}
            chosen = self._chosen[shape] = [
                (run, group)
                for run, group in self.runs
                if run is not find_nothing and group[0].spec.check not in idle
            ]
        return chosen

    @cached_property
    def _chosen(self) -> dict[Shape, Sequence[tuple[Run, tuple[ActiveRule, ...]]]]:
        # Two dozen kinds have nothing to do on most reviews, and each takes time to see that by itself.
        return {}

    @cached_property
    def archive(self) -> tuple[tuple[ActiveRule, ModuleType, Any], ...]:
        """Give the rules that look at all reviews, with their kinds and typed parameters."""
        return tuple(
            (rule, group.module, params)
            for group in self._gathering
            for rule, params in zip(group.rules, group.params, strict=True)
            if params.compares
        )

    @cached_property
    def elsewhere(self) -> frozenset[str]:
        """Give the names of the rules that look at all reviews."""
        return frozenset(rule.spec.name for rule, _, _ in self.archive)

    @cached_property
    def floods(self) -> Mapping[str, Flood]:
        """Give what rules say where most of an archive share their defect, by their names."""
        return {
            rule.spec.name: _read_flood(rule, params)
            for group in self._gathering
            for rule, params in zip(group.rules, group.params, strict=True)
            if params.flood
        }

    @property
    def _gathering(self) -> Iterator[KindRules]:
        return (group for group in self.groups if group.rules[0].spec.gathers)


def prepare_rules(
    rules: Sequence[ActiveRule], settings: Settings, known: Iterable[str], *, whole: bool = True
) -> RuleSet:
    """Load the kinds that these rules need and prepare each once for all of its rules."""
    by_kind: dict[str, list[ActiveRule]] = {}
    for rule in rules:
        if rule.spec.check != BUILT_IN:
            by_kind.setdefault(rule.spec.check, []).append(rule)
    groups = tuple(KindRules(kind, tuple(listed)) for kind, listed in sorted(by_kind.items()))
    alone = [group for group in groups if not all(rule.spec.archive_only for rule in group.rules)]
    runs = tuple(
        (group.module.prepare(group.params, settings), group.rules)
        for group in alone
        if hasattr(group.module, "prepare")
    )
    return RuleSet({rule.spec.name: rule for rule in rules}, runs, groups, frozenset(known), whole)


def _read_flood(rule: ActiveRule, params: Any) -> Flood:
    links = rule.spec.links
    return Flood(params.flood, params.flood_least, params.flood_share, links[0] if links else None)


def check_review(review: Review, rules: RuleSet, context: Context) -> tuple[Diagnostic, ...]:
    """Check one review: what the reader reported and what every kind finds, less what is suppressed."""
    return check_reviews([(review, context)], rules)[0]


def check_reviews(reviews: Sequence[tuple[Review, Context]], rules: RuleSet) -> list[tuple[Diagnostic, ...]]:
    """Check some reviews as ``check_review`` does, each by itself, and give what it finds in each."""
    checked = []
    for (review, context), found in zip(reviews, find_each(reviews, rules), strict=True):
        left = _suppress(review, rules, found, context) if review.suppressions else found
        checked.append(tuple(sorted(_drop_doubles(left), key=lambda one: one.sort_key)))
    return checked


def find_all(review: Review, rules: RuleSet, context: Context) -> list[Diagnostic]:
    """Find what there is in a review, suppressed or not."""
    return find_each([(review, context)], rules)[0]


def find_each(reviews: Sequence[tuple[Review, Context]], rules: RuleSet) -> list[list[Diagnostic]]:
    """Find what there is in each of some reviews, suppressed or not.

    A kind that raises is reported as ``check-failed``; the other kinds still run.
    """
    each = [list(_report_problems(review, rules, context)) for review, context in reviews]
    waiting = [[*rules.choose_runs(review, context)][::-1] for review, context in reviews]
    # Kind by kind: all code together is more than a processor has close at hand, and one kind's stays there
    # for all reviews. Review by review takes a third more time.
    for run, group in rules.runs:
        for (review, context), found, runs in zip(reviews, each, waiting, strict=True):
            if not runs or runs[-1][0] is not run:
                continue
            runs.pop()
            try:
                for index, hit in run(review, context):
                    found += _report(review, group[index], hit, context)
            except Exception as error:
                # One broken check must not hide what the others find; it is reported, with its file.
                found += _report_crash(review, rules, group, error, context)
    return each


def _report_problems(review: Review, rules: RuleSet, context: Context) -> Iterator[Diagnostic]:
    """Report what the reader came upon."""
    for problem in review.problems:
        active = rules.rules.get(problem.rule)
        if active is not None:
            hit = Hit(
                problem.span,
                problem.values,
                problem.condition,
                problem.edits,
                problem.safety,
                problem.fix_message,
                problem.related,
            )
            yield from _report(review, active, hit, context)


def _suppress(
    review: Review, rules: RuleSet, found: Sequence[Diagnostic], context: Context
) -> Iterator[Diagnostic]:
    """Leave out what the writer silenced, and report suppressions that are unknown or silence nothing."""
    kept, used = silence(review.suppressions, found)
    yield from kept
    asked, elsewhere = rules.rules, rules.elsewhere
    for name, hit in judge(review.suppressions, used, rules.known, asked, elsewhere, whole=rules.whole):
        if name in rules.rules:
            yield from _report(review, rules.rules[name], hit, context)


def _report(review: Review, rule: ActiveRule, hit: Hit, context: Context) -> Iterator[Diagnostic]:
    severity = rule.weigh(hit.condition, draft=context.draft)
    if severity is None:
        return
    source = review.source
    fix = None
    if hit.edits and not source.bad_bytes:
        edits = tuple(Edit(span, source.place(span), text) for span, text in hit.edits)
        fix = Fix(hit.safety or Safety.UNSAFE, hit.fix_message or rule.spec.summary, edits)
    yield Diagnostic(
        rule.spec.name,
        severity,
        rule.spec.message.format_map(hit.values),
        context.path,
        source.place(hit.span),
        hit.span,
        tuple(Related(context.path, source.place(span), message) for span, message in hit.related),
        fix,
        rule.spec.links[0] if rule.spec.links else None,
        rule.find_group(hit.values),
    )


def _report_crash(
    review: Review, rules: RuleSet, group: Sequence[ActiveRule], error: Exception, context: Context
) -> Iterator[Diagnostic]:
    active = rules.rules.get(CRASHED)
    if active is None:
        raise error
    names = ", ".join(rule.spec.name for rule in group)
    values = {"rules": names, "error": f"{type(error).__name__}: {error}"}
    yield from _report(review, active, Hit(Span(0, 0), values), context)


def _drop_doubles(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Report a thing once, though two roles or two scopes led to it."""
    seen: set[tuple[object, ...]] = set()
    for one in found:
        if one.sort_key not in seen:
            seen.add(one.sort_key)
            yield one
