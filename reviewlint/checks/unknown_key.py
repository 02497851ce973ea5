"""``unknown-key``: a key of the front matter that is almost another, or that the site does not have."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter

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
    shorten,
)
from reviewlint.diagnostics import Safety
from reviewlint.document.key_slips import find_slip
from reviewlint.document.model import Entry, Review, Value
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"hint", "key"})
PLACES = ("field.*",)

_DEEPEST = 4
"""Names of roles have at most this many parts; what lies deeper is the site's own affair."""
_MOST_LISTED = 12


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say what counts as known.

    A key in fewer than ``rare`` reviews is held against the names that roles may have, the keys of the
    site's schema, and those in at least the share ``common`` of the reviews. ``closed`` reports
    every key at the top that is none of those names; a schema that is closed does so by itself.
    """

    rare: int = 3
    common: float = 0.5
    closed: bool = False


class _Stranger(msgspec.Struct, frozen=True):
    """Hold a key that is not known: where it stands, what stands beside it, what is known there."""

    key: str
    span: Span
    beside: frozenset[str]
    known: Sequence[str]


FindStrangers = Callable[[Review], Iterator[_Stranger]]


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make ready what knows the site's keys, where other keys are not wanted."""
    if settings.schema is None and not settings.constraints and not any(one.closed for one in rules):
        return find_nothing
    find_strangers = _prepare_schema(settings)
    top = tuple(dict.fromkeys(name.partition(".")[0] for name in _known_keys(settings)))
    is_known = frozenset(top).__contains__

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        root = review.front_matter.root if review.front_matter else None
        if root is None:
            return
        strangers = list(find_strangers(review))
        told = {one.span for one in strangers}
        beside = frozenset(entry.key for entry in root.entries)
        for index, params in enumerate(rules):
            for one in strangers:
                yield index, _report(review, one, _list_known(one.known))
            for entry in root.entries if params.closed else ():
                if not is_known(entry.key) and entry.key_span not in told:
                    stranger = _Stranger(entry.key, entry.key_span, beside, top)
                    yield index, _report(review, stranger, _ADVICE)

    return run


_ADVICE = "; if it is meant, name it under `fields:` in reviewlint.yaml"


def _prepare_schema(settings: Settings) -> FindStrangers:
    """Give a function that finds the keys which the site's constraints forbid."""
    schema, constraints = settings.schema, settings.constraints
    if schema is None and not constraints:
        return lambda review: iter(())
    # Imported here: most sites have no constraints.
    from reviewlint.constraints.judge import Constraints, prepare_check
    from reviewlint.constraints.schema import list_keys

    check = prepare_check(Constraints(constraints, schema), settings.roles)

    def find(review: Review) -> Iterator[_Stranger]:
        for finding in check(review, False):
            if finding.topic == "key":
                yield _Stranger(finding.key, finding.span, finding.beside, list_keys(schema, finding.path))

    return find


def _schema_keys(settings: Settings) -> tuple[str, ...]:
    from reviewlint.constraints.schema import list_keys

    return list_keys(settings.schema)


def _list_known(known: Sequence[str]) -> str:
    if not known:
        return ""
    return f"; known here: {', '.join(known[:_MOST_LISTED])}" + (" …" if len(known) > _MOST_LISTED else "")


def _report(review: Review, stranger: _Stranger, hint: str) -> Hit:
    near = find_slip(stranger.key, stranger.known)
    values = {"key": shorten(stranger.key), "hint": f"; did you mean `{near}`?" if near else hint}
    hit = Hit(stranger.span, values)
    span, written = _find_name(review, stranger.span)
    if near is None or written != stranger.key or near in stranger.beside:
        return hit
    return msgspec.structs.replace(
        hit, edits=((span, near),), safety=Safety.UNSAFE, fix_message=f"call it `{near}`"
    )


def _find_name(review: Review, span: Span) -> tuple[Span, str]:
    """Give the characters of a key without its quotes, and where they stand."""
    written = review.source.slice(span)
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        return Span(span.start + 1, span.end - 1), written[1:-1]
    return span, written


def gather(review: Review, params: Params, context: Context) -> Sequence[Fact]:
    """Give every key that no role knows by its dotted path, and all others in one fact without a key."""
    root = review.front_matter.root if review.front_matter is not None else None
    if root is None or params.closed:
        return ()  # every unknown key is reported already
    names = context.settings.roles.names()
    known: list[str] = []
    facts: list[Fact] = []

    for path, entry in _list_entries(root, "", 1):
        if path in names:
            known.append(path)
        else:
            inside, written = _find_name(review, entry.key_span)
            facts.append(Fact(path, written, inside))
    if known:
        facts.append(Fact("", "\n".join(known)))
    return facts


def _list_entries(value: Value, above: str, depth: int) -> Iterator[tuple[str, Entry]]:
    # No function within ``gather``: one that calls itself refers to itself, and holds the review with it.
    for entry in value.entries:
        path = above + entry.key
        yield path, entry
        if entry.value.kind == "map" and depth < _DEEPEST:
            yield from _list_entries(entry.value, f"{path}.", depth + 1)


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report each rare key that is a slip of one that is known, or that many reviews have."""
    if _is_closed(settings):
        return
    count, total = _count_keys(facts)
    often = max(params.rare, params.common * total)
    known = dict.fromkeys(_known_keys(settings))
    known.update(dict.fromkeys(key for key, number in count.items() if number >= often))
    below = _order_by_holder(known)
    slips: dict[str, str] = {}
    for key, number in count.items():
        if number < params.rare and key not in known:
            above, _, name = key.rpartition(".")
            right = find_slip(name, below.get(above, ()))
            if right is not None:
                slips[key] = right
    if not slips:
        return
    for path, listed in itertools.groupby(facts, key=itemgetter(0)):
        of_review = [fact for _, fact in listed]
        for fact in of_review:
            if fact.key in slips:
                above, _, name = fact.key.rpartition(".")
                right = slips[fact.key]
                # Beside the right key, one that looks like it is there for its own sake.
                if (f"{above}.{right}" if above else right) not in _list_keys(of_review):
                    values = {"key": shorten(fact.text), "hint": f"; did you mean `{right}`?"}
                    fix = right if fact.text == name else None
                    yield ArchiveHit(path, fact, values, replacement=fix, safety=Safety.UNSAFE)


def _count_keys(facts: FactsOfRule) -> tuple[Counter[str], int]:
    """Count the reviews that have each key, and those that have any."""
    count: Counter[str] = Counter()
    total = 0
    # Most reviews of an archive have the same known keys: these are taken apart once.
    together: Counter[str] = Counter()
    for _, listed in itertools.groupby(facts, key=itemgetter(0)):
        total += 1
        keys = set()
        for _, fact in listed:
            if fact.key:
                keys.add(fact.key)
            else:
                together[fact.text] += 1
        count.update(keys)
    for text, number in together.items():
        for key in set(text.split("\n")):
            count[key] += number
    return count, total


def _list_keys(of_review: Sequence[Fact]) -> set[str]:
    """Give all keys of a review."""
    return {key for fact in of_review for key in ((fact.key,) if fact.key else fact.text.split("\n"))}


def _is_closed(settings: Settings) -> bool:
    if settings.schema is None:
        return False
    from reviewlint.constraints.schema import is_closed

    return is_closed(settings.schema)


def _known_keys(settings: Settings) -> Iterator[str]:
    """Give the names of roles, with what holds the nested ones, and the keys of the site's schema."""
    for name in settings.roles.names():
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            yield ".".join(parts[:end])
    if settings.schema is not None:
        yield from _schema_keys(settings)


def _order_by_holder(known: Mapping[str, object]) -> Mapping[str, list[str]]:
    below: dict[str, list[str]] = {}
    for key in known:
        above, _, name = key.rpartition(".")
        below.setdefault(above, []).append(name)
    return below
