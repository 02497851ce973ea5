"""Floods: a defect that most of an archive shares, said once (``reviewlint.checks.base`` says when)."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from reviewlint.diagnostics import Diagnostic, Related, Severity
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
    withheld: tuple[Diagnostic, ...] = ()
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


def fold_findings(
    own: Mapping[str, Sequence[Shared]],
    found: Sequence[Diagnostic],
    common: Sequence[Diagnostic],
    floods: Mapping[str, Flood],
    home: str | None,
) -> Comparison:
    """Put one finding in the place of those that most of the archive share.

    ``own`` are the reviews' own findings by path, for every review, in the archive's order;
    ``found`` those that came of comparing them, ``common`` the ones among these that are known to
    be shared. ``home`` is the path where findings about the archive stand; ``None`` leaves them at
    the first review concerned.
    """
    order = {path: number for number, path in enumerate(own)}
    groups = _group([*_list_own(own), *_list_compared(found)])
    full = {key: paths for key, paths in groups.items() if floods[key[0]].covers(len(paths), len(order))}
    usual = {
        key: paths
        for key, paths in _group(_list_compared(common)).items()
        if len(order) >= floods[key[0]].least
    }
    about = []
    for key in full.keys() | usual.keys():
        paths = {**usual.get(key, {}), **full.get(key, {})}
        concerned = sorted(paths.items(), key=lambda pair: order[pair[0]])
        about.append(_summarize(floods[key[0]], concerned, len(order), home))
    return Comparison(
        _sort([one for one in found if _key(one) not in full]),
        _sort(about),
        _sort([one for one in found if _key(one) in full] + [one for one in common if _key(one) in usual]),
        frozenset(full),
    )


def _key(one: Diagnostic) -> Key | None:
    return None if one.group is None else (one.rule, one.group)


def _group(members: Iterable[tuple[str, Shared]]) -> dict[Key, dict[str, Shared]]:
    """Sort findings by what they share, and those by review, the first of each."""
    groups: dict[Key, dict[str, Shared]] = {}
    for path, one in members:
        groups.setdefault((one.rule, one.group), {}).setdefault(path, one)
    return groups


def _list_own(own: Mapping[str, Sequence[Shared]]) -> Iterator[tuple[str, Shared]]:
    for path, shared in own.items():
        for one in shared:
            yield path, one


def _list_compared(found: Iterable[Diagnostic]) -> Iterator[tuple[str, Shared]]:
    for one in found:
        if one.group is not None:
            yield one.path, Shared(one.rule, one.group, one.severity, one.place)


def _summarize(
    flood: Flood, concerned: Sequence[tuple[str, Shared]], total: int, home: str | None
) -> Diagnostic:
    path, first = concerned[0]
    values = dict(zip(_list_names(flood.words), first.group, strict=True))
    return Diagnostic(
        first.rule,
        min((one.severity for _, one in concerned), key=lambda severity: severity.rank),
        _fill_in(flood.words, {**values, "count": str(len(concerned)), "total": str(total)}),
        home or path,
        Place(1, 1, 1, 1),
        Span(0, 0),
        tuple(Related(path, one.place, "one of them") for path, one in concerned[:_NAMED]),
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
