"""The archive-wide pass: small facts of every review, compared; no review is opened again for it."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any, BinaryIO, NamedTuple, Protocol, cast

import msgspec

from reviewlint.archive.facts import Facts, Silencer, describe_error, read_starts
from reviewlint.archive.ledger import Ledger, LedgerFacts
from reviewlint.checks.base import ArchiveHit, Settings
from reviewlint.diagnostics import Diagnostic, Edit, Fix, Related, Safety
from reviewlint.engine import CRASHED, ActiveRule, RuleSet
from reviewlint.flood import Compared, Comparison, Groups, add_shared, fold_findings
from reviewlint.span import Place, Span, find_place
from reviewlint.suppressing import UNUSED, covers, describe_unused

ChooseRules = Callable[[str | None], RuleSet]
"""Give the rules for a relative path; those of the site at large for ``None``."""

_IN_MEMORY = 10_000
"""Reviews whose facts need no file, some hundreds of bytes each."""


class Kept(Protocol):
    """Stand for the facts of one review, wherever they are; they are asked for once."""

    @property
    def shown(self) -> str:
        """Give the path that findings carry."""

    @property
    def relative(self) -> str:
        """Give the path from the config's folder."""

    def load(self) -> Facts:
        """Give the facts."""


class _Head(msgspec.Struct, frozen=True):
    """Hold of a review what is in memory while all are compared; its facts are in the ledger.

    ``rules`` are those for it: an override may have others than the site.
    ``line_starts`` are the offsets of its lines, as its facts have them.
    """

    path: str
    rules: RuleSet
    draft: bool
    crashes: tuple[tuple[str, str], ...]
    silencers: tuple[Silencer, ...]
    line_starts: bytes


class _Archive(msgspec.Struct, frozen=True):
    """Hold all reviews in their order, and the number of each by its path."""

    heads: Sequence[_Head]
    numbers: Mapping[str, int]

    def find(self, path: str) -> _Head:
        """Give a review."""
        return self.heads[self.numbers[path]]


def compare_facts(
    archive: Sequence[Kept], choose: ChooseRules, settings: Settings, home: str | None = None
) -> Comparison:
    """Say what is wrong with any review beside the others, whichever order they come in.

    ``home`` is the path where findings about the whole archive stand, ``None`` where there is no
    config.
    """
    own: Groups = {}
    heads: list[_Head] = []
    with _open_stream(len(archive)) as stream:
        ledger = Ledger(stream)
        for number, kept in enumerate(sorted(archive, key=_find_order)):
            facts = kept.load()
            rules = choose(facts.relative)
            heads.append(
                _Head(kept.shown, rules, facts.draft, facts.crashes, facts.silencers, facts.line_starts)
            )
            ledger.add(facts.packed)
            for shared in facts.shared:
                add_shared(own, number, shared)
        ledger.flush()
        numbers = {head.path: number for number, head in enumerate(heads)}
        return _compare(_Archive(heads, numbers), ledger, own, choose, settings, home)


def _find_order(kept: Kept) -> tuple[str, str, str]:
    """Order by path: `her.md` before `her-again.md`, though a hyphen comes before a dot."""
    relative = kept.relative
    return relative.rpartition(".")[0], relative, kept.shown


def _open_stream(reviews: int) -> BinaryIO:
    if reviews <= _IN_MEMORY:
        return io.BytesIO()
    import tempfile  # imported only here: few archives are so large

    return cast("BinaryIO", tempfile.TemporaryFile())


def _compare(
    archive: _Archive,
    ledger: Ledger,
    own: Groups,
    choose: ChooseRules,
    settings: Settings,
    home: str | None,
) -> Comparison:
    heads = archive.heads
    paths = [head.path for head in heads]
    found: list[Compared] = []
    common: list[Compared] = []
    # Findings that are about a rule, or about a comment of the writer's.
    others: list[Diagnostic] = []
    silenced: dict[str, list[tuple[str, Span]]] = {}
    crashed = any(head.crashes for head in heads)
    chosen = _list_rule_sets(heads, choose(None))
    # The site's own words for a flood come last, and stand where an override has others.
    floods = {name: flood for rules in chosen for name, flood in rules.floods.items()}
    for name in sorted({rule.spec.name for rules in chosen for rule, _, _ in rules.archive}):
        facts = LedgerFacts(ledger, name, paths)
        try:
            answer = _ask_rule(name, facts, archive, choose, settings, has_words=name in floods)
        except Exception as error:
            if CRASHED not in choose(None).rules:
                raise
            where_from = home or next(path for path, _ in facts)
            others.extend(report_crash(name, describe_error(error), choose(None), where_from))
            crashed = True
            continue
        found.append(answer.found)
        common.append(answer.common)
        for path, span in answer.silenced:
            silenced.setdefault(path, []).append((name, span))
    for head in heads:
        for name, said in head.crashes:
            others.extend(report_crash(name, said, head.rules, head.path))
    if not crashed:
        for head in heads:
            if head.silencers:
                others.extend(_judge_silencers(head, silenced.get(head.path, ())))
    return fold_findings(own, paths, found, common, others, floods, home)


class _Answer(NamedTuple):
    """Hold what one rule finds: in single reviews, in most of them, and where it is silenced."""

    found: Compared
    common: Compared
    silenced: list[tuple[str, Span]]


def _ask_rule(
    name: str,
    facts: LedgerFacts,
    archive: _Archive,
    choose: ChooseRules,
    settings: Settings,
    *,
    has_words: bool,
) -> _Answer:
    """Give what one rule finds; what most of the archive share only where it has words for that."""
    answer = _Answer(Compared(), Compared(), [])
    if not facts.any:
        return answer
    module, params = _find_rule(
        name, itertools.chain((choose(None),), (archive.find(path).rules for path, _ in facts))
    )
    known: dict[object, Any] = {}
    # One hit at a time: a flood is of a hundred thousand.
    for hit in module.compare(facts, params, settings):
        number = archive.numbers[hit.path]
        head = archive.heads[number]
        # The rule as it is for this review: an override may weigh it otherwise there.
        rule = head.rules.rules.get(name)
        if hit.fact.silenced:
            answer.silenced.append((hit.path, hit.fact.span))
        elif rule is not None and (has_words or not hit.shared):
            one = _report(rule, hit, head, archive, known)
            if one is not None:
                (answer.common if hit.shared else answer.found).add(number, one)
    return answer


def _judge_silencers(head: _Head, silenced: Sequence[tuple[str, Span]]) -> Iterator[Diagnostic]:
    """Report the suppressions of one review that silence nothing beside the others either."""
    rule = head.rules.rules.get(UNUSED)
    severity = rule.weigh(None, draft=head.draft) if rule and head.silencers else None
    if rule is None or severity is None:
        return
    for one in head.silencers:
        if one.rule is None and not head.rules.whole:
            continue
        if not any(one.rule in (None, name) and covers(one.target, span) for name, span in silenced):
            message = rule.spec.message.format_map(describe_unused(one.rule, one.span).values)
            yield Diagnostic(UNUSED, severity, message, head.path, one.place, one.span)


def _find_rule(name: str, chosen: Iterable[RuleSet]) -> tuple[ModuleType, Any]:
    """Give a rule's kind and parameters: those of the first set of rules that has it on."""
    for rules in chosen:
        for rule, module, params in rules.archive:
            if rule.spec.name == name:
                return module, params
    raise KeyError(name)


def _list_rule_sets(archive: Sequence[_Head], own: RuleSet) -> Sequence[RuleSet]:
    """Give the sets of rules that any review is checked by, and last the site's own."""
    chosen = {id(one.rules): one.rules for one in archive}
    return [*(rules for key, rules in chosen.items() if key != id(own)), own]


def report_crash(name: str, error: str, rules: RuleSet, path: str) -> Iterator[Diagnostic]:
    """Report rules that could not be asked, unless the rule that says so is off."""
    rule = rules.rules.get(CRASHED)
    severity = rule.weigh(None, draft=False) if rule else None
    if rule is not None and severity is not None:
        message = rule.spec.message.format_map({"rules": name, "error": error})
        yield Diagnostic(CRASHED, severity, message, path, Place(1, 1, 1, 1), Span(0, 0))


def _report(
    rule: ActiveRule, hit: ArchiveHit, head: _Head, archive: _Archive, known: dict[object, Any]
) -> Diagnostic | None:
    """Report a hit; ``known`` holds what earlier findings of the rule have in common with it."""
    severity = rule.weigh(hit.condition, draft=head.draft)
    if severity is None:
        return None
    fix, place = None, _place(head, hit.fact.span)
    if hit.replacement is not None:
        edit = Edit(hit.fact.span, place, hit.replacement)
        fix = Fix(hit.safety or Safety.UNSAFE, rule.spec.summary, (edit,))
    # The findings of a flood say much the same of the same places.
    message = rule.spec.message.format_map(hit.values)
    related: tuple[Related, ...] = ()
    if hit.related:
        said = tuple([(path, fact.span, message) for path, fact, message in hit.related])
        if said not in known:
            places = [_place(archive.find(path), span) for path, span, _ in said]
            known[said] = tuple(
                [Related(one[0], place, one[2]) for one, place in zip(said, places, strict=True)]
            )
        related = known[said]
    return Diagnostic(
        rule.spec.name,
        severity,
        known.setdefault(message, message),
        hit.path,
        place,
        hit.fact.span,
        related,
        fix,
        rule.spec.links[0] if rule.spec.links else None,
        rule.find_group(hit.values),
    )


def _place(head: _Head, span: Span) -> Place:
    """Give the lines and columns of a fact."""
    return find_place(read_starts(head.line_starts), span)
