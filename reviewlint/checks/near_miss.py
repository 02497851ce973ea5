"""``near-miss``: a name that is almost, but not quite, one of a word list of names.

Only words that begin with a capital letter are names. Case and punctuation do not count
("Warner Bros" is right beside "Warner Bros."), and a name that is on the list is never a near
miss of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, list_words, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Review
from reviewlint.document.scopes import Part, parts, require_scopes
from reviewlint.regex import compile_later

PLACEHOLDERS = frozenset({"name", "text"})

_WORD = compile_later(r"[^\W_]+")
_CAPITALISED = compile_later(r"[^\W\d_a-z][^\W_]*")
_SHORTEST = 7
"""Letters of a name that stands alone: shorter ones are one letter away from too many words."""
_LONGEST_TEXT = 2000
"""Code points of a text that are looked at: a caption that names its holder later is none."""
_TWO_SLIPS = 12
"""Letters from which two slips still leave a name recognisable."""
_LETTERS_A_SLIP = 4
"""Letters of a word for each that may be wrong in it."""
_MOST_WORDS = 4096
"""Words of which it is remembered whether a name may begin with them."""

Key = tuple[str, ...]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which list of names and where; behind one of the words ``unless_after`` it is meant."""

    scopes: tuple[str, ...]
    list: str
    unless_after: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes(self.scopes)


class Names(msgspec.Struct, frozen=True):
    """Hold the names of a list by their words in small letters.

    ``by_place`` are the names of several words by one of these and how many stand before it,
    ``by_rest`` are the names of one word by what is left of each without some of its letters;
    ``beginnings`` are such rests of what the names of several words begin with. ``longest`` counts
    words, ``letters`` those of the longest word.
    """

    written: Mapping[Key, str]
    by_place: Mapping[tuple[str, int], tuple[Key, ...]]
    by_rest: Mapping[str, tuple[str, ...]]
    firsts: frozenset[str]
    beginnings: frozenset[str]
    longest: int
    letters: int


class Found(msgspec.Struct, frozen=True):
    """Hold a near miss: where it stands in its text, the right name, how many letters are off."""

    start: int
    end: int
    name: str
    slips: int


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Order each list of names by their words."""
    # Ordered only for the first review that writes a word with a capital where names are looked for.
    orders = [cache(partial(_order, list_words(settings.vocabularies.get(one.list)))) for one in rules]
    # Captions begin with the same few words all over an archive.
    may_begin = [lru_cache(_MOST_WORDS)(partial(_may_begin, order=order)) for order in orders]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            texts = [part for scope in params.scopes for part in parts(review, scope)]
            words = _CAPITALISED.findall("\n".join([part.text[:_LONGEST_TEXT] for part in texts]))
            if any(map(may_begin[index], words)):
                for part in texts:
                    for found in _search(part.text[:_LONGEST_TEXT], orders[index](), params.unless_after):
                        yield index, _hit(part, found)

    return run


def _order(names: Iterable[str]) -> Names:
    written = {_key(name): name for name in names}
    written.pop((), None)
    by_place: dict[tuple[str, int], tuple[Key, ...]] = {}
    for key in written:
        for offset, word in enumerate(key if len(key) > 1 else ()):
            by_place[word, offset] = (*by_place.get((word, offset), ()), key)
    by_rest: dict[str, tuple[str, ...]] = {}
    for key in written:
        if len(key) == 1 and len(key[0]) >= _SHORTEST:
            for rest in _list_rests(key[0]):
                by_rest[rest] = (*by_rest.get(rest, ()), key[0])
    firsts = frozenset(key[0] for key in written)
    beginnings = frozenset(rest for key in written if len(key) > 1 for rest in _list_slips(key[0]))
    longest = max(map(len, written), default=0)
    letters = max((len(word) for key in written for word in key), default=0)
    return Names(written, by_place, by_rest, firsts, beginnings, longest, letters)


def _list_slips(word: str) -> set[str]:
    """Give a word, and what is left of it without as many letters as may be wrong: see ``_count_slips``."""
    rests = {word}
    for _ in range(min(len(word) // _LETTERS_A_SLIP, 2)):
        rests |= {one[:at] + one[at + 1 :] for one in rests for at in range(len(one))}
    return rests


def _may_begin(word: str, order: Callable[[], Names]) -> bool:
    """Tell whether a name of the list, or a near miss of one, may begin with a word."""
    names = order()
    word = word.casefold()
    if len(word) > names.letters + 2:
        return False
    if not names.beginnings.isdisjoint(_list_slips(word)):
        return True
    return len(word) >= _SHORTEST - 1 and any(rest in names.by_rest for rest in _list_rests(word))


def _list_rests(word: str) -> Iterable[str]:
    """Give a word without each of its letters: two words that are one slip apart share one of these.

    Where a name is so long that two slips leave it recognisable, without each two as well.
    """
    once = {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
    if len(word) < _TWO_SLIPS:
        return once
    return once.union(*({one[:at] + one[at + 1 :] for at in range(len(one))} for one in once))


def _key(name: str) -> Key:
    return tuple(word.casefold() for word in _WORD.findall(name))


def _search(text: str, names: Names, unless_after: Sequence[str]) -> Iterator[Found]:
    """Give the near misses in a text, the closest where several overlap."""
    words = list(_WORD.finditer(text))
    folded = [word.group().casefold() for word in words]
    right = _mark_right(folded, names)
    found: list[Found] = []
    for at, word in enumerate(words):
        if not word.group()[0].isupper() or (at and folded[at - 1] in unless_after):
            continue
        for key, slips in _compare(folded, at, names, right[at] - at + 1):
            last = at + len(key) - 1
            if words[last].group()[0].isupper():
                found.append(Found(word.start(), words[last].end(), names.written[key], slips))
    end = 0
    for one in sorted(found, key=lambda one: (one.start, one.slips, -one.end, one.name)):
        if one.start >= end:
            end = one.end
            yield one


def _mark_right(folded: Sequence[str], names: Names) -> list[int]:
    """Give for each word the index behind the longest listed name that it belongs to, or its own."""
    right = list(range(len(folded)))
    for at, word in enumerate(folded):
        if word not in names.firsts:
            continue
        for length in range(min(names.longest, len(folded) - at), 0, -1):
            if tuple(folded[at : at + length]) in names.written:
                for index in range(at, at + length):
                    right[index] = max(right[index], at + length)
                break
    return right


def _compare(folded: Sequence[str], at: int, names: Names, shortest: int) -> Iterator[tuple[Key, int]]:
    """Give the listed names that the words from ``at`` come near, and by how many letters.

    Those of fewer than ``shortest`` words lie within a name that is right as it stands.
    """
    tried: set[Key] = set()
    for offset in range(min(names.longest, len(folded) - at)):
        for key in names.by_place.get((folded[at + offset], offset), ()):
            if len(key) < shortest or key in tried:
                continue
            tried.add(key)
            slips = _count_slips(folded[at : at + len(key)], key)
            if slips:
                yield key, slips
    word = folded[at]
    if shortest == 1 and _SHORTEST - 1 <= len(word) <= names.letters + 1:
        near = (name for rest in _list_rests(word) for name in names.by_rest.get(rest, ()))
        for name in dict.fromkeys(near):
            # A plural is another word ("Penguins"), and so is what a possessive leaves.
            if abs(len(name) - len(word)) <= 1 and word.rstrip("s") != name.rstrip("s"):
                slips = _count_slips([word], (name,))
                if slips:
                    yield (name,), slips


def _count_slips(words: Sequence[str], key: Key) -> int:
    """Count letters that are wrong, missing, too many or swapped; 0 where it is another name."""
    if len(words) != len(key) or words == list(key):
        return 0
    letters = sum(map(len, key))
    most = 2 if letters >= _TWO_SLIPS else 1
    wrong = [(word, right) for word, right in zip(words, key, strict=True) if word != right]
    if any(not _may_be_slip(word, right, min(most, len(right) // _LETTERS_A_SLIP)) for word, right in wrong):
        return 0
    # Imported only once a text comes this near to a known name: hardly any review does.
    from rapidfuzz.distance import OSA

    slips = 0
    for word, right in wrong:
        distance = OSA.distance(word, right, score_cutoff=most)
        if distance * _LETTERS_A_SLIP > len(right):
            return 0
        slips += distance
    return slips if slips <= most else 0


def _may_be_slip(word: str, right: str, most: int) -> bool:
    """Tell whether two words may be at most so many slips apart, by their letters in any order.

    No slip adds, drops or changes more than one letter, and a swap changes none.
    """
    if abs(len(word) - len(right)) > most or min(len(word), len(right)) < 3:
        return False
    return _count_missing(word, right) <= most and _count_missing(right, word) <= most


def _count_missing(word: str, other: str) -> int:
    """Count the letters of a word that another has not, or not as often."""
    return sum(max(0, word.count(letter) - other.count(letter)) for letter in set(word))


def _hit(part: Part, found: Found) -> Hit:
    text = part.text[found.start : found.end]
    span = part.locate(found.start, found.end)
    values = {"text": shorten(text), "name": found.name}
    if not part.exact:
        return Hit(span, values)
    return Hit(span, values, edits=((span, found.name),), safety=Safety.UNSAFE)
