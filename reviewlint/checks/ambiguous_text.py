"""``ambiguous-text``: words that a YAML reader takes for something else because nobody quoted them.

The writer of ``title: 1917`` meant four characters; programs read a number, and of ``#Alive``,
``[REC]`` or ``&Juliet`` nothing, a list, an anchor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.fields import Role
from reviewlint.document.front_matter.yaml_text import (
    NOTHING,
    Reading,
    begins_long_text,
    quote_text,
    read_plain_text,
)
from reviewlint.document.model import Field, Review, Value
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"field", "quoted", "reading", "text"})
PLACES = ("field.*",)

_PROPERTY = compile_later(r"[&!](?P<name>[^\s\[\]{},]*)\s*(?P<rest>.*)", re.DOTALL)
# `!!str 1917` says of what type it is; `!!!` is a band.
_CORE_TYPE = compile_later(r"!!(?:binary|bool|float|int|map|null|omap|pairs|seq|set|str|timestamp)(?=\s|\Z)")
_FIELD_NAME = compile_later(r"[a-z_][\w-]*")
_TEXT_TYPES = frozenset({"text", "texts", "work", "id"})
_READ = frozenset({"plain", "flow", "tagged", "block"})
"""Styles of values that YAML makes something of; in quotes and blocks of text it takes all for text."""
_WORK_NAMES = frozenset({"title", "name"})


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which roles to look at; without any, all that hold words."""

    roles: tuple[str, ...] = ()


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """List the roles that hold words."""
    wordy = {role.name: role for role in settings.roles.roles if role.type in _TEXT_TYPES}

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        if review.front_matter is None or review.front_matter.form != "yaml":
            return
        for name, field in review.fields.items():
            role = wordy.get(name)
            if role is None:
                continue
            whole = field.value
            values = _texts(field, role) if whole.kind in ("map", "list") else (whole,)
            for value in values:
                # A plain text of several words is one to all readers; nearly all values are such or quoted.
                if value.style not in _READ or (value.style == "plain" and begins_long_text(value.text)):
                    continue
                hit = _judge(review, value, field, role)
                if hit is None:
                    continue
                for index, params in enumerate(rules):
                    if not params.roles or name in params.roles:
                        yield index, hit

    return run


def _texts(field: Field, role: Role) -> Iterator[Value]:
    """Give the values that should be words: a list's items, a work's title, or the value itself."""
    value = field.value
    if value.kind == "map" and role.type == "work":
        yield from (entry.value for entry in value.entries if entry.key in _WORK_NAMES)
    elif value.kind == "list" and role.type != "text":
        yield from value.items
    else:
        yield value


def _judge(review: Review, value: Value, field: Field, role: Role) -> Hit | None:
    found = _find_reading(review, value, field, role)
    if found is None:
        return None
    span, reading, safety = found
    text = review.source.slice(span)
    quoted = quote_text(text)
    values = {
        "field": field.name,
        "text": shorten(text),
        "quoted": shorten(quoted or f'"{text}"'),
        "reading": reading.what,
    }
    if quoted is None or (value.kind == "map" and not _is_unquoted(review, value)):
        return Hit(span, values)
    return Hit(span, values, edits=((span, quoted),), safety=safety, fix_message=f"put {quoted} in quotes")


def _find_reading(
    review: Review, value: Value, field: Field, role: Role
) -> tuple[Span, Reading, Safety] | None:
    written = review.source.slice(value.span)
    if value.comment is not None and not written and value.kind == "null":
        return _read_comment(review, value.comment)
    if written.startswith(("&", "!")):
        reading = _read_property(review, written)
    elif value.style == "flow" or (value is not field.value and _is_pair(value)):
        reading = _read_collection(value, role)
    elif value.style == "plain":
        reading = read_plain_text(written)
    else:
        return None
    if reading is None or (reading.kept and role.type in ("texts", "id")):
        # A year among the tags shows as it was written, whatever it is read as.
        return None
    if value.kind == "null" and written in NOTHING:
        # That is how one says "nothing"; another rule asks for something.
        return None
    return value.span, reading, Safety.UNSAFE if written == "Null" else Safety.SAFE


def _read_comment(review: Review, comment: Span) -> tuple[Span, Reading, Safety] | None:
    text = review.source.slice(comment).rstrip()
    if len(text) < 2 or text[1].isspace():
        return None
    safety = Safety.UNSAFE if " #" in text else Safety.SAFE
    reading = Reading("a comment, so that nothing is left")
    return Span(comment.start, comment.start + len(text)), reading, safety


def _read_property(review: Review, written: str) -> Reading | None:
    match = _PROPERTY.match(written)
    if match is None or _CORE_TYPE.match(written) or match["rest"].startswith(('"', "'", "|", ">")):
        return None
    name, rest = match["name"], match["rest"]
    before = f"before `{shorten(rest)}`" if rest else "with nothing behind it"
    if written.startswith("!"):
        return Reading(f"a type named `{name}` {before}" if name else f"a sign of a type {before}")
    block = review.front_matter
    if block is not None and f"*{name}" in review.source.slice(block.inside):
        # The label is used further down, so it is meant as one.
        return None
    return Reading(f"a label named `{name}` {before}")


def _read_collection(value: Value, role: Role) -> Reading | None:
    if value.kind == "list":
        return Reading("a list")
    if role.type == "texts" and _describes(value):
        return None
    return Reading("a table of names and values")


def _is_pair(value: Value) -> bool:
    """Tell whether a map is one name and one value: `- Dune: Part Two` as an item of a list."""
    return (
        value.kind == "map" and len(value.entries) == 1 and value.entries[0].value.kind not in ("list", "map")
    )


def _describes(value: Value) -> bool:
    """Tell whether a map says something of a person or a tag: `{name: Ana, url: …}`."""
    return any(entry.value.kind != "null" for entry in value.entries) and all(
        _FIELD_NAME.fullmatch(entry.key) for entry in value.entries
    )


def _is_unquoted(review: Review, value: Value) -> bool:
    """Tell whether no name or value of a map has quotes, which would become part of the text."""
    return all(
        entry.value.style not in ("single", "double")
        and review.source.text[entry.key_span.start] not in "\"'"
        for entry in value.entries
    )
