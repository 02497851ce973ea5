"""Floods: a defect that most of an archive shares, said once (``reviewlint.checks.base`` says when)."""

from __future__ import annotations

import functools
import posixpath
import sys
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence

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


def name_archive(home: str | None, paths: Iterable[str]) -> str:
    """Give the path that an archive is known by: its config's, or the folder's that holds all its reviews."""
    if home is not None:
        return home
    folders = {posixpath.dirname(path) for path in paths}
    # Paths that count from different places have nothing in common.
    alike = len({posixpath.isabs(folder) for folder in folders}) == 1
    return posixpath.commonpath(folders) or "." if alike else "."


def find_group(words: str, values: Mapping[str, str]) -> Group:
    """Give the group of a finding by its values: findings of one group read the same in ``words``."""
    return tuple([values.get(name, "") for name in _list_names(words)])


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
        self._named: dict[int, Shared | Diagnostic] = {}
        self._last_named = sys.maxsize

    def add(self, number: int, one: Shared | Diagnostic) -> None:
        """Take in a finding; of those in one review the first stands for it."""
        self._numbers.append(number)
        self._ranks.append(one.severity.rank)
        if number < self._last_named:
            self._name(number, one)

    def extend(self, others: Bearers) -> None:
        """Take in what others hold, behind what is here."""
        self._numbers.extend(others._numbers)
        self._ranks.extend(others._ranks)
        for number, one in others._named.items():
            self._name(number, one)

    def _name(self, number: int, one: Shared | Diagnostic) -> None:
        named = self._named
        if number not in named and number < self._last_named:
            named[number] = one
            if len(named) > _NAMED:
                del named[max(named)]
            if len(named) == _NAMED:
                self._last_named = max(named)

    def count(self) -> int:
        """Give the number of reviews."""
        return len(set(self._numbers))

    def rank(self) -> dict[int, int]:
        """Give the rank of each review's finding."""
        # Backwards: the first of a review comes last, and stays.
        return dict(zip(reversed(self._numbers), reversed(self._ranks), strict=True))

    def name(self) -> dict[int, Shared | Diagnostic]:
        """Give the findings of the first reviews in the archive's order."""
        return self._named


Groups = dict[Key, Bearers]


def add_shared(groups: Groups, number: int, one: Shared | Diagnostic) -> None:
    """Take in a finding that others may share, of the review with this number in the archive."""
    if one.group is None:
        return
    key = one.rule, one.group
    if key not in groups:
        groups[key] = Bearers()
    groups[key].add(number, one)


class Compared:
    """Collect the findings that came of comparing reviews by one rule, and who bears which group."""

    def __init__(self) -> None:
        self.groups: Groups = {}
        self._pile = Pile()
        self._alone = False

    def add(self, number: int, one: Diagnostic) -> None:
        """Take in a finding of the review with this number in the archive."""
        # Packed as they come: where a defect is common, most of them will be withheld.
        self._pile.append(one)
        self._alone = self._alone or one.group is None
        add_shared(self.groups, number, one)

    def divide(self, chosen: Collection[Key]) -> tuple[Iterable[Diagnostic], Pile]:
        """Give the findings that are not of the groups ``chosen``, and those that are."""
        own = self.groups.keys()
        if own.isdisjoint(chosen):
            return self._pile, Pile()
        # Left as they are packed: where a flood is, mostly all of its rule are of it.
        if not self._alone and all(key in chosen for key in own):
            return (), self._pile
        others, of_these = Pile(), Pile()
        for one in self._pile:
            (of_these if one.group is not None and (one.rule, one.group) in chosen else others).append(one)
        return others, of_these


def fold_findings(
    own: Groups,
    paths: Sequence[str],
    found: Sequence[Compared],
    common: Sequence[Compared],
    others: Iterable[Diagnostic],
    floods: Mapping[str, Flood],
    home: str | None,
) -> Comparison:
    """Put one finding in the place of those that most of the archive share.

    ``own`` are the reviews' own findings, ``paths`` those of all reviews by their numbers; ``found``
    is what came of comparing them, ``common`` what of it is known to be shared, ``others`` what is in
    no group. ``home`` is the path where findings about the archive stand; ``None`` leaves them at the
    first review concerned.
    """
    total = len(paths)
    archive = name_archive(home, paths)
    groups = _join([own, *(one.groups for one in found)])
    full = {key: one for key, one in groups.items() if floods[key[0]].covers(one.count(), total)}
    known = _join([one.groups for one in common])
    usual = {key: one for key, one in known.items() if total >= floods[key[0]].least}
    about = [
        _summarize(floods[key[0]], [one[key] for one in (usual, full) if key in one], paths, home, archive)
        for key in full.keys() | usual.keys()
    ]
    shown = list(others)
    withheld = Pile()
    for compared in found:
        others, of_all = compared.divide(full.keys())
        shown.extend(others)
        withheld.extend(of_all)
    for compared in common:
        withheld.extend(compared.divide(usual.keys())[1])
    return Comparison(_sort(shown), _sort(about), withheld, frozenset(full))


def _join(parts: Iterable[Groups]) -> Groups:
    """Join groups; of those in several, all bearers go to the first."""
    joined: Groups = {}
    for groups in parts:
        for key, bearers in groups.items():
            if key in joined:
                joined[key].extend(bearers)
            else:
                joined[key] = bearers
    return joined


def _summarize(
    flood: Flood, bearers: Sequence[Bearers], paths: Sequence[str], home: str | None, archive: str
) -> Diagnostic:
    """Say what reviews share; where several hold one, the last of ``bearers`` counts."""
    ranks = {number: rank for one in bearers for number, rank in one.rank().items()}
    named = {number: shared for one in bearers for number, shared in one.name().items()}
    concerned = [(paths[number], named[number]) for number in sorted(named)[:_NAMED]]
    path, first = concerned[0]
    gravest = min(ranks.values())
    values = dict(zip(_list_names(flood.words), first.group or (), strict=True))
    return Diagnostic(
        first.rule,
        next(severity for severity in Severity if severity.rank == gravest),
        _fill_in(flood.words, {**values, "count": str(len(ranks)), "total": str(len(paths))}),
        home or path,
        Place(1, 1, 1, 1),
        Span(0, 0),
        tuple(Related(path, one.place, "one of them") for path, one in concerned),
        url=flood.url,
        archive=archive,
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
