"""``variant``: one word written in several ways across an archive; the rarer ways are reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reviewlint.checks.base import ArchiveHit, ArchiveParams, Context, Fact, FactsOfRule, Settings
from reviewlint.diagnostics import Safety
from reviewlint.document.identity import fold
from reviewlint.document.model import Review
from reviewlint.document.scopes import parts, require_scopes, split_at_commas

PLACEHOLDERS = frozenset({"text", "usual", "count", "usual_count"})


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say which texts are compared: the same letters and digits are the same word.

    Case, accents, blanks and punctuation do not count. ``split`` takes a text apart at its commas. With
    a ``fix`` the usual way is offered.
    """

    scopes: tuple[str, ...]
    split: bool = False
    fix: bool = False

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes(self.scopes)


def gather(review: Review, params: Params, context: Context) -> Iterator[Fact]:
    """Give the texts of the scopes, by the letters and digits that they are made of.

    What a review says a second time, however it is written there, is one too many and no other way.
    """
    for scope in params.scopes:
        seen: set[str] = set()
        for whole in parts(review, scope):
            for part in split_at_commas(whole) if params.split else (whole,):
                text = part.text.strip()
                if (key := fold(text)) and key not in seen:
                    seen.add(key)
                    yield Fact(key, text, part.span)


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report each text that most others write another way, beside the first that does."""
    ways: dict[str, dict[str, int]] = {}
    for (key, text), number in Counter((fact.key, fact.text) for _, fact in facts).items():
        ways.setdefault(key, {})[text] = number
    # Counter keeps the order in which it met its keys, and max takes the first of equals: of two
    # ways that are as frequent, the one that stands first in the archive is the usual one.
    usual = {key: max(count, key=count.__getitem__) for key, count in ways.items() if len(count) > 1}
    if not usual:
        return
    first: dict[str, tuple[str, Fact]] = {}
    for path, fact in facts:
        right = usual.get(fact.key)
        if fact.text == right and right not in first:
            first[right] = path, fact
    for path, fact in facts:
        right = usual.get(fact.key)
        if right is None or fact.text == right:
            continue
        count = ways[fact.key]
        yield ArchiveHit(
            path,
            fact,
            {
                "text": fact.text,
                "usual": right,
                "count": "once" if count[fact.text] == 1 else f"{count[fact.text]} times",
                "usual_count": "once" if count[right] == 1 else f"{count[right]} times",
            },
            replacement=right if params.fix else None,
            safety=Safety.UNSAFE,
            related=((*first[right], f"here it is written `{right}`"),),
        )
