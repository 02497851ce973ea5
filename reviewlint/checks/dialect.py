"""``dialect``: a spoiler that is marked in another way than the site's spoilers are, or than it can show.

The fix writes it in the site's own way where that can say the same; where not, there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from reviewlint.checks.base import (
    ArchiveHit,
    ArchiveParams,
    Context,
    Fact,
    FactsOfRule,
    Hit,
    Run,
    Settings,
    find_nothing,
)
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Review, Spoiler, SpoilerDialect
from reviewlint.document.spoilers.dialects import SAMPLES, Form, Syntax, list_family, list_targets
from reviewlint.document.spoilers.passages import Passage, PassageReader

PLACEHOLDERS = frozenset({"text", "reason", "usual"})
NEEDS = frozenset({"spoilers"})
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


_MARK = msgspec.json.Decoder(_Mark)


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Look for what the config speaks of; without a config, there is nothing to see in one review."""
    if settings.renders is None and settings.dialect is None:
        return find_nothing

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        if not review.spoilers:
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
    # Nothing is held of a spoiler that is marked as most are: a large archive has many.
    counts: Counter[str] = Counter()
    first: dict[str, tuple[str, Fact]] = {}
    for path, fact in facts:
        counts[fact.key] += 1
        if fact.key not in first:
            first[fact.key] = path, fact
    groups = dict.fromkeys(key.partition(" ")[0] for key in counts)
    for group in groups:
        own = {key: count for key, count in counts.items() if key.partition(" ")[0] == group}
        usual = _find_usual(own, settings)
        if usual is None:
            continue
        origin = next(first[key] for key in own if _list_family(key) == usual)
        known = sum(count for key, count in own.items() if _list_family(key) == usual)
        where = "this archive" if len(groups) == 1 else f"this archive's {group}"
        verb = "is" if known == 1 else "are"
        reason = f"{known} of {sum(own.values())} in {where} {verb} marked as"
        others = {key for key in own if _list_family(key) != usual}
        for path, fact in facts:
            if fact.key in others and (hit := _report_other(path, fact, usual, reason, origin)):
                yield hit


def _find_usual(counts: Mapping[str, int], settings: Settings) -> Sequence[SpoilerDialect] | None:
    """Give the dialects that most spoilers are marked in, ``None`` where all are marked alike.

    Keys are in the order in which the archive has them: of two that are as frequent the first is meant.
    """
    if len({_list_family(key) for key in counts}) == 1:
        return None
    renders = settings.renders
    by_family: Counter[Sequence[SpoilerDialect]] = Counter()
    for key, count in counts.items():
        family = _list_family(key)
        if renders is None or not set(renders).isdisjoint(family):
            by_family[family] += count
    # Counter keeps the order in which it met its keys, and max takes the first of equals.
    return max(by_family, key=by_family.__getitem__, default=None)


def _report_other(
    path: str, fact: Fact, usual: Sequence[SpoilerDialect], reason: str, origin: tuple[str, Fact]
) -> ArchiveHit | None:
    mark = _MARK.decode(fact.text)
    targets = list(list_targets(usual[0], mark.form, mark.syntax))
    if not targets:
        return None
    return ArchiveHit(
        path,
        fact,
        {"text": SAMPLES[mark.dialect], "reason": reason, "usual": SAMPLES[targets[0]]},
        replacement=_convert(mark.passage, targets[0]),
        safety=Safety.UNSAFE,
        related=((*origin, f"this one is marked as `{SAMPLES[_name(origin[1].key)]}`"),),
    )


def _list_family(key: str) -> Sequence[SpoilerDialect]:
    return list_family(_name(key))


def _name(key: str) -> SpoilerDialect:
    name: SpoilerDialect = key.rpartition(" ")[2]  # type: ignore[assignment]
    return name


def _convert(passage: Passage | None, target: SpoilerDialect) -> str | None:
    from reviewlint.document.spoilers.convert import convert_passage

    return convert_passage(passage, target) if passage is not None else None
