"""The words on the first lines of MyST directives, in which spoilers may stand as in any others.

What a directive is called and told is masked before Markdown is read, its title too, and the first
words of a note that has none.
"""

from __future__ import annotations

from collections.abc import Iterable

from reviewlint.document.markdown.directives import LITERAL, Fence
from reviewlint.document.markdown.layout import Layout
from reviewlint.document.markdown.masked import Masked
from reviewlint.document.markdown.mixed_layout import mix_layout
from reviewlint.document.markdown.outline_reader import read_outline
from reviewlint.document.spoilers.halves import find_hints, may_hold_markers
from reviewlint.document.spoilers.tags import name_fence
from reviewlint.span import Span

_WORDLESS = LITERAL | {
    "class", "container", "cssclass", "default-role", "div", "figure", "figure-md", "iframe", "image",
    "index", "only", "role", "rst-class", "thumbnail", "video", "youtube",
}  # fmt: skip
"""Directives on whose first line stands an address, a class or a name: nothing that is read."""


def read_first_lines(text: str, fences: Iterable[Fence]) -> Layout | None:
    """Read what may hold spoilers of the first lines of directives; ``None`` where nothing may.

    The label of a spoiler is left out: what it says is shown.
    """
    spans = [
        opener.argument_span
        for opener in (fence.opener for fence in fences)
        if opener.style == "directive" and opener.argument_span and may_hold_markers(opener.argument)
        if opener.name not in _WORDLESS and ":" not in opener.name and name_fence(opener) is None
    ]
    if not spans:
        return None
    copy = _keep(text, spans)
    masked = Masked(copy)
    return mix_layout(copy, masked, read_outline(copy, masked, find_hints(copy)), hinted=True)


def _keep(text: str, spans: Iterable[Span]) -> str:
    """Overwrite all but some spans, each of which becomes a paragraph of its own."""
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += ["\n" * (span.start - at), text[span.start : span.end]]
        at = span.end
    pieces.append("\n" * (len(text) - at))
    return "".join(pieces)
