"""``cut-text``: words behind `` #`` in a value without quotes, which YAML takes for a comment."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Review, Value
from reviewlint.document.yaml_text import quote_text
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"field", "kept", "lost", "quoted"})


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say in which roles a comment is more likely to be lost text."""

    roles: tuple[str, ...]


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    for role in params.roles:
        field = review.fields.get(role)
        if field is not None and _is_cut(field.value):
            yield from _report(review, field.name, field.value)


def _is_cut(value: Value) -> bool:
    return value.style == "plain" and bool(value.text) and value.comment is not None


def _report(review: Review, name: str, value: Value) -> Iterator[Hit]:
    if value.comment is None:
        return
    lost = review.source.slice(value.comment).rstrip()
    whole = Span(value.span.start, value.comment.start + len(lost))
    quoted = quote_text(review.source.slice(whole))
    values = {"field": name, "kept": shorten(value.text), "lost": shorten(lost), "quoted": quoted or ""}
    yield Hit(
        Span(value.comment.start, whole.end),
        values,
        edits=((whole, quoted),) if quoted else (),
        safety=Safety.UNSAFE,
        fix_message=f"write {quoted}",
    )


prepare = each(_find)
