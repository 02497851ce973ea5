"""Overwriting parts of a block by harmless ones of the same length, so that offsets stay true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from reviewlint.document.front_matter.yaml_lines import Line, Lines
from reviewlint.document.front_matter.yaml_nodes import FILLER, Restored
from reviewlint.document.front_matter.yaml_structure import Blame
from reviewlint.document.front_matter.yaml_suspects import strip_quotes
from reviewlint.document.model import ValueStyle
from reviewlint.regex import compile_later
from reviewlint.span import Span

_VISIBLE = compile_later(r"[^\r\n]")


class Mask(msgspec.Struct, frozen=True):
    """Hold a block with something overwritten.

    ``restored`` says, by the offset of a filler, what it stands for; ``loses`` that a name is gone.
    """

    block: str
    restored: tuple[tuple[int, Restored], ...] = ()
    loses: bool = False


def mask_value(block: str, value: Span, meant: str, below: Iterable[Line]) -> Mask:
    """Put a filler in a value's place, and nothing where it goes on below."""
    words = block[value.start : value.end]
    filler = f'"{FILLER * (len(words) - 2)}"' if len(words) > 1 else FILLER
    masked = blank(replace(block, value, filler), (line.span for line in below))
    return Mask(masked, ((value.start, Restored(value, meant, _style(words, meant))),))


def mask_blame(lines: Lines, blame: Blame, mark: int) -> Iterator[Mask]:
    """Give the ways to read past a line of the wrong shape, the least loss first."""
    line, block = blame.line, lines.block
    if blame.tabs:
        yield Mask(blank(block, blame.tabs))
    below = blame.below or tuple(one.span for one in lines.continuation(line))
    if blame.value is not None:
        yield _mask_name(block, blame, below)
    yield Mask(blank(block, (line.span, *below)), loses=True)
    end = max(mark, *(span.end for span in (line.span, *below)))
    yield Mask(blank(block, [Span(line.span.start, end)]), loses=True)


def _mask_name(block: str, blame: Blame, below: Iterable[Span]) -> Mask:
    """Put a colon behind a name that lacks one, and a filler in the value's place."""
    value = blame.value or blame.span
    colon = blame.colon
    filler = FILLER * (value.end - colon - len(": "))
    masked = blank(replace(block, Span(colon, value.end), f": {filler}"[: value.end - colon]), below)
    words = strip_quotes(block[value.start : value.end])
    place = colon + 2 if filler else colon + 1
    return Mask(masked, ((place, Restored(value, words, _style(block[value.start : value.end], words))),))


def replace(block: str, span: Span, text: str) -> str:
    """Put ``text`` in the place of a span."""
    return block[: span.start] + text + block[span.end :]


def apply(block: str, edits: Iterable[tuple[Span, str]]) -> str:
    """Make edits that do not overlap."""
    pieces, at = [], 0
    for span, text in sorted(edits):
        pieces += [block[at : span.start], text]
        at = span.end
    return "".join(pieces) + block[at:]


def blank(block: str, spans: Iterable[Span]) -> str:
    """Put spaces in the place of spans that do not overlap, keeping their line endings."""
    return apply(block, ((span, _VISIBLE.sub(" ", block[span.start : span.end])) for span in spans))


def _style(written: str, meant: str) -> ValueStyle:
    """Say how a broken value is written: in quotes only where they stand at both of its ends."""
    if written == meant or written[0] != written[-1]:
        return "plain"
    return _QUOTES.get(written[0], "plain")


_QUOTES: dict[str, ValueStyle] = {"'": "single", '"': "double"}
