"""The archive-wide pass: small facts of every review, compared; no review is opened again for it."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

import msgspec

from reviewlint.checks.base import ArchiveHit, Context, Fact, Settings
from reviewlint.diagnostics import Diagnostic, Edit, Fix, Related, Safety
from reviewlint.document.model import Review
from reviewlint.engine import CRASHED, ActiveRule, RuleSet, find_all
from reviewlint.flood import Comparison, Shared, fold_findings, list_shared
from reviewlint.span import Place, Span, find_place
from reviewlint.suppressing import UNUSED, covers, describe_unused, list_undecided, silence

ChooseRules = Callable[[str | None], RuleSet]
"""Give the rules for a relative path; those of the site at large for ``None``."""


class Silencer(msgspec.Struct, frozen=True, array_like=True):
    """Keep of a suppression what only comparing shows: whether it silences anything.

    ``rule`` is ``None`` where it names none; ``span`` is where it is reported, ``target`` what it covers.
    """

    rule: str | None
    target: Span
    span: Span
    place: Place


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """Hold what the archive must know of one review: for each rule its facts.

    ``path`` is the path that findings carry; ``relative`` the one from the config's folder, which
    orders the reviews wherever a run was started. ``shared`` are findings of its own that others
    may share; ``crashes`` the rules that could not be asked, each with its error. ``packed`` are the
    facts by rule, as MessagePack: those of a hundred thousand reviews are in memory at once.
    ``line_starts`` are the offsets of the lines down to the last that a fact stands on: few facts are
    reported, and only of those the line and column are worked out. ``silencers`` are the
    suppressions that nothing of the review itself was silenced by.
    """

    path: str
    relative: str
    draft: bool
    packed: msgspec.Raw
    line_starts: tuple[int, ...] = (0,)
    shared: tuple[Shared, ...] = ()
    crashes: tuple[tuple[str, str], ...] = ()
    silencers: tuple[Silencer, ...] = ()

    def of(self, rule: str) -> tuple[Fact, ...]:
        """Give the facts of one rule."""
        known: tuple[Fact, ...] = _make_decoder(rule).decode(self.packed).facts
        return known

    def place(self, span: Span) -> Place:
        """Give the lines and columns of a fact."""
        return find_place(self.line_starts, span)


@functools.lru_cache(maxsize=256)
def _make_decoder(rule: str) -> msgspec.msgpack.Decoder[Any]:
    """Make what reads the facts of one rule, and passes over all others without making anything of them."""
    fields = [("facts", tuple[Fact, ...], ())]
    return msgspec.msgpack.Decoder(msgspec.defstruct("OfRule", fields, rename={"facts": rule}))


def gather_facts(review: Review, found: Sequence[Diagnostic], rules: RuleSet, context: Context) -> Facts:
    """Take out of one review what the rules compare; ``found`` are its own findings."""
    by_rule: dict[str, tuple[Fact, ...]] = {}
    crashes: list[tuple[str, str]] = []
    for rule, module, params in rules.archive:
        name = rule.spec.name
        try:
            facts = tuple(module.gather(review, params, context))
        except Exception as error:
            # As in a check of one review: a broken rule must not hide what the others find.
            if CRASHED not in rules.rules:
                raise
            crashes.append((name, _describe_error(error)))
            continue
        if facts and review.suppressions:
            facts = tuple(_mark_silenced(review, name, fact) for fact in facts)
        if facts:
            by_rule[name] = facts
    return Facts(
        context.path,
        context.relative,
        context.draft,
        pack(by_rule),
        _list_line_starts(review, by_rule),
        list_shared(found),
        tuple(crashes),
        tuple(_list_silencers(review, rules, context)) if review.suppressions else (),
    )


def _list_line_starts(review: Review, by_rule: Mapping[str, Sequence[Fact]]) -> tuple[int, ...]:
    """Give the offsets of the lines down to the last that a fact stands on."""
    last = max([fact.span.end for facts in by_rule.values() for fact in facts], default=0)
    starts = review.source.line_starts
    return tuple(starts[: bisect_right(starts, last)])


def _list_silencers(review: Review, rules: RuleSet, context: Context) -> Iterator[Silencer]:
    suppressions = review.suppressions
    if not any(list_undecided(suppressions, {}, rules.elsewhere)):
        return
    # Few reviews silence a rule about the archive: what they silence of others is found once more.
    _, used = silence(suppressions, find_all(review, rules, context))
    for _, one, name, span in list_undecided(suppressions, used, rules.elsewhere):
        yield Silencer(name, one.target, span, review.source.place(span))


def pack(by_rule: Mapping[str, tuple[Fact, ...]]) -> msgspec.Raw:
    """Write facts down for ``Facts.packed``."""
    try:
        return msgspec.Raw(_ENCODER.encode(by_rule))
    except UnicodeEncodeError:
        # An escape in front matter may write half a character, which UTF-8 cannot.
        whole = {name: tuple(map(_replace_halves, facts)) for name, facts in by_rule.items()}
        return msgspec.Raw(_ENCODER.encode(whole))


_ENCODER = msgspec.msgpack.Encoder()


def _replace_halves(fact: Fact) -> Fact:
    key, text = (said.encode("utf-8", "replace").decode() for said in (fact.key, fact.text))
    return msgspec.structs.replace(fact, key=key, text=text)


def compare_facts(
    archive: Sequence[Facts], choose: ChooseRules, settings: Settings, home: str | None = None
) -> Comparison:
    """Say what is wrong with any review beside the others, whichever order they come in.

    ``home`` is the path where findings about the whole archive stand, ``None`` where there is no
    config.
    """
    ordered = sorted(archive, key=_find_order)
    by_path = {facts.path: facts for facts in ordered}
    found: list[Diagnostic] = []
    common: list[Diagnostic] = []
    silenced: dict[str, list[tuple[str, Span]]] = {}
    crashed = any(one.crashes for one in ordered)
    chosen = _list_rule_sets(ordered, choose)
    for name in sorted({rule.spec.name for rules in chosen for rule, _, _ in rules.archive}):
        try:
            hits = _ask_rule(name, ordered, choose, settings)
        except Exception as error:
            if CRASHED not in choose(None).rules:
                raise
            where_from = home or next(one.path for one in ordered if one.of(name))
            found += report_crash(name, _describe_error(error), choose(None), where_from)
            crashed = True
            continue
        for hit in hits:
            where = by_path[hit.path]
            # The rule as it is for this review: an override may weigh it otherwise there.
            rule = choose(where.relative).rules.get(name)
            if hit.fact.silenced:
                silenced.setdefault(hit.path, []).append((name, hit.fact.span))
            elif rule is not None:
                (common if hit.shared else found).extend(_report(rule, hit, where, by_path))
    for one in ordered:
        for name, said in one.crashes:
            found += report_crash(name, said, choose(one.relative), one.path)
    if not crashed:
        for one in ordered:
            found += _judge_silencers(one, silenced.get(one.path, ()), choose(one.relative))
    own = {facts.path: facts.shared for facts in ordered}
    # The site's own words for a flood come last, and stand where an override has others.
    floods = {name: flood for rules in chosen for name, flood in rules.floods.items()}
    return fold_findings(own, found, common, floods, home)


def _ask_rule(
    name: str, ordered: Sequence[Facts], choose: ChooseRules, settings: Settings
) -> Sequence[ArchiveHit]:
    """Give what one rule finds; its facts are let go of before the next rule's are read."""
    facts = [(one.path, fact) for one in ordered for fact in one.of(name)]
    if not facts:
        return ()
    module, params = _find_rule(name, (one.relative for one in ordered if one.of(name)), choose)
    return list(module.compare(facts, params, settings))


def _judge_silencers(
    facts: Facts, silenced: Sequence[tuple[str, Span]], rules: RuleSet
) -> Iterator[Diagnostic]:
    """Report the suppressions of one review that silence nothing beside the others either."""
    rule = rules.rules.get(UNUSED)
    severity = rule.weigh(None, draft=facts.draft) if rule and facts.silencers else None
    if rule is None or severity is None:
        return
    for one in facts.silencers:
        if one.rule is None and not rules.whole:
            continue
        if not any(one.rule in (None, name) and covers(one.target, span) for name, span in silenced):
            message = rule.spec.message.format_map(describe_unused(one.rule, one.span).values)
            yield Diagnostic(UNUSED, severity, message, facts.path, one.place, one.span)


def _find_order(facts: Facts) -> tuple[str, str, str]:
    """Order by path: `her.md` before `her-again.md`, though a hyphen comes before a dot."""
    return facts.relative.rpartition(".")[0], facts.relative, facts.path


def _find_rule(name: str, relatives: Iterable[str], choose: ChooseRules) -> tuple[ModuleType, Any]:
    """Give a rule's kind and parameters: the site's, else those of the first override that has it on."""
    for relative in itertools.chain((None,), relatives):
        for rule, module, params in choose(relative).archive:
            if rule.spec.name == name:
                return module, params
    raise KeyError(name)


def _list_rule_sets(archive: Sequence[Facts], choose: ChooseRules) -> Sequence[RuleSet]:
    """Give the sets of rules that any review is checked by, and last the site's."""
    chosen = {id(rules): rules for rules in (choose(one.relative) for one in archive)}
    own = choose(None)
    return [*(rules for key, rules in chosen.items() if key != id(own)), own]


def _mark_silenced(review: Review, rule: str, fact: Fact) -> Fact:
    for one in review.suppressions:
        if covers(one.target, fact.span) and (not one.rules or any(name == rule for name, _ in one.rules)):
            return msgspec.structs.replace(fact, silenced=True)
    return fact


def _describe_error(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def report_crash(name: str, error: str, rules: RuleSet, path: str) -> Iterator[Diagnostic]:
    """Report rules that could not be asked, unless the rule that says so is off."""
    rule = rules.rules.get(CRASHED)
    severity = rule.weigh(None, draft=False) if rule else None
    if rule is not None and severity is not None:
        message = rule.spec.message.format_map({"rules": name, "error": error})
        yield Diagnostic(CRASHED, severity, message, path, Place(1, 1, 1, 1), Span(0, 0))


def _report(
    rule: ActiveRule, hit: ArchiveHit, where: Facts, by_path: Mapping[str, Facts]
) -> Iterator[Diagnostic]:
    severity = rule.weigh(hit.condition, draft=where.draft)
    if severity is None:
        return
    fix, place = None, where.place(hit.fact.span)
    if hit.replacement is not None:
        edit = Edit(hit.fact.span, place, hit.replacement)
        fix = Fix(hit.safety or Safety.UNSAFE, rule.spec.summary, (edit,))
    yield Diagnostic(
        rule.spec.name,
        severity,
        rule.spec.message.format_map(hit.values),
        hit.path,
        place,
        hit.fact.span,
        tuple(Related(path, by_path[path].place(fact.span), message) for path, fact, message in hit.related),
        fix,
        rule.spec.links[0] if rule.spec.links else None,
        rule.find_group(hit.values),
    )
