"""Suppressions in the comments of a YAML or TOML block: ``# reviewlint: ignore RULE``."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from reviewlint.document.model import Problem, Suppression, Value
from reviewlint.document.source import SourceText
from reviewlint.document.suppressions import Directive, parse_directive, resolve_directives
from reviewlint.regex import compile_later
from reviewlint.span import Span

# What a block scalar begins with, a tag or an anchor before it; no other value begins so.
_HEADER = compile_later(r"(?:[!&]\S*+\s++)*+[|>]")
_COMMENT = compile_later(r"(?:(?<=[\r\n \t])|\A)#(?=[ \t]*reviewlint:)([^\r\n]*)")


def read_suppressions(
    source: SourceText, inside: Span, root: Value | None
) -> tuple[tuple[Suppression, ...], tuple[Problem, ...]]:
    """Read the suppressions that stand in a block's comments.

    One behind a value covers its line, and the whole value that begins or ends there; one alone on
    its line covers the field that follows.
    """
    if "reviewlint:" not in source.text[inside.start : inside.end]:
        return (), ()
    return resolve_directives(_find_directives(source, inside, root), inside.end)


def _find_directives(source: SourceText, inside: Span, root: Value | None) -> Iterator[Directive]:
    texts = sorted(_texts(source, root)) if root else []
    starts = [span.start for span in texts]
    entries = sorted(_entries(root)) if root else []
    ends = sorted((span.end, span.start) for span in entries)
    for match in _COMMENT.finditer(source.text, inside.start, inside.end):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and texts[at].end > match.start():
            # It stands inside a text.
            continue
        span = Span(match.start(), match.start(1) + len(match[1].rstrip()))
        line, column = source.position(span.start)
        start = source.line_starts[line - 1]
        if source.text[start : start + column - 1].strip(" \t"):
            target = _find_beside(Span(start, span.end), span.start, entries, ends)
        else:
            target = _find_below(source, span, entries)
        directive = parse_directive(match[1], match.start(1), span, target)
        if directive is not None:
            yield directive


def _find_below(source: SourceText, comment: Span, entries: list[Span]) -> Span:
    """Give the lines of the entry below a comment."""
    at = bisect_right(entries, Span(comment.end, 0))
    if at == len(entries):
        return Span(comment.end, comment.end)
    following, _ = source.position(entries[at].start)
    return Span(source.line_starts[following - 1], entries[at].end)


def _find_beside(line: Span, comment: int, entries: list[Span], ends: list[tuple[int, int]]) -> Span:
    """Give a line, all of the entries that begin on it, and the one that the comment stands behind."""
    begun = entries[bisect_left(entries, Span(line.start, 0)) : bisect_left(entries, Span(comment, 0))]
    start, end = line.start, max([line.end, *(one.end for one in begun)])
    # Of entries that end together the last is the innermost: a list's last item, and not the list.
    at = bisect_left(ends, (comment + 1, 0)) - 1
    if at >= 0 and ends[at][0] > line.start:
        start = min(start, ends[at][1])
    return Span(start, end)


def _texts(source: SourceText, value: Value) -> Iterator[Span]:
    """Give where a number sign is text."""
    if value.kind not in ("list", "map"):
        start, end = value.span.start, value.span.end
        if header := _HEADER.match(source.text, start, end):
            # The header of a block scalar is none of its text.
            start = min(source.line_span(source.position(header.end())[0]).end, end)
        yield Span(start, end)
    for item in value.items:
        yield from _texts(source, item)
    for entry in value.entries:
        yield from _texts(source, entry.value)


def _entries(value: Value) -> Iterator[Span]:
    for entry in value.entries:
        yield Span(entry.key_span.start, max(entry.key_span.end, entry.value.span.end))
        yield from _entries(entry.value)
    for item in value.items:
        if item.style != "block":
            yield item.span
        yield from _entries(item)
