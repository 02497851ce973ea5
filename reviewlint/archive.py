"""The archive-wide pass: small facts of every review, compared; no review is opened again for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from reviewlint.checks.base import ArchiveHit, Context, Fact, Settings
from reviewlint.diagnostics import Diagnostic, Edit, Fix, Related, Safety
from reviewlint.document.model import Review
from reviewlint.engine import ActiveRule, RuleSet, covers


class Facts(msgspec.Struct, frozen=True):
    """Hold what the archive must know of one review: for each rule its facts, less the silenced ones.

    ``path`` is the path that findings carry.
    """

    path: str
    draft: bool
    by_rule: Mapping[str, tuple[Fact, ...]]


def gather_facts(review: Review, rules: RuleSet, context: Context) -> Facts:
    """Take out of one review what the rules compare."""
    by_rule: dict[str, tuple[Fact, ...]] = {}
    for rule, module, params in rules.archive:
        name = rule.spec.name
        facts = tuple(
            fact for fact in module.gather(review, params, context) if not _is_silenced(review, name, fact)
        )
        if facts:
            by_rule[name] = facts
    return Facts(context.path, context.draft, by_rule)


def compare_facts(archive: Sequence[Facts], rules: RuleSet, settings: Settings) -> tuple[Diagnostic, ...]:
    """Give what is wrong with any review beside the others, whichever order they come in."""
    ordered = sorted(archive, key=lambda facts: facts.path)
    drafts = {facts.path for facts in ordered if facts.draft}
    found: list[Diagnostic] = []
    for rule, module, params in rules.archive:
        facts = [(one.path, fact) for one in ordered for fact in one.by_rule.get(rule.spec.name, ())]
        for hit in module.compare(facts, params, settings):
            found += _report(rule, hit, draft=hit.path in drafts)
    return tuple(sorted(found, key=lambda one: one.sort_key))


def _is_silenced(review: Review, rule: str, fact: Fact) -> bool:
    return any(
        covers(one.target, fact.span) and (not one.rules or any(name == rule for name, _ in one.rules))
        for one in review.suppressions
    )


def _report(rule: ActiveRule, hit: ArchiveHit, *, draft: bool) -> Iterator[Diagnostic]:
    severity = rule.weigh(hit.condition, draft=draft)
    if severity is None:
        return
    fix = None
    if hit.replacement is not None:
        edit = Edit(hit.fact.span, hit.fact.place, hit.replacement)
        fix = Fix(hit.safety or Safety.UNSAFE, rule.spec.summary, (edit,))
    yield Diagnostic(
        rule.spec.name,
        severity,
        rule.spec.message.format_map(hit.values),
        hit.path,
        hit.fact.place,
        hit.fact.span,
        tuple(Related(path, fact.place, message) for path, fact, message in hit.related),
        fix,
        rule.spec.links[0] if rule.spec.links else None,
    )
