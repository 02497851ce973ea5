"""``duplicate``: reviews that say the same where each should say its own; all but the first are reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewlint.checks.base import (
    ArchiveHit,
    ArchiveParams,
    Context,
    Fact,
    FactsOfRule,
    Settings,
    count_repeated,
    shorten,
)
from reviewlint.document.identity import abbreviate, read_roles
from reviewlint.document.model import Review

PLACEHOLDERS = frozenset({"count", "path", "text"})
PLACES = ("field.*",)


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say when two reviews are the same: they agree in all of the roles ``same``.

    Each of ``same`` must be filled; the finding stands at the first. Reviews that differ in one of
    the roles ``apart`` are two, and so are one that fills it and one that does not. A text that
    more than ``template_share`` of those that have one share is a template's, which is another
    rule's concern, from ``template_least`` of them on. ``note`` is said of the first review.
    """

    same: tuple[str, ...]
    apart: tuple[str, ...] = ()
    template_share: float = 1.0
    template_least: int = 20
    note: str = "it stands here first"

    def __post_init__(self) -> None:
        """Refuse to compare nothing."""
        if not self.same:
            raise ValueError("say in `same` what makes two reviews the same")


def gather(review: Review, params: Params, context: Context) -> Sequence[Fact]:
    """Give what the review is compared by, short."""
    roles = (*params.same, *params.apart)
    said_of = read_roles(review, roles)
    if not all(role in said_of for role in params.same):
        return ()
    key = abbreviate("\n".join([said_of[role].key if role in said_of else "" for role in roles]))
    first = said_of[params.same[0]]
    return (Fact(key, shorten(first.text), first.span),)


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report each review that says what an earlier one says."""
    counts = count_repeated(fact.key for _, fact in facts)
    most = params.template_share * len(facts)
    first: dict[str, tuple[str, Fact]] = {}
    for path, fact in facts:
        count = counts.get(fact.key, 1)
        if count == 1:
            continue
        origin = first.setdefault(fact.key, (path, fact))
        if origin[1] is fact or (count > most and len(facts) >= params.template_least):
            continue
        values = {"text": fact.text, "path": origin[0], "count": str(count)}
        yield ArchiveHit(path, fact, values, related=((*origin, params.note),))
