"""``drift``: reviews of one thing that disagree about it: two years, two spellings, two numbers.

Nobody can know that two reviews speak of one thing; what makes it likely is data, and no likeness
is looked for beyond case, accents and punctuation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import msgspec

from reviewlint.checks.base import ArchiveHit, ArchiveParams, Context, Fact, Settings, shorten
from reviewlint.document.identity import Said, make_key, read_role, spell
from reviewlint.document.model import Review
from reviewlint.span import Place, Span

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


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say what is compared, in several ways where need be.

    A thing that is called as one of the roles ``namesakes`` is (an album as its band) may be one of
    several of that name, and is not compared.
    """

    things: tuple[Thing, ...]
    namesakes: tuple[str, ...] = ()


def gather(review: Review, params: Params, context: Context) -> Iterator[Fact]:
    """Give each role that may differ, by what the review speaks of."""
    known: dict[str, Said | None] = {}

    def read(role: str) -> Said | None:
        if role not in known:
            known[role] = read_role(review, role)
        return known[role]

    said_of: dict[tuple[str, bool], tuple[str, str, Span, Place]] = {}
    for number, thing in enumerate(params.things):
        same = list(map(read, thing.same))
        if not all(same) or any(map(read, thing.without)) or _is_namesake(read, params, thing):
            continue
        key = make_key(said.key if said else "" for said in (*same, *map(read, thing.apart)))
        for role in thing.differ:
            said = read(role)
            if said is None:
                continue
            by_spelling = role in thing.same
            if (role, by_spelling) not in said_of:
                way = make_key([spell(said.text) if by_spelling else said.key])
                place = review.source.place(said.span)
                said_of[role, by_spelling] = way, shorten(said.text), said.span, place
            way, text, span, place = said_of[role, by_spelling]
            yield Fact(f"{number} {role} {key} {way}", text, span, place)


def compare(facts: Sequence[tuple[str, Fact]], params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report what fewer reviews of a thing say of it, beside the first of the others."""
    ways: dict[str, Counter[str]] = {}
    first: dict[str, tuple[str, Fact]] = {}
    for path, fact in facts:
        thing, _, way = fact.key.rpartition(" ")
        ways.setdefault(thing, Counter())[way] += 1
        first.setdefault(fact.key, (path, fact))
    # max takes the first of equals, in the order in which they were met: the later one is reported.
    usual = {thing: max(counts, key=counts.__getitem__) for thing, counts in ways.items()}
    reported = set()
    for path, fact in facts:
        thing, _, way = fact.key.rpartition(" ")
        if way == usual[thing] or (path, fact.span) in reported:
            continue
        reported.add((path, fact.span))
        other, right = first[f"{thing} {usual[thing]}"]
        count = ways[thing][usual[thing]]
        number, role = thing.split(" ")[:2]
        values = {
            "what": _describe(role, settings),
            "text": fact.text,
            "usual": right.text,
            "path": other,
            "others": _count_others(count, params.things[int(number)], role),
        }
        yield ArchiveHit(path, fact, values, related=((other, right, f"here it is `{right.text}`"),))


def _is_namesake(read: Callable[[str], Said | None], params: Params, thing: Thing) -> bool:
    names = {said.key for said in map(read, params.namesakes) if said}
    if not names:
        return False
    called = (read(role) for role in thing.same if role not in params.namesakes)
    return any(said is not None and said.key in names for said in called)


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
