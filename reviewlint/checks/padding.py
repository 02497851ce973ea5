"""``padding``: white space at the ends of a text that must have none there."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Review, Spoiler, SpoilerDialect
from reviewlint.document.scopes import parts, require_scopes
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"marker", "text"})


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say where; ``dialects`` narrows spoilers down to those written so, on one line."""

    scopes: tuple[str, ...]
    dialects: tuple[SpoilerDialect, ...] = ()

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes(self.scopes)


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    for scope in params.scopes:
        for part in parts(review, scope):
            text, marker, span = part.text, "", part.span
            if part.state != "text" or not part.exact or text == text.strip():
                continue
            if isinstance(part.owner, Spoiler):
                if params.dialects and not _is_meant(part.owner, params):
                    continue
                marker, span = review.source.slice(part.owner.opener), part.owner.span
            front, back = len(text) - len(text.lstrip()), len(text.rstrip())
            ends = (part.locate(0, front), part.locate(back, len(text)))
            edits = tuple((end, "") for end in ends if end.start < end.end)
            values = {"text": shorten(text), "marker": marker}
            yield Hit(Span(span.start, span.end), values, edits=edits, safety=Safety.SAFE)


def _is_meant(spoiler: Spoiler, params: Params) -> bool:
    return spoiler.closed and spoiler.form == "inline" and spoiler.dialect in params.dialects


prepare = each(_find)
