"""Metadata of a reST text: the field list at its head, or right below its title."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reviewlint.document.model import Entry, FrontMatter, Problem, Value
from reviewlint.document.rest.outline import MetaField
from reviewlint.document.source import SourceText
from reviewlint.span import Span


def read_fields(
    fields: Sequence[MetaField], source: SourceText, known: Collection[str]
) -> tuple[FrontMatter | None, tuple[Problem, ...]]:
    """Turn a field list into front matter; ``known`` are the names that roles are found under."""
    if not fields:
        return None, ()
    entries = tuple(_read_entry(field, source.slice(field.name_span), known) for field in fields)
    span = Span(fields[0].span.start, fields[-1].span.end)
    root = Value(
        kind="map",
        span=span,
        text=source.slice(span),
        data={entry.key: entry.value.data for entry in entries},
        style="block",
        entries=entries,
    )
    line, _ = source.position(span.start)
    opening = Span(span.start, max(span.start, source.line_span(line).end))
    return FrontMatter("rest", span, opening, span, root), tuple(_find_duplicates(entries, source))


def _read_entry(field: MetaField, name: str, known: Collection[str]) -> Entry:
    key = _spell(name, known)
    if field.value is None:
        nothing = Span(field.after, field.after)
        return Entry(key, field.name_span, Value("null", nothing, "", None))
    text = field.value.flat
    return Entry(key, field.name_span, Value("text", field.value.span, text, text))


def _spell(name: str, known: Collection[str]) -> str:
    """Give a field's name as roles spell it: bibliographic fields are case-insensitive."""
    lower = name.lower()
    return lower if name not in known and lower in known else name


def _find_duplicates(entries: Sequence[Entry], source: SourceText) -> list[Problem]:
    first: dict[str, Entry] = {}
    problems: list[Problem] = []
    for entry in entries:
        earlier = first.setdefault(entry.key.lower(), entry)
        if earlier is not entry:
            line, _ = source.position(earlier.key_span.start)
            problems.append(
                Problem(
                    "field-duplicate",
                    entry.key_span,
                    {"field": entry.key, "line": str(line)},
                    related=((earlier.key_span, f"`{entry.key}` stands here first"),),
                )
            )
    return problems
