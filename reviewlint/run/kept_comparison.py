"""What comparing an archive gave, as it is kept: a run over few of its reviews unpacks little of it."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence

import msgspec

from reviewlint.diagnostics import Diagnostic
from reviewlint.flood import Comparison, Key
from reviewlint.pile import Bundle, Pile


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """Hold the parts of a comparison.

    ``found`` is what was found in single reviews, one review after the other; ``ends`` has eight bytes for
    each review of the archive, which say where in ``found`` its part ends. ``elsewhere`` is what was found
    in no review at all.
    """

    about: tuple[Diagnostic, ...]
    floods: frozenset[Key]
    elsewhere: tuple[Diagnostic, ...]
    ends: bytes
    found: bytes
    withheld: list[Bundle]


def pack_comparison(comparison: Comparison, archive: Sequence[str]) -> bytes:
    """Write a comparison down; ``archive`` are the paths of its reviews, as findings carry them.

    :raises UnicodeEncodeError: if a path is nothing that UTF-8 can write
    """
    by_path: dict[str, list[Diagnostic]] = {}
    for one in comparison.found:
        by_path.setdefault(one.path, []).append(one)
    found = bytearray()
    ends = array("Q")
    for path in archive:
        if path in by_path:
            found += _ENCODER.encode(by_path.pop(path))
        ends.append(len(found))
    elsewhere = tuple(one for findings in by_path.values() for one in findings)
    withheld = [*Pile(comparison.withheld).pack()]
    return _ENCODER.encode(
        _Kept(comparison.about, comparison.floods, elsewhere, ends.tobytes(), bytes(found), withheld)
    )


def read_comparison(data: bytes, asked: Collection[int]) -> Comparison:
    """Read what was written down; of what was found in reviews, what is in those ``asked``.

    They go by their numbers in the archive. What is withheld is all there: it stays packed.

    :raises MsgspecError: if it is damaged
    """
    kept = _KEPT.decode(data)
    ends = array("Q", kept.ends)
    parts = [kept.found[ends[number - 1] if number else 0 : ends[number]] for number in asked]
    found = [one for part in parts if part for one in _FOUND.decode(part)]
    return Comparison((*found, *kept.elsewhere), kept.about, Pile.join(kept.withheld), kept.floods)


_ENCODER = msgspec.msgpack.Encoder()
_KEPT = msgspec.msgpack.Decoder(_Kept)
_FOUND = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])
