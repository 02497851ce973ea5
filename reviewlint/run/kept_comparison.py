"""What comparing an archive gave, as it is kept: by review, so that a run over few of them reads little."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from reviewlint.diagnostics import Diagnostic
from reviewlint.flood import Comparison, Key

_Said = tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]
"""What was found in one review, and what is withheld of it."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """Hold the parts of a comparison; ``reviews`` maps the path of each to what is said of it."""

    about: tuple[Diagnostic, ...]
    floods: frozenset[Key]
    reviews: dict[str, bytes]


def pack_comparison(comparison: Comparison) -> bytes:
    """Write a comparison down.

    :raises UnicodeEncodeError: if a path is nothing that UTF-8 can write
    """
    said: dict[str, tuple[list[Diagnostic], list[Diagnostic]]] = {}
    for number, findings in enumerate((comparison.found, comparison.withheld)):
        for one in findings:
            said.setdefault(one.path, ([], []))[number].append(one)
    # Findings are sorted by path: put together again in this order, they are as they were.
    reviews = {path: _ENCODER.encode(said[path]) for path in sorted(said)}
    return _ENCODER.encode(_Kept(comparison.about, comparison.floods, reviews))


def read_comparison(data: bytes, unasked: Collection[str]) -> Comparison:
    """Read what was written down, without what is said of the reviews ``unasked``.

    :raises MsgspecError: if it is damaged
    """
    kept = _KEPT.decode(data)
    said = [_SAID.decode(one) for path, one in kept.reviews.items() if path not in unasked]
    return Comparison(
        tuple(one for found, _ in said for one in found),
        kept.about,
        tuple(one for _, withheld in said for one in withheld),
        kept.floods,
    )


_ENCODER = msgspec.msgpack.Encoder()
_KEPT = msgspec.msgpack.Decoder(_Kept)
_SAID = msgspec.msgpack.Decoder(_Said)
