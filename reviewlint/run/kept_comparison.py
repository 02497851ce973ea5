"""What comparing an archive gave, as it is kept: a run over few of its reviews unpacks little of it."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from reviewlint.diagnostics import Diagnostic
from reviewlint.flood import Comparison, Key
from reviewlint.pile import Bundle, Pile


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """Hold the parts of a comparison; ``found`` maps the path of each review to what was found in it."""

    about: tuple[Diagnostic, ...]
    floods: frozenset[Key]
    found: dict[str, msgspec.Raw]
    withheld: list[Bundle]


def pack_comparison(comparison: Comparison) -> bytes:
    """Write a comparison down.

    :raises UnicodeEncodeError: if a path is nothing that UTF-8 can write
    """
    by_path: dict[str, list[Diagnostic]] = {}
    for one in comparison.found:
        by_path.setdefault(one.path, []).append(one)
    # Findings are sorted by path: put together again in this order, they are as they were.
    found = {path: msgspec.Raw(_ENCODER.encode(by_path[path])) for path in sorted(by_path)}
    withheld = [*Pile(comparison.withheld).pack()]
    return _ENCODER.encode(_Kept(comparison.about, comparison.floods, found, withheld))


def read_comparison(data: bytes, unasked: Collection[str]) -> Comparison:
    """Read what was written down, without what was found in the reviews ``unasked``.

    What is withheld is all there: it stays packed.

    :raises MsgspecError: if it is damaged
    """
    kept = _KEPT.decode(data)
    found = [_FOUND.decode(one) for path, one in kept.found.items() if path not in unasked]
    return Comparison(
        tuple(one for findings in found for one in findings),
        kept.about,
        Pile.join(kept.withheld),
        kept.floods,
    )


_ENCODER = msgspec.msgpack.Encoder()
_KEPT = msgspec.msgpack.Decoder(_Kept)
_FOUND = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])
