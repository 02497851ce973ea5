"""A fix as the lines that it takes out and puts in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.diagnostics import Edit, Fix
from reviewlint.document.source import SourceText
from reviewlint.fixing import apply_edits
from reviewlint.regex import compile_later
from reviewlint.span import Span

_LINE_END = compile_later(r"\r\n|\n|\r")


class ChangedLines(msgspec.Struct, frozen=True):
    """Hold neighbouring lines before and after a fix; ``line`` is the 1-based first one."""

    line: int
    old: tuple[str, ...]
    new: tuple[str, ...]


def list_changes(source: SourceText, fix: Fix) -> Iterator[ChangedLines]:
    """Give the lines that a fix changes, edits in neighbouring lines together."""
    group: list[Edit] = []
    for edit in sorted(fix.edits, key=lambda edit: edit.span):
        if group and edit.place.line > group[-1].place.end_line + 1:
            yield _change(source, group)
            group = []
        group.append(edit)
    if group:
        yield _change(source, group)


def _change(source: SourceText, edits: Sequence[Edit]) -> ChangedLines:
    first, last = edits[0].place.line, max(edit.place.end_line for edit in edits)
    lines = Span(source.line_span(first).start, source.line_span(last).end)
    new = apply_edits(source.text, edits, lines)
    return _trim(first, _LINE_END.split(source.slice(lines)), _LINE_END.split(new))


def _trim(line: int, old: list[str], new: list[str]) -> ChangedLines:
    """Leave out the lines at either end that stay as they are."""
    shorter = min(len(old), len(new))
    head = next((index for index in range(shorter) if old[index] != new[index]), shorter)
    tail = next(
        (index for index in range(shorter - head) if old[-1 - index] != new[-1 - index]), shorter - head
    )
    return ChangedLines(line + head, tuple(old[head : len(old) - tail]), tuple(new[head : len(new) - tail]))
