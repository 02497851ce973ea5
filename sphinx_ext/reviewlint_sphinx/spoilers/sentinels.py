"""Spoiler markers replaced by marks that every parser leaves alone, and found again in its tree.

Each marker becomes punctuation, a private-use character, a number, punctuation. The punctuation
is of category Po at both ends, because CommonMark's flanking rules (0.31.2, 6.2) and docutils'
end-strings would else see a word or a bracket beside emphasis; the private-use character is what
no writer types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reviewlint.document.model import Review, Spoiler
from reviewlint.span import Span

_EDGE = "\u2e31"
_OPEN = "\uf6f0"
_CLOSE = "\uf6f1"
_STRANGE = str.maketrans({_OPEN: "\ufffd", _CLOSE: "\ufffd"})
_MARK = re.compile(f"{_EDGE}([{_OPEN}{_CLOSE}])([0-9]+){_EDGE}")

_QUOTED = re.compile(r"(?<=[\r\n])[ \t>]*?(?P<marker>>!)")

# These are directives and roles to the parsers themselves, which know where they end.
NATIVE = frozenset({"myst-directive", "myst-role", "rest-directive", "rest-role"})


class Mark(NamedTuple):
    """Say that a text holds an opening or closing mark at ``start`` to ``end``."""

    opens: bool
    number: int
    start: int
    end: int


class Marked(NamedTuple):
    """Hold a text with its spoilers marked.

    ``written`` maps each mark to what the writer wrote, ``labels`` each number to what its spoiler
    says of itself; ``next`` is the first number not used.
    """

    text: str
    written: Mapping[str, str]
    labels: Mapping[int, str]
    next: int


def mark_spoilers(
    review: Review, replaced: Iterable[tuple[Span, str]] = (), first: int = 1, *, fences: bool = True
) -> Marked:
    """Replace a review's spoiler markers by marks, numbered from ``first``; every line stays its line.

    ``replaced`` are other spans to write over, none of them inside a marker. ``fences`` says that the
    parser takes a fence of colons for a directive; a page that includes a review need not.
    """
    written: dict[str, str] = {}
    labels: dict[int, str] = {}
    edits = [(span, text) for span, text in replaced]
    number = first
    for spoiler in review.spoilers:
        by_colons = review.source.slice(spoiler.opener).lstrip().startswith(":::")
        if spoiler.dialect in NATIVE and (fences or not by_colons):
            continue
        if spoiler.dialect == "colon-fence" and fences:
            edits.append((spoiler.opener, _name_directive(review, spoiler)))
            continue
        markers = [(_OPEN, spoiler.opener)]
        if spoiler.closed:
            end = spoiler.body.end
            markers.append((_CLOSE, spoiler.closer or Span(end, end)))
        if spoiler.dialect == "block-quote":
            edits += _unquote(review, spoiler)
        for kind, span in markers:
            mark = f"{_EDGE}{kind}{number}{_EDGE}"
            marker = review.source.slice(span)
            written[mark] = marker
            edits.append((span, mark + "\n" * _count_lines(marker)))
        if spoiler.label:
            labels[number] = spoiler.label
        number += 1
    return Marked(_rewrite(review.source.text, edits), written, labels, number)


def find_marks(text: str) -> Iterator[Mark]:
    """Give the marks in a text, in its order."""
    for match in _MARK.finditer(text):
        yield Mark(match[1] == _OPEN, int(match[2]), match.start(), match.end())


def holds_mark(text: str) -> bool:
    """Tell whether a text holds a mark, or what is left of one."""
    return _OPEN in text or _CLOSE in text


def restore_markers(text: str, written: Mapping[str, str]) -> str:
    """Give a text with the writer's own markers in place of the marks."""
    return _MARK.sub(lambda match: written.get(match.group(), ""), text)


def drop_marks(text: str) -> str:
    """Give a text without marks."""
    return _MARK.sub("", text)


def _name_directive(review: Review, spoiler: Spoiler) -> str:
    """Write ``::: spoiler`` as the directive that it is meant to be; MyST takes it for a plain div."""
    return review.source.slice(spoiler.opener).replace("spoiler", "{spoiler}", 1).replace("::: {", ":::{", 1)


def _unquote(review: Review, spoiler: Spoiler) -> Iterator[tuple[Span, str]]:
    """Take the markers off the further lines of a spoiler that is written as a quote."""
    for match in _QUOTED.finditer(review.source.text, spoiler.body.start, spoiler.body.end):
        yield Span(*match.span("marker")), ""


def _count_lines(marker: str) -> int:
    return len(re.findall(r"\r\n|\n|\r", marker))


def _rewrite(text: str, edits: list[tuple[Span, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for span, new in sorted(edits):
        if span.start < at:
            continue
        pieces += [text[at : span.start].translate(_STRANGE), new]
        at = span.end
    pieces.append(text[at:].translate(_STRANGE))
    return "".join(pieces)
