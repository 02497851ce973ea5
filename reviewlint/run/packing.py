"""What a file gave, written down: of what nobody asks for no objects are made.

A process that examines files for another one writes all down that is kept, so that the other, which
all wait for, need not take it apart.
"""

from __future__ import annotations

import msgspec

from reviewlint.archive.facts import Facts, digest_written, read_facts, write_facts
from reviewlint.archive.sheets import Sheet
from reviewlint.run.examining import Examined

ENCODER = msgspec.msgpack.Encoder()


class Packed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Hold what one file gave, each thing as MessagePack that is asked for by itself.

    ``found`` is an ``Examined`` with neither facts nor answers. ``facts`` are empty where nobody
    compares them, and ``digest`` tells them from others; ``elsewhere`` is the review's path from the
    config's folder, empty where that is ``shown``. ``crashed`` says that a rule could not be asked.
    """

    shown: str
    crashed: bool
    answers: bytes
    found: bytes
    facts: bytes = b""
    digest: bytes = b""
    elsewhere: str = ""

    @property
    def relative(self) -> str:
        """Give the path from the config's folder."""
        return self.elsewhere or self.shown

    @property
    def sheet(self) -> Sheet | None:
        """Give what stands for the facts."""
        return self if self.facts else None

    def read(self) -> Examined:
        """Give what was found, without the facts."""
        return read_found(self.found, self.shown)

    def load(self) -> Facts:
        """Give the facts."""
        return read_facts(self.facts, self.shown)


def pack(examined: Examined) -> Packed:
    """Write down what a file gave.

    :raises UnicodeEncodeError: if a path or a message is nothing that UTF-8 can write
    """
    facts, shown = examined.facts, examined.shown
    answers = ENCODER.encode(examined.answers)
    found = ENCODER.encode(Examined(shown, examined.checksum, examined.found))
    if facts is None:
        return Packed(shown, examined.crashed, answers, found)
    written = write_facts(facts)
    elsewhere = "" if facts.relative == shown else facts.relative
    return Packed(shown, examined.crashed, answers, found, written, digest_written(written), elsewhere)


def read_found(data: bytes, shown: str) -> Examined:
    """Read what was found, under the path that findings now carry.

    :raises MsgspecError: if it is damaged
    """
    examined = _FOUND.decode(data)
    return examined if examined.shown == shown else _show_as(examined, shown)


_FOUND = msgspec.msgpack.Decoder(Examined)


def _show_as(examined: Examined, shown: str) -> Examined:
    """Put another path in all that a review's own findings say of places in it."""
    replace = msgspec.structs.replace
    found = tuple(
        replace(one, path=shown, related=tuple(replace(other, path=shown) for other in one.related))
        for one in examined.found
    )
    return replace(examined, shown=shown, found=found)
