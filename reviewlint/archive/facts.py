"""What a review is to be compared by: small facts, taken out of it once; it is not opened again for it."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from reviewlint.checks.base import Context, Fact
from reviewlint.diagnostics import Diagnostic
from reviewlint.digests import blake2b
from reviewlint.document.model import Review
from reviewlint.engine import CRASHED, RuleSet, find_all
from reviewlint.flood import Shared, list_shared
from reviewlint.span import Place, Span
from reviewlint.suppressing import covers, list_undecided, silence

ChooseRules = Callable[[str | None], RuleSet]
"""Give the rules for a relative path; those of the site at large for ``None``."""

DIGEST_SIZE = 12
"""Bytes of a digest."""


class Silencer(msgspec.Struct, frozen=True, array_like=True):
    """Keep of a suppression what only comparing shows: whether it silences anything.

    ``rule`` is ``None`` where it names none; ``span`` is where it is reported, ``target`` what it covers.
    """

    rule: str | None
    target: Span
    span: Span
    place: Place


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """Hold what the archive must know of one review: for each rule its facts.

    ``path`` is the path that findings carry; ``relative`` the one from the config's folder, which
    orders the reviews wherever a run was started. ``shared`` are findings of its own that others
    may share; ``crashes`` the rules that could not be asked, each with its error. ``packed`` are the
    facts by rule, as MessagePack: they are kept so, and read rule by rule.
    ``line_starts`` are the offsets of the lines down to the last that a fact stands on, written down as
    ``pack_starts`` does: few facts are reported, and only of those the line and column are worked out.
    ``silencers`` are the suppressions that nothing of the review itself was silenced by.
    """

    path: str
    relative: str
    draft: bool
    packed: msgspec.Raw
    line_starts: bytes = b"H\0\0"
    shared: tuple[Shared, ...] = ()
    crashes: tuple[tuple[str, str], ...] = ()
    silencers: tuple[Silencer, ...] = ()

    @property
    def shown(self) -> str:
        """Give the path that findings carry."""
        return self.path

    @property
    def digest(self) -> bytes:
        """Tell the facts from others, wherever they are shown; empty where UTF-8 cannot write them."""
        try:
            return digest_written(write_facts(self))
        except UnicodeEncodeError:
            return b""

    def load(self) -> Facts:
        """Give the facts themselves, as what stands for them elsewhere does."""
        return self


def write_facts(facts: Facts) -> bytes:
    """Write facts down, as they are wherever they are shown: without the path.

    :raises UnicodeEncodeError: if a path is nothing that UTF-8 can write
    """
    return _ENCODER.encode(msgspec.structs.replace(facts, path=""))


def read_facts(data: bytes, shown: str) -> Facts:
    """Read facts that were written down; ``shown`` is the path that findings now carry.

    :raises MsgspecError: if they are damaged
    """
    return msgspec.structs.replace(_FACTS.decode(data), path=shown)


def digest_written(data: bytes) -> bytes:
    """Tell facts that were written down from all others."""
    return blake2b(data, digest_size=DIGEST_SIZE).digest()


def gather_facts(review: Review, found: Sequence[Diagnostic], rules: RuleSet, context: Context) -> Facts:
    """Take out of one review what the rules compare; ``found`` are its own findings."""
    by_rule: dict[str, tuple[Fact, ...]] = {}
    crashes: list[tuple[str, str]] = []
    for rule, module, params in rules.archive:
        name = rule.spec.name
        try:
            facts = tuple(module.gather(review, params, context))
        except Exception as error:
            # As in a check of one review: a broken rule must not hide what the others find.
            if CRASHED not in rules.rules:
                raise
            crashes.append((name, describe_error(error)))
            continue
        if facts and review.suppressions:
            facts = tuple(_mark_silenced(review, name, fact) for fact in facts)
        if facts:
            by_rule[name] = facts
    return Facts(
        context.path,
        context.relative,
        context.draft,
        pack(by_rule),
        _list_line_starts(review, by_rule),
        list_shared(found),
        tuple(crashes),
        tuple(_list_silencers(review, rules, context)) if review.suppressions else (),
    )


def _list_line_starts(review: Review, by_rule: Mapping[str, Sequence[Fact]]) -> bytes:
    """Give the offsets of the lines down to the last that a fact stands on."""
    last = max([fact.span.end for facts in by_rule.values() for fact in facts], default=0)
    return pack_starts(review.source.list_starts(last))


def pack_starts(starts: Sequence[int]) -> bytes:
    """Write offsets down: two bytes each, behind an ``H``, or eight behind a ``Q`` where one is large.

    As bytes they take no time to be read, and of a large archive all are held.
    """
    kind = "H" if starts[-1] < 1 << 16 else "Q"
    # In half the time that an array of them takes to be made.
    return kind.encode() + struct.pack(f"{len(starts)}{kind}", *starts)


def read_starts(packed: bytes) -> Sequence[int]:
    """Give offsets that were written down."""
    return memoryview(packed)[1:].cast("H" if packed.startswith(b"H") else "Q")


def _list_silencers(review: Review, rules: RuleSet, context: Context) -> Iterator[Silencer]:
    suppressions = review.suppressions
    if not any(list_undecided(suppressions, {}, rules.elsewhere)):
        return
    # Few reviews silence a rule about the archive: what they silence of others is found once more.
    _, used = silence(suppressions, find_all(review, rules, context))
    for _, one, name, span in list_undecided(suppressions, used, rules.elsewhere):
        yield Silencer(name, one.target, span, review.source.place(span))


def pack(by_rule: Mapping[str, tuple[Fact, ...]]) -> msgspec.Raw:
    """Write facts down for ``Facts.packed``."""
    try:
        return msgspec.Raw(_ENCODER.encode(by_rule))
    except UnicodeEncodeError:
        # An escape in front matter may write half a character, which UTF-8 cannot.
        whole = {name: tuple(map(_replace_halves, facts)) for name, facts in by_rule.items()}
        return msgspec.Raw(_ENCODER.encode(whole))


_ENCODER = msgspec.msgpack.Encoder()
_FACTS = msgspec.msgpack.Decoder(Facts)


def _replace_halves(fact: Fact) -> Fact:
    key, text = (said.encode("utf-8", "replace").decode() for said in (fact.key, fact.text))
    return msgspec.structs.replace(fact, key=key, text=text)


def _mark_silenced(review: Review, rule: str, fact: Fact) -> Fact:
    for one in review.suppressions:
        if covers(one.target, fact.span) and (not one.rules or any(name == rule for name, _ in one.rules)):
            return msgspec.structs.replace(fact, silenced=True)
    return fact


def describe_error(error: Exception) -> str:
    """Name an error and say what it says."""
    return f"{type(error).__name__}: {error}"
