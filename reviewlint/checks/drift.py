"""``drift``: reviews of one thing that disagree about it: two years, two spellings, two numbers.

Nobody can know that two reviews speak of one thing; what makes it likely is data, and no likeness
is looked for beyond case, accents and punctuation.
"""

from __future__ import annotations

import functools
import itertools
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import NamedTuple

import msgspec

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
from reviewlint.document.identity import Said, abbreviate, make_key, read_roles, spell
from reviewlint.document.model import Review

PLACEHOLDERS = frozenset({"others", "path", "text", "usual", "what"})
PLACES = ("field.*",)

_TITLE = "the title of the work"


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say when two reviews speak of one thing, and in which roles they must then agree.

    They fill all of the roles ``same`` alike and none of ``without``, and none of ``apart`` differs,
    where empty and filled differ too. Roles of ``differ`` that are empty say nothing; one that is
    also in ``same`` is compared by its spelling.
    """

    same: tuple[str, ...]
    differ: tuple[str, ...]
    apart: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True, dict=True):
    """Say what is compared, in several ways where need be.

    A thing that is called as one of the roles ``namesakes`` is (an album as its band) may be one of
    several of that name, and is not compared.
    """

    things: tuple[Thing, ...]
    namesakes: tuple[str, ...] = ()

    @functools.cached_property
    def roles(self) -> tuple[str, ...]:
        """Give all roles that matter, each once."""
        listed = [role for one in self.things for role in (*one.same, *one.differ, *one.apart, *one.without)]
        return tuple(dict.fromkeys((*self.namesakes, *listed)))


def gather(review: Review, params: Params, context: Context) -> Sequence[Fact]:
    """Give what the review says of each role by which things are told apart or compared.

    Which things it speaks of is worked out beside the other reviews: few are reviewed twice.
    """
    return [_write_fact(role, said) for role, said in read_roles(review, params.roles).items()]


def _write_fact(role: str, said: Said) -> Fact:
    text = shorten(said.text)
    # How it is spelt is told by the text, unless that is cut.
    spelling = "" if text == said.text else make_key([spell(said.text)])
    return Fact(f"{role}\n{abbreviate(said.key)}\n{spelling}", text, said.span)


class _Told(NamedTuple):
    """Hold what a review tells of a role; ``key`` and ``spelling`` are of those who tell the same."""

    key: str
    spelling: str
    fact: Fact

    @property
    def spelt(self) -> str:
        """Give what tells one spelling from another."""
        return self.spelling or spell(self.fact.text)


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report what fewer reviews of a thing say of it, beside the first of the others."""
    list_things = _prepare_things(params)
    # Most things are spoken of once: what tells them is not held, only a number for each.
    hashes, ends = array("q"), array("Q", [0])
    for keys in _read_keys(facts):
        hashes.extend([hash(one) for one in list_things(keys)])
        ends.append(len(hashes))
    several = count_repeated(hashes)
    if several:
        compared = [
            one
            for (start, end), (path, listed) in zip(itertools.pairwise(ends), _group(facts), strict=True)
            if not several.keys().isdisjoint(hashes[start:end])
            for told in [_read_facts(listed)]
            for number, name in list_things({role: said.key for role, said in told.items()})
            if hash((number, name)) in several
            for one in _list_ways(path, told, number, name, params.things[number])
        ]
        yield from _compare_ways(compared, params, settings)


def _group(facts: FactsOfRule) -> Iterator[tuple[str, Iterator[tuple[str, Fact]]]]:
    return itertools.groupby(facts, key=itemgetter(0))


def _read_keys(facts: FactsOfRule) -> Iterator[dict[str, str]]:
    """Give the keys by which each review's roles are compared."""
    for _, listed in _group(facts):
        yield dict([fact.key.split("\n")[:2] for _, fact in listed])


def _read_facts(listed: Iterable[tuple[str, Fact]]) -> dict[str, _Told]:
    """Give what one review tells of the roles."""
    told = {}
    for _, fact in listed:
        role, key, spelling = fact.key.split("\n")
        told[role] = _Told(key, spelling, fact)
    return told


Name = tuple[int, str]
"""A thing that a review speaks of: the number of the way to tell, and all that tells it from others."""


class _WayToTell(NamedTuple):
    """Hold a way to tell a thing, by its number in ``Params``, for reviews that fill certain roles.

    ``told_by`` are the roles that tell it, ``may_be_names`` those of them that a name may be in.
    """

    number: int
    told_by: tuple[str, ...]
    may_be_names: tuple[str, ...]


def _prepare_things(params: Params) -> Callable[[dict[str, str]], list[Name]]:
    """Give a function that lists the things which a review speaks of, by the keys of its roles."""
    # Most reviews of an archive fill the same few roles, which leave few ways to tell.
    possible: dict[tuple[str, ...], list[_WayToTell]] = {}

    def list_things(keys: dict[str, str]) -> list[Name]:
        filled = tuple(keys)
        if filled not in possible:
            possible[filled] = list(_list_ways_to_tell(params, keys.keys()))
        names = {keys[role] for role in params.namesakes if role in keys}
        return [
            (number, "\n".join([keys.get(role, "") for role in told_by]))
            for number, told_by, may_be_names in possible[filled]
            if not names or names.isdisjoint([keys[role] for role in may_be_names])
        ]

    return list_things


def _list_ways_to_tell(params: Params, filled: AbstractSet[str]) -> Iterator[_WayToTell]:
    for number, thing in enumerate(params.things):
        if filled >= set(thing.same) and filled.isdisjoint(thing.without):
            own = tuple(role for role in thing.same if role not in params.namesakes)
            yield _WayToTell(number, (*thing.same, *thing.apart), own)


class _Way(NamedTuple):
    """Hold what a review says of a thing in one role."""

    path: str
    number: int
    role: str
    name: str
    way: str
    fact: Fact


def _list_ways(path: str, told: dict[str, _Told], number: int, name: str, thing: Thing) -> Iterator[_Way]:
    for role in thing.differ:
        one = told.get(role)
        if one is not None:
            yield _Way(path, number, role, name, one.spelt if role in thing.same else one.key, one.fact)


def _compare_ways(compared: Sequence[_Way], params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    ways: dict[tuple[int, str, str], Counter[str]] = {}
    first: dict[tuple[int, str, str, str], _Way] = {}
    for one in compared:
        thing = one.number, one.role, one.name
        ways.setdefault(thing, Counter())[one.way] += 1
        first.setdefault((*thing, one.way), one)
    # max takes the first of equals, in the order in which they were met: the later one is reported.
    usual = {thing: max(counts, key=counts.__getitem__) for thing, counts in ways.items()}
    reported = set()
    for one in compared:
        thing = one.number, one.role, one.name
        if one.way == usual[thing] or (one.path, one.fact.span) in reported:
            continue
        reported.add((one.path, one.fact.span))
        right = first[*thing, usual[thing]]
        values = {
            "what": _describe(one.role, settings),
            "text": one.fact.text,
            "usual": right.fact.text,
            "path": right.path,
            "others": _count_others(ways[thing][usual[thing]], params.things[one.number], one.role),
        }
        related = (right.path, right.fact, f"here it is `{right.fact.text}`")
        yield ArchiveHit(one.path, one.fact, values, related=(related,))


def _count_others(count: int, thing: Thing, role: str) -> str:
    """Say how many reviews disagree, and what lets them speak of the same thing."""
    others = "another review" if count == 1 else f"{count} other reviews"
    if role in thing.same:
        return others
    names = ["title" if name == "work" else name.replace("_", " ") for name in thing.same]
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return f"{others} with the same {listed}"


def _describe(role: str, settings: Settings) -> str:
    if role in ("work", "title"):
        return _TITLE
    return next((one.what for one in settings.roles.roles if one.name == role and one.what), f"`{role}`")
