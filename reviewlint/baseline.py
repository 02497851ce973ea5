"""The baseline: findings that were there before, so that only new ones are reported.

A finding is known by its rule, the path of its review and the words around it, never by its line
(``reviewlint.fingerprints``). Of several that have all of these in common, as many are known as there
were. Paths count from the folder that the baseline is in; a review that is renamed is a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from reviewlint.diagnostics import Diagnostic
from reviewlint.document.source import SourceText
from reviewlint.engine import CRASHED
from reviewlint.errors import InputError, Trouble
from reviewlint.fingerprints import describe_surroundings, hash_texts

_DIGITS = 16

Key = tuple[str, str, str]
"""A review's path, a rule, and the digest of the words around a finding."""


class Baseline(msgspec.Struct, frozen=True):
    """Hold how many findings are known by each key."""

    counts: Mapping[Key, int] = {}

    @property
    def total(self) -> int:
        """Give the number of findings."""
        return sum(self.counts.values())

    @property
    def reviews(self) -> frozenset[str]:
        """Give the paths of the reviews that have any."""
        return frozenset(path for path, _, _ in self.counts)


class Subtraction(msgspec.Struct, frozen=True):
    """Hold findings taken apart: those that are ``new``, those ``known``, and what is known no more.

    What is withheld may be known, and is never new. ``mended`` are keys of the baseline with how
    many findings each has too many.
    """

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...]
    mended: Mapping[Key, int]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: Literal[1]
    reviews: dict[str, dict[str, dict[str, Annotated[int, Meta(ge=1)]]]]


def read_baseline(data: bytes, shown: str) -> Baseline:
    """Read a baseline file; ``shown`` is how messages name it.

    :raises InputError: if it is none
    """
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"this is no baseline, or was damaged: {error}; restore it, or delete it and write it anew"
        raise InputError(Trouble(shown, 0, 0, message)) from error
    return Baseline(
        {
            (path, rule, words): count
            for path, rules in file.reviews.items()
            for rule, digests in rules.items()
            for words, count in digests.items()
        }
    )


def write_baseline(baseline: Baseline) -> bytes:
    """Give the content of a baseline's file: sorted, so that a change of it is a small diff."""
    reviews: dict[str, dict[str, dict[str, int]]] = {}
    for (path, rule, words), count in sorted(baseline.counts.items()):
        reviews.setdefault(path, {}).setdefault(rule, {})[words] = count
    return msgspec.json.format(msgspec.json.encode(_File(1, reviews)), indent=2) + b"\n"


def find_key(one: Diagnostic, source: SourceText | None, relative: str) -> Key:
    """Give what a finding is known by; ``relative`` is its path from the baseline's folder."""
    return relative, one.rule, hash_texts(describe_surroundings(one, source))[:_DIGITS]


def collect_baseline(
    found: Iterable[Diagnostic], sources: Mapping[str, SourceText], relative: Mapping[str, str]
) -> Baseline:
    """Make a baseline of findings; a rule that crashed is none of them.

    ``relative`` gives for the path of each finding's subject the one from the baseline's folder.
    """
    keys = (
        find_key(one, sources.get(one.path), relative[one.subject]) for one in found if one.rule != CRASHED
    )
    return Baseline(Counter(keys))


def subtract_baseline(
    baseline: Baseline,
    found: Iterable[Diagnostic],
    withheld: Iterable[Diagnostic],
    sources: Mapping[str, SourceText],
    relative: Mapping[str, str],
    judged: Collection[str] = (),
) -> Subtraction:
    """Take apart findings by what is known, the earlier of equal ones first.

    ``withheld`` are findings that are not shown anyway: they are there all the same, and what stands
    for them is not mended. ``judged`` are the paths, from the baseline's folder, of reviews of which
    all was asked, and of those that are gone: only there can something be mended.
    """
    left = dict(baseline.counts)
    reviews = baseline.reviews
    new: list[Diagnostic] = []
    known: list[Diagnostic] = []
    for one in found:
        path = relative[one.subject]
        # The words around a finding are looked at only where something is known.
        key = find_key(one, sources.get(one.path), path) if path in reviews else None
        if key is not None and left.get(key) and one.rule != CRASHED:
            left[key] -= 1
            known.append(one)
        else:
            new.append(one)
    for one in withheld:
        if relative[one.path] in reviews:
            key = find_key(one, sources.get(one.path), relative[one.path])
            if left.get(key):
                left[key] -= 1
                known.append(one)
    places = set(judged)
    mended = {key: count for key, count in left.items() if count and key[0] in places}
    return Subtraction(tuple(new), tuple(known), mended)


def prune_baseline(baseline: Baseline, mended: Mapping[Key, int]) -> Baseline:
    """Take out what was mended."""
    counts = {key: count - mended.get(key, 0) for key, count in baseline.counts.items()}
    return Baseline({key: count for key, count in counts.items() if count > 0})


def renew_baseline(old: Baseline, new: Baseline, replaced: Collection[str]) -> Baseline:
    """Put what is ``new`` in the place of all that was known of the ``replaced`` paths."""
    kept = {key: count for key, count in old.counts.items() if key[0] not in replaced}
    return Baseline({**kept, **new.counts})
