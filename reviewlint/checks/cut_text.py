"""``cut-text``: words behind `` #`` in a value without quotes, which YAML takes for a comment."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.front_matter.yaml_text import quote_text
from reviewlint.document.model import Field, Review, Value
from reviewlint.document.suppressions import parse_directive
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"field", "kept", "lost", "quoted"})
PLACES = ("field.*",)


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say in which roles a comment is more likely to be lost text."""

    roles: tuple[str, ...]


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    for role in params.roles:
        field = review.fields.get(role)
        if field is None:
            continue
        for name, value in _texts(field):
            if _is_cut(review, value):
                yield from _report(review, name, value)


def _texts(field: Field) -> Iterator[tuple[str, Value]]:
    """Give the value, or of a map that describes the work its title, with their names."""
    if field.value.kind != "map":
        yield field.name, field.value
    for entry in field.value.entries:
        if entry.key in ("title", "name"):
            yield f"{field.name}.{entry.key}", entry.value


def _is_cut(review: Review, value: Value) -> bool:
    if value.style != "plain" or not value.text or value.comment is None:
        return False
    # What speaks to reviewlint was never part of the title.
    comment = review.source.slice(value.comment).lstrip("#")
    return parse_directive(comment, value.comment.start + 1, value.comment) is None


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
