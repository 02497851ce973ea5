"""Floods: a defect that most of an archive shares, said once (``reviewlint.checks.base`` says when)."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from reviewlint.diagnostics import Diagnostic, Related, Severity
from reviewlint.pile import Pile
from reviewlint.regex import compile_later
from reviewlint.span import Place, Span

COUNTS = frozenset({"count", "total"})
"""What the words for a flood may use beside the placeholders of their kind."""

_PLACEHOLDER = compile_later(r"(?P<brace>[{}])(?P=brace)|\{(?P<name>\w+)\}")

_NAMED = 3
"""Reviews that a finding about the whole archive points at."""

Group = tuple[str, ...]
"""The values that tell a flood from the others of its rule, in the order of its words."""

Key = tuple[str, Group]
"""A rule and a group of it."""


class Flood(msgspec.Struct, frozen=True):
    """Hold what a rule says where most of an archive share its defect, and what "most" is."""

    words: str
    least: int
    share: float
    url: str | None = None

    def covers(self, count: int, total: int) -> bool:
        """Tell whether ``count`` of ``total`` reviews are to be said once."""
        return total >= self.least and count > self.share * total


class Shared(msgspec.Struct, frozen=True, array_like=True):
    """Keep of one review that it has a finding of its own which others may share."""

    rule: str
    group: Group
    severity: Severity
    place: Place


class Comparison(msgspec.Struct, frozen=True):
    """Hold what comparing the reviews of an archive gave.

    ``found`` are findings of single reviews. ``about`` are those about the archive as a whole:
    they stand for the ones ``withheld``, and for the reviews' own findings of the ``floods``.
    """

    found: tuple[Diagnostic, ...] = ()
    about: tuple[Diagnostic, ...] = ()
    withheld: Sequence[Diagnostic] = ()
    floods: frozenset[Key] = frozenset()

    def stands_for(self, one: Diagnostic) -> bool:
        """Tell whether a review's own finding is said for the whole archive."""
        return one.group is not None and (one.rule, one.group) in self.floods


def find_group(words: str, values: Mapping[str, str]) -> Group:
    """Give the group of a finding by its values: findings of one group read the same in ``words``."""
    return tuple(values.get(name, "") for name in _list_names(words))


def list_shared(found: Sequence[Diagnostic]) -> tuple[Shared, ...]:
    """Give the findings of one review that others may share, the first of each group."""
    shared: dict[Key, Shared] = {}
    for one in found:
        if one.group is not None:
            shared.setdefault((one.rule, one.group), Shared(one.rule, one.group, one.severity, one.place))
    return tuple(shared.values())


class Bearers:
    """Hold which reviews, by their numbers in an archive, have findings of one group.

    Of a large archive these may be all, and a few bytes of each are held.
    """

    def __init__(self) -> None:
        self._numbers = array("L")
        self._ranks = bytearray()
        self._named: dict[int, Shared] = {}

    def add(self, number: int, one: Shared) -> None:
        """Take in a finding; of those in one review the first stands for it."""
        self._numbers.append(number)
        self._ranks.append(one.severity.rank)
        named = self._named
        if number not in named and (len(named) < _NAMED or number < max(named)):
            named[number] = one
            if len(named) > _NAMED:
                del named[max(named)]

    def count(self) -> int:
        """Give the number of reviews."""
        return len(set(self._numbers))

    def rank(self) -> dict[int, int]:
        """Give the rank of each review's finding."""
        # Backwards: the first of a review comes last, and stays.
        return dict(zip(reversed(self._numbers), reversed(self._ranks), strict=True))

    def name(self) -> dict[int, Shared]:
        """Give the findings of the first reviews in the archive's order."""
        return self._named


Groups = dict[Key, Bearers]


def add_shared(groups: Groups, number: int, one: Shared) -> None:
    """Take in a finding that others may share, of the review with this number in the archive."""
    key = one.rule, one.group
    if key not in groups:
        groups[key] = Bearers()
    groups[key].add(number, one)


def fold_findings(
    own: Groups,
    order: Mapping[str, int],
    found: Iterable[Diagnostic],
    common: Iterable[Diagnostic],
    floods: Mapping[str, Flood],
    home: str | None,
) -> Comparison:
    """Put one finding in the place of those that most of the archive share.

    ``own`` are the reviews' own findings, ``order`` the numbers of all reviews by path; ``found``
    those that came of comparing them, ``common`` the ones among these that are known to be shared:
    both are read more than once. ``home`` is the path where findings about the archive stand;
    ``None`` leaves them at the first review concerned.
    """
    total = len(order)
    groups = _add_compared(own, order, found)
    full = {key: one for key, one in groups.items() if floods[key[0]].covers(one.count(), total)}
    usual = {
        key: one for key, one in _add_compared({}, order, common).items() if total >= floods[key[0]].least
    }
    paths = list(order)
    about = [
        _summarize(floods[key[0]], [one[key] for one in (usual, full) if key in one], paths, home)
        for key in full.keys() | usual.keys()
    ]
    shown: list[Diagnostic] = []
    withheld = Pile()
    for one in found:
        (withheld if _key(one) in full else shown).append(one)
    withheld.extend(one for one in common if _key(one) in usual)
    return Comparison(_sort(shown), _sort(about), withheld, frozenset(full))


def _key(one: Diagnostic) -> Key | None:
    return None if one.group is None else (one.rule, one.group)


def _add_compared(groups: Groups, order: Mapping[str, int], found: Iterable[Diagnostic]) -> Groups:
    """Give groups with what comparing gave beside what they hold."""
    for one in found:
        if one.group is not None:
            add_shared(groups, order[one.path], Shared(one.rule, one.group, one.severity, one.place))
    return groups


def _summarize(
    flood: Flood, bearers: Sequence[Bearers], paths: Sequence[str], home: str | None
) -> Diagnostic:
    """Say what reviews share; where several hold one, the last of ``bearers`` counts."""
    ranks = {number: rank for one in bearers for number, rank in one.rank().items()}
    named = {number: shared for one in bearers for number, shared in one.name().items()}
    concerned = [(paths[number], named[number]) for number in sorted(named)[:_NAMED]]
    path, first = concerned[0]
    gravest = min(ranks.values())
    values = dict(zip(_list_names(flood.words), first.group, strict=True))
    return Diagnostic(
        first.rule,
        next(severity for severity in Severity if severity.rank == gravest),
        _fill_in(flood.words, {**values, "count": str(len(ranks)), "total": str(len(paths))}),
        home or path,
        Place(1, 1, 1, 1),
        Span(0, 0),
        tuple(Related(path, one.place, "one of them") for path, one in concerned),
        url=flood.url,
    )


def _sort(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(found, key=lambda one: one.sort_key))


def _fill_in(words: str, values: Mapping[str, str]) -> str:
    """Put values in, as ``str.format_map`` does; what a config's own words hold beside is left as it is."""
    return _PLACEHOLDER.sub(lambda match: match["brace"] or values.get(match["name"], match[0]), words)


@functools.lru_cache(maxsize=64)
def _list_names(words: str) -> tuple[str, ...]:
    names = (match["name"] for match in _PLACEHOLDER.finditer(words))
    return tuple(dict.fromkeys(name for name in names if name and name not in COUNTS))
