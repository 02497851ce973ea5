"""The engine: a review and a set of rules in, diagnostics out; it touches nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

import msgspec

from reviewlint import checks
from reviewlint.checks.base import Context, Hit, Run, Settings
from reviewlint.diagnostics import Diagnostic, Edit, Fix, Related, Safety, Severity
from reviewlint.document.model import Review, Suppression
from reviewlint.flood import Flood, Group, find_group
from reviewlint.packs.spec import BUILT_IN, RuleSpec
from reviewlint.span import Span

CRASHED = "check-failed"
UNKNOWN_SUPPRESSION = "suppression-unknown"
UNUSED_SUPPRESSION = "suppression-unused"


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


class RuleSet(msgspec.Struct, frozen=True):
    """Hold rules ready to run: ``runs`` pairs each kind's run with the rules it speaks for.

    ``archive`` are the rules that look at all reviews, with their kinds' typed parameters;
    ``known`` are the names that a suppression may use; ``floods`` is what rules say where most of
    an archive share their defect, by their names.
    """

    rules: Mapping[str, ActiveRule]
    runs: tuple[tuple[Run, tuple[ActiveRule, ...]], ...]
    archive: tuple[tuple[ActiveRule, ModuleType, Any], ...]
    known: frozenset[str]
    floods: Mapping[str, Flood] = {}

    @property
    def compares(self) -> bool:
        """Tell whether other reviews matter to any of the rules."""
        return bool(self.archive or self.floods)


def prepare_rules(rules: Sequence[ActiveRule], settings: Settings, known: Iterable[str]) -> RuleSet:
    """Load the kinds that these rules need and prepare each once for all of its rules."""
    by_kind: dict[str, list[ActiveRule]] = {}
    for rule in rules:
        if rule.spec.check != BUILT_IN:
            by_kind.setdefault(rule.spec.check, []).append(rule)
    runs = []
    archive = []
    floods: dict[str, Flood] = {}
    for kind, group in sorted(by_kind.items()):
        module = checks.load(kind)
        params = [msgspec.convert(rule.params, module.Params) for rule in group]
        if hasattr(module, "prepare"):
            runs.append((module.prepare(params, settings), tuple(group)))
        if hasattr(module, "gather"):
            pairs = list(zip(group, params, strict=True))
            archive += [(rule, module, given) for rule, given in pairs if given.compares]
            floods |= {rule.spec.name: _read_flood(rule, given) for rule, given in pairs if given.flood}
    by_name = {rule.spec.name: rule for rule in rules}
    return RuleSet(by_name, tuple(runs), tuple(archive), frozenset(known), floods)


def _read_flood(rule: ActiveRule, params: Any) -> Flood:
    links = rule.spec.links
    return Flood(params.flood, params.flood_least, params.flood_share, links[0] if links else None)


def check_review(review: Review, rules: RuleSet, context: Context) -> tuple[Diagnostic, ...]:
    """Check one review: what the reader reported and what every kind finds, less what is suppressed.

    A kind that raises is reported as ``check-failed``; the other kinds still run.
    """
    found: list[Diagnostic] = []
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
            found += _report(review, active, hit, context)
    for run, group in rules.runs:
        try:
            for index, hit in run(review, context):
                found += _report(review, group[index], hit, context)
        except Exception as error:
            # One broken check must not hide what the others find; it is reported, with its file.
            found += _report_crash(review, rules, group, error, context)
    kept = list(_suppress(review, rules, found, context))
    return tuple(sorted(_drop_doubles(kept), key=lambda one: one.sort_key))


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


def _drop_doubles(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Report a thing once, though two roles or two scopes led to it."""
    seen: set[tuple[object, ...]] = set()
    for one in found:
        if one.sort_key not in seen:
            seen.add(one.sort_key)
            yield one


def _suppress(
    review: Review, rules: RuleSet, found: Sequence[Diagnostic], context: Context
) -> Iterator[Diagnostic]:
    """Leave out what the writer silenced, and report suppressions that are unknown or silence nothing."""
    if not review.suppressions:
        yield from found
        return
    by_rule: dict[str | None, list[tuple[int, Suppression]]] = {}
    for index, one in enumerate(review.suppressions):
        names: set[str | None] = {name for name, _ in one.rules}
        for name in names or {None}:
            by_rule.setdefault(name, []).append((index, one))
    used: dict[int, set[str | None]] = {}
    for diagnostic in found:
        covered = False
        for named in (diagnostic.rule, None):
            for index, one in by_rule.get(named, ()):
                if covers(one.target, diagnostic.span):
                    used.setdefault(index, set()).add(named)
                    covered = True
        if not covered:
            yield diagnostic
    for index, one in enumerate(review.suppressions):
        yield from _judge_suppression(review, rules, one, used.get(index, set()), context)


def covers(target: Span, span: Span) -> bool:
    """Tell whether a suppression of ``target`` silences a finding at ``span``."""
    return target.start <= span.start < max(target.end, target.start + 1) or target.contains(span)


def _judge_suppression(
    review: Review, rules: RuleSet, one: Suppression, used: set[str | None], context: Context
) -> Iterator[Diagnostic]:
    unknown, unused = rules.rules.get(UNKNOWN_SUPPRESSION), rules.rules.get(UNUSED_SUPPRESSION)
    # Whether an archive rule is silenced shows only beside the other reviews.
    elsewhere = {rule.spec.name for rule, _, _ in rules.archive}
    if not one.rules and not used and unused:
        yield from _report(review, unused, Hit(one.span, {"name": "this suppression"}), context)
    for name, span in one.rules:
        if name not in rules.known:
            if unknown:
                values = {"name": name, "expected": _describe_near(name, rules.known)}
                yield from _report(review, unknown, Hit(span, values), context)
        elif name not in used and name in rules.rules and name not in elsewhere and unused:
            yield from _report(review, unused, Hit(span, {"name": f"`{name}`"}), context)


def _describe_near(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), n=1)
    return f"did you mean `{near[0]}`?" if near else "`reviewlint rule` lists the rules there are"
