"""Suppressions in the comments of a YAML or TOML block: ``# reviewlint: ignore RULE``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from reviewlint.document.model import Problem, Suppression, Value
from reviewlint.document.source import SourceText
from reviewlint.document.suppressions import Directive, parse_directive, resolve_directives
from reviewlint.regex import compile_later
from reviewlint.span import Span

_COMMENT = compile_later(r"(?:(?<=[\r\n \t])|\A)#(?=[ \t]*reviewlint:)([^\r\n]*)")


def read_suppressions(
    source: SourceText, inside: Span, root: Value | None
) -> tuple[tuple[Suppression, ...], tuple[Problem, ...]]:
    """Read the suppressions that stand in a block's comments.

    One behind a value covers its line, and the whole value that begins there; one alone on its
    line covers the field that follows.
    """
    if "reviewlint:" not in source.text[inside.start : inside.end]:
        return (), ()
    return resolve_directives(_find_directives(source, inside, root), inside.end)


def _find_directives(source: SourceText, inside: Span, root: Value | None) -> Iterator[Directive]:
    texts = sorted(_texts(root)) if root else []
    starts = [span.start for span in texts]
    entries = sorted(_entries(root)) if root else []
    for match in _COMMENT.finditer(source.text, inside.start, inside.end):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and texts[at].end > match.start():
            # It stands inside a text.
            continue
        span = Span(match.start(), match.start(1) + len(match[1].rstrip()))
        target = _find_target(source, inside, span, entries)
        directive = parse_directive(match[1], match.start(1), span, target)
        if directive is not None:
            yield directive


def _find_target(source: SourceText, inside: Span, comment: Span, entries: list[Span]) -> Span:
    line, column = source.position(comment.start)
    start = source.line_starts[line - 1]
    alone = not source.text[start : start + column - 1].strip(" \t")
    at = bisect_right(entries, Span(start if not alone else comment.end, 0))
    if alone:
        if at == len(entries):
            return Span(comment.end, comment.end)
        following, _ = source.position(entries[at].start)
        return Span(source.line_starts[following - 1], entries[at].end)
    end = comment.end
    if at < len(entries) and entries[at].start < comment.start:
        end = max(end, entries[at].end)
    return Span(start, end)


def _texts(value: Value) -> Iterator[Span]:
    if value.kind not in ("list", "map"):
        yield value.span
    for item in value.items:
        yield from _texts(item)
    for entry in value.entries:
        yield from _texts(entry.value)


def _entries(value: Value) -> Iterator[Span]:
    for entry in value.entries:
        yield Span(entry.key_span.start, max(entry.key_span.end, entry.value.span.end))
        yield from _entries(entry.value)
    for item in value.items:
        if item.kind not in ("list", "map"):
            yield item.span
        yield from _entries(item)
