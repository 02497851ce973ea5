"""``repetition``: a text that stands twice in a place where each should stand once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.identity import fold_each
from reviewlint.document.model import Field, Heading, Review, Value
from reviewlint.document.scopes import Part, parts, require_scopes, split_at_commas
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"line", "text"})


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which texts are compared, whatever their case, accents, blanks and punctuation.

    Headings count as repeated below the same heading only. ``split`` takes a text apart at its
    commas. ``remove`` makes a fix that takes the later one out of its list.
    """

    scopes: tuple[str, ...]
    split: bool = False
    remove: bool = False

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes(self.scopes)


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    for scope in params.scopes:
        pieces = _list_pieces(review, scope, params)
        texts = fold_each([part.text for part in pieces]) if len(pieces) > 1 else []
        # What stands nowhere twice does not stand twice below one heading.
        if len(set(texts)) == len(texts):
            continue
        seen: dict[tuple[object, str], Part] = {}
        section: list[tuple[int, int]] = []
        for part, folded in zip(pieces, texts, strict=True):
            if not folded:
                continue
            first = seen.setdefault((_enter(section, part), folded), part)
            if first is not part:
                yield _report(review, first, part, params)


def _list_pieces(review: Review, scope: str, params: Params) -> Sequence[Part]:
    whole = parts(review, scope)
    if not params.split:
        return whole
    return [piece for part in whole for piece in split_at_commas(part)]


def _enter(section: list[tuple[int, int]], part: Part) -> int:
    """Give the place of the heading that a heading stands below, and step into it; -1 for others."""
    if not isinstance(part.owner, Heading):
        return -1
    while section and section[-1][0] >= part.owner.level:
        section.pop()
    above = section[-1][1] if section else -1
    section.append((part.owner.level, part.span.start))
    return above


def _report(review: Review, first: Part, part: Part, params: Params) -> Hit:
    line, _ = review.source.position(first.span.start)
    hit = Hit(
        part.span,
        {"text": shorten(part.text), "line": str(line)},
        related=((first.span, "it stands here first"),),
    )
    cut = _find_item(review, part) if params.remove else None
    if cut is None:
        return hit
    same = first.text.casefold() == part.text.casefold()
    return msgspec.structs.replace(
        hit,
        edits=((cut, ""),),
        safety=Safety.SAFE if same else Safety.UNSAFE,
        fix_message=f"take `{shorten(part.text)}` out here",
    )


def _find_item(review: Review, part: Part) -> Span | None:
    """Give what to cut so that an item of a list goes: its line, or it and the comma before it."""
    field = part.owner.value if isinstance(part.owner, Field) else None
    if field is None:
        return None
    at = bisect_right(field.items, part.span.start, key=lambda one: one.span.start) - 1
    item = field.items[at] if at >= 0 else None
    if item is None or item.span != _quoted(item, part):
        return _with_comma(review, part.span, field.span)
    if field.style == "block":
        if item.comment is not None:
            return None
        line, _ = review.source.position(item.span.start)
        starts = review.source.line_starts
        end = starts[line] if line < len(starts) else len(review.source.text)
        return Span(starts[line - 1], end)
    return _with_comma(review, item.span, field.span)


def _quoted(item: Value, part: Part) -> Span:
    if item.style in ("single", "double"):
        return Span(part.span.start - 1, part.span.end + 1)
    return part.span


def _with_comma(review: Review, span: Span, inside: Span) -> Span | None:
    comma = review.source.text.rfind(",", inside.start, span.start)
    if comma < 0 or review.source.text[comma + 1 : span.start].strip():
        return None
    return Span(comma, span.end)


prepare = each(_find)
