"""``dialect``: a spoiler that is marked in another way than the site's spoilers are, or than it can show.

The fix writes it in the site's own way where that can say the same; where not, there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from reviewlint.checks.base import ArchiveHit, ArchiveParams, Context, Fact, FactsOfRule, Hit, Run, Settings
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Review, Spoiler, SpoilerDialect
from reviewlint.document.spoilers.dialects import SAMPLES, Form, Syntax, list_family, list_targets
from reviewlint.document.spoilers.passages import Passage, PassageReader

PLACEHOLDERS = frozenset({"text", "reason", "usual"})
PLACES = ("spoiler.body",)

_CONFIGURED = "the config asks for"


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say which spoilers: those that the site does not ``render``, or those marked otherwise than most."""

    finds: Literal["unrendered", "mixed"]

    @property
    def compares(self) -> bool:
        """Tell whether other reviews matter."""
        return self.finds == "mixed"


class _Mark(msgspec.Struct, frozen=True, array_like=True):
    """Hold what is compared of a spoiler; no passage where it cannot be rewritten."""

    dialect: SpoilerDialect
    form: Form
    syntax: Syntax
    passage: Passage | None


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Look for what the config speaks of; without a config, there is nothing to see in one review."""

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        if not review.spoilers or (settings.renders is None and settings.dialect is None):
            return
        for index, params in enumerate(rules):
            wrong = list(
                (_list_unrendered if params.finds == "unrendered" else _list_others)(review, settings)
            )
            if wrong:
                safety = Safety.SAFE if params.finds == "unrendered" else Safety.UNSAFE
                for hit in _report(review, wrong, settings, safety):
                    yield index, hit

    return run


Wrong = tuple[Spoiler, Sequence[SpoilerDialect]]
"""A spoiler, and the dialects that it could be written in."""


def _list_unrendered(review: Review, settings: Settings) -> Iterator[Wrong]:
    renders = settings.renders
    if renders is None:
        return
    preferred = (settings.dialect, *renders) if settings.dialect else renders
    for spoiler in review.spoilers:
        # Every browser folds a `<details>` away, whatever made the page.
        folded = spoiler.dialect == "details" and review.syntax != "rest"
        if spoiler.dialect not in renders and not folded:
            targets = [
                target for one in preferred for target in list_targets(one, spoiler.form, review.syntax)
            ]
            yield spoiler, [target for target in dict.fromkeys(targets) if target in renders]


def _list_others(review: Review, settings: Settings) -> Iterator[Wrong]:
    """Give the spoilers that could be written in the configured dialect, and are not."""
    if settings.dialect is None:
        return
    family = list_family(settings.dialect)
    for spoiler in review.spoilers:
        targets = list(list_targets(settings.dialect, spoiler.form, review.syntax))
        if spoiler.closed and spoiler.dialect not in family and targets:
            yield spoiler, targets


def _report(review: Review, wrong: Sequence[Wrong], settings: Settings, safety: Safety) -> Iterator[Hit]:
    # Imported only here: it takes the readers with it, and most spoilers are as they should be.
    from reviewlint.document.spoilers.convert import convert_spoilers

    edits = convert_spoilers(review, wrong, settings.roles)
    for spoiler, targets in wrong:
        written = edits.get(spoiler.span)
        usual = SAMPLES[targets[0]] if targets else ""
        yield Hit(
            spoiler.span,
            {"text": SAMPLES[spoiler.dialect], "reason": _CONFIGURED, "usual": usual},
            edits=((spoiler.span, written),) if written is not None else (),
            safety=safety if written is not None else None,
        )


def gather(review: Review, params: Params, context: Context) -> Iterator[Fact]:
    """Give every spoiler, apart from its review; nothing where the config says how they are marked."""
    if not review.spoilers or context.settings.dialect is not None:
        return
    reader = PassageReader(review)
    group = "reStructuredText" if review.syntax == "rest" else "Markdown"
    for spoiler in review.spoilers:
        if spoiler.closed:
            mark = _Mark(spoiler.dialect, spoiler.form, review.syntax, reader.read(spoiler))
            text = msgspec.json.encode(mark).decode()
            yield Fact(f"{group} {spoiler.dialect}", text, spoiler.span)


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report each spoiler that is not marked as most are, where it could be, beside the first that is.

    reStructuredText has markup of its own for it, so its files are compared with one another.
    """
    groups: dict[str, list[tuple[str, Fact]]] = {}
    for path, fact in facts:
        groups.setdefault(fact.key.partition(" ")[0], []).append((path, fact))
    for name, group in groups.items():
        where = "this archive" if len(groups) == 1 else f"this archive's {name}"
        yield from _compare_group(group, settings, where)


def _compare_group(group: Sequence[tuple[str, Fact]], settings: Settings, where: str) -> Iterator[ArchiveHit]:
    families = [list_family(_name(fact)) for _, fact in group]
    renders = settings.renders
    counts = Counter(one for one in families if renders is None or not set(renders).isdisjoint(one))
    if not counts or len(set(families)) == 1:
        return
    # Counter keeps the order in which it met its keys, and max takes the first of equals.
    usual = max(counts, key=counts.__getitem__)
    first = group[families.index(usual)]
    verb = "is" if counts[usual] == 1 else "are"
    reason = f"{counts[usual]} of {len(group)} in {where} {verb} marked as"
    for (path, fact), family in zip(group, families, strict=True):
        if family == usual:
            continue
        mark = msgspec.json.decode(fact.text, type=_Mark)
        targets = list(list_targets(usual[0], mark.form, mark.syntax))
        if not targets:
            continue
        yield ArchiveHit(
            path,
            fact,
            {"text": SAMPLES[mark.dialect], "reason": reason, "usual": SAMPLES[targets[0]]},
            replacement=_convert(mark.passage, targets[0]),
            safety=Safety.UNSAFE,
            related=((*first, f"this one is marked as `{SAMPLES[_name(first[1])]}`"),),
        )


def _name(fact: Fact) -> SpoilerDialect:
    name: SpoilerDialect = fact.key.rpartition(" ")[2]  # type: ignore[assignment]
    return name


def _convert(passage: Passage | None, target: SpoilerDialect) -> str | None:
    from reviewlint.document.spoilers.convert import convert_passage

    return convert_passage(passage, target) if passage is not None else None
