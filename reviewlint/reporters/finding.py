"""One finding as text: its line underlined, what else it speaks of, how it would be mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewlint.diagnostics import Diagnostic, Fix, Safety
from reviewlint.document.source import SourceText
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.excerpt import cut_excerpt, cut_line
from reviewlint.reporters.fix_lines import ChangedLines, list_changes
from reviewlint.reporters.paint import paint
from reviewlint.reporters.summary import count_things
from reviewlint.reporters.visible import make_line, make_visible

_MOST_PLACES = 3
_MOST_LINES = 3
"""So many places of a fix are shown, and so many lines of each; more would hide the findings."""

_LEAST_ROOM = 40


def render_finding(one: Diagnostic, report: Report, options: Options) -> Iterator[str]:
    """Give the lines that show a finding."""
    severity = one.severity.value
    where = f"{make_visible(one.path)}:{one.place.line}:{one.place.column}"
    yield (
        f"{paint(where, 'strong', color=options.color)}: {paint(severity, severity, color=options.color)} "
        f"{paint(one.rule, 'strong', color=options.color)}: {make_line(one.message)}"
    )
    source = report.sources.get(one.path)
    changes = list(list_changes(source, one.fix)) if source and one.fix else []
    last = max((change.line + max(len(change.old), len(change.new)) - 1 for change in changes), default=0)
    digits = len(str(max(one.place.line, last)))
    if source:
        yield from _render_frame(one, source, digits, options)
    for other in one.related:
        here = f"line {other.place.line}"
        there = f"{make_visible(other.path)}:{other.place.line}:{other.place.column}"
        yield f"  {make_visible(other.message)}: {here if other.path == one.path else there}"
    if one.fix:
        yield from _render_fix(one.fix, changes, digits, options)


def _render_frame(one: Diagnostic, source: SourceText, digits: int, options: Options) -> Iterator[str]:
    excerpt = cut_excerpt(source, one.span, _room(digits, options))
    bar = paint("|", "gutter", color=options.color)
    yield f"{_gutter(one.place.line, digits, options)}{bar} {excerpt.text}".rstrip()
    mark = paint("^" * excerpt.length, one.severity.value, color=options.color)
    more = f" to line {one.place.last_line}" if one.place.last_line > one.place.line else ""
    yield f"{_gutter(None, digits, options)}{bar} {' ' * excerpt.indent}{mark}{more}"


def _render_fix(fix: Fix, changes: Sequence[ChangedLines], digits: int, options: Options) -> Iterator[str]:
    yield f"  {'fix' if fix.safety is Safety.SAFE else 'fix (unsafe)'}: {make_visible(fix.message)}"
    for change in changes[:_MOST_PLACES]:
        focus = _count_common(change.old[0], change.new[0]) if change.old and change.new else 0
        for sign, texts in (("-", change.old), ("+", change.new)):
            for index, text in enumerate(texts[:_MOST_LINES]):
                shown = cut_line(text, _room(digits, options), 0 if index else min(focus, len(text)))
                line = paint(f"{sign} {_show_trailing_space(shown)}".rstrip(), sign, color=options.color)
                yield _gutter(change.line + index, digits, options) + line
    if left_out := _count_left_out(changes):
        yield f"{_gutter(None, digits, options)}… {count_things(left_out, 'more line')}"


def _count_left_out(changes: Sequence[ChangedLines]) -> int:
    lengths = [len(texts) for change in changes for texts in (change.old, change.new)]
    return sum(lengths) - sum(min(length, _MOST_LINES) for length in lengths[: 2 * _MOST_PLACES])


def _count_common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))


def _show_trailing_space(text: str) -> str:
    """Show spaces at a line's end, because a fix may be about nothing else."""
    words = text.rstrip(" ")
    return words + "·" * (len(text) - len(words))


def _gutter(line: int | None, digits: int, options: Options) -> str:
    return paint(f"  {'' if line is None else line:>{digits}} ", "gutter", color=options.color)


def _room(digits: int, options: Options) -> int:
    return max(_LEAST_ROOM, options.width - digits - len("   | "))
