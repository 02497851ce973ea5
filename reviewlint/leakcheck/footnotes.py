"""Footnotes that only spoilers cite: their text is as secret, wherever it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reviewlint.regex import compile_later
from reviewlint.span import Span

# `[^1]: text` and `.. [#a] text`, with the lines that belong to them.
_DEFINITION = compile_later(
    r"(?m)^[ \t>]*(?:\[\^(?P<markdown>[^\[\]\s]+)\]:|\.\.[ \t]+\[(?P<rest>[#*\w-]+)\])"
    r"(?P<text>[^\n]*(?:\n(?:[ \t]*\r?\n)*[ \t]+\S[^\n]*)*)"
)
_CITATION = compile_later(r"\[\^(?P<markdown>[^\[\]\s]+)\](?!:)|\[(?P<rest>[#*\w-]+)\]_")


def find_hidden_footnotes(text: str, hidden: Sequence[Span]) -> list[Span]:
    """Give the footnotes, with their labels, that are cited and never outside of ``hidden``.

    ``hidden`` are sorted and apart. Where reStructuredText numbers by order (``[#]_``, ``[*]_``),
    one label is all of them.
    """
    if not hidden or ("[^" not in text and "]_" not in text):
        return []
    cited: dict[str, bool] = {}
    for match in _CITATION.finditer(text):
        label = match["markdown"] or match["rest"]
        inside = _is_inside(match.start(), hidden)
        cited[label] = cited.get(label, True) and inside
    return [
        Span(*match.span())
        for match in _DEFINITION.finditer(text)
        if cited.get(match["markdown"] or match["rest"]) and not _is_inside(match.start(), hidden)
    ]


def _is_inside(place: int, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, place, key=lambda span: span.start) - 1
    return at >= 0 and place < spans[at].end
