"""The spoilers of a Markdown review, whatever dialect each was written in, as one model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reviewlint.diagnostics import Safety
from reviewlint.document.markdown.layout import Layout
from reviewlint.document.markdown.layout_reader import read_layout
from reviewlint.document.model import Field, Problem, Spoiler
from reviewlint.document.spoilers.halves import NAMES, Found, Half, may_hold_markers
from reviewlint.later import import_later
from reviewlint.span import Span

if TYPE_CHECKING:
    from reviewlint.document.spoilers import first_lines
    from reviewlint.document.spoilers import tags as in_tags
    from reviewlint.document.spoilers import text as in_text
else:
    # Most reviews hide nothing.
    first_lines = import_later("reviewlint.document.spoilers.first_lines")
    in_tags = import_later("reviewlint.document.spoilers.tags")
    in_text = import_later("reviewlint.document.spoilers.text")

_NONE = frozenset({
    "", "0", "aucun", "false", "kein", "keine", "n", "nein", "ninguno", "no", "non", "none", "off",
})  # fmt: skip


def declares_spoilers(fields: Mapping[str, Field]) -> bool:
    """Tell whether the front matter says that the review has spoilers."""
    field = fields.get("spoilers")
    if field is None or field.value.kind in ("null", "list", "map"):
        return False
    return field.value.data is True or (
        field.value.data is not False and field.value.text.strip().casefold() not in _NONE
    )


def find_spoilers(layout: Layout, *, declared: bool) -> tuple[tuple[Spoiler, ...], list[Problem]]:
    """Find the spoilers of a review, and the markers that are without their other half.

    Of the spoilers that nothing closes only the first is given: it runs to the end of the text.
    """
    found = _search(layout, declared=declared)
    if not found.halves:
        spoilers = sorted(found.spoilers, key=_place) if len(found.spoilers) > 1 else found.spoilers
        return tuple(spoilers), list(_report_swallowing(layout))
    openers = sorted((half for half in found.halves if half.opens), key=lambda half: half.span)
    spoilers = [*found.spoilers, *(_run_to_end(layout.text, half) for half in openers[:1])]
    problems = [_report_unclosed(layout, half, certain=len(openers) == 1) for half in openers]
    problems += _report_stray(layout.text, found)
    problems += _report_swallowing(layout)
    spoilers.sort(key=_place)
    return tuple(spoilers), problems


def _place(spoiler: Spoiler) -> tuple[int, int]:
    return spoiler.span.start, -spoiler.span.end


def find_inline_markers(text: str) -> tuple[Span, ...]:
    """Give the spans of the spoiler markers in the text of a field, each pair with what it holds."""
    if not may_hold_markers(text):
        return ()
    found = _search(read_layout(text), declared=False)
    spans = [spoiler.span for spoiler in found.spoilers] + [half.span for half in found.halves]
    return tuple(sorted(spans))


def _search(layout: Layout, *, declared: bool) -> Found:
    text, found = layout.text, Found([], [])
    if layout.stretches or layout.outline.roles:
        _add(
            found,
            in_text.find_text_spoilers(
                layout.masked.copy,
                layout.outline,
                layout.stretches,
                (layout.paragraphs, layout.headings),
                declared=declared,
            ),
        )
    if layout.markup.elements or layout.markup.stray:
        _add(found, in_tags.find_element_spoilers(text, layout.markup))
    if layout.masked.marks:
        _add(found, in_tags.find_shortcode_spoilers(text, layout.masked.marks))
        _add(found, in_tags.find_fence_spoilers(text, layout.fences, layout.stray_fences, declared=declared))
    if layout.fences:
        titles = first_lines.read_first_lines(text, layout.fences)
        if titles is not None:
            _add(found, _search(titles, declared=declared))
    return found


def _add(found: Found, more: Found) -> None:
    found.spoilers.extend(more.spoilers)
    found.halves.extend(more.halves)


def _run_to_end(text: str, half: Half) -> Spoiler:
    end = len(text)
    return Spoiler(
        half.dialect,
        half.form,
        Span(half.span.start, end),
        half.span,
        None,
        Span(half.span.end, end),
        half.label,
        half.label_span,
        closed=False,
    )


def _report_unclosed(layout: Layout, half: Half, *, certain: bool) -> Problem:
    edits = _close_last_block(layout, half) if certain else ()
    return Problem(
        "spoiler-unclosed",
        half.span,
        {"marker": half.written, "closer": half.partner},
        edits,
        Safety.SAFE if edits else None,
        f"close the spoiler with `{half.partner}`" if edits else "",
        blocks=True,
    )


def _close_last_block(layout: Layout, half: Half) -> tuple[tuple[Span, str], ...]:
    """Close a block spoiler whose end is certain: one paragraph follows it, and then the text ends."""
    text, paragraphs = layout.text, layout.paragraphs
    if half.form != "block" or not paragraphs:
        return ()
    last = paragraphs[-1]
    start, end = last.span.start, last.span.end
    before = text[text.rfind("\n", 0, half.span.start) + 1 : half.span.start]
    if before or half.span.end > start or last.container not in ("body", "html"):
        return ()
    if text[half.span.end : start].strip() or text[end:].strip():
        return ()
    newline = "\r\n" if "\r\n" in text else "\n"
    return ((Span(end, end), newline + half.partner),)


def _report_stray(text: str, found: Found) -> Iterator[Problem]:
    ends = {spoiler.closer.end: spoiler.dialect for spoiler in found.spoilers if spoiler.closer}
    for half in found.halves:
        if half.opens:
            continue
        at = half.span.start
        while at and text[at - 1] in " \t\r\n":
            at -= 1
        # A closer right behind a closer was typed twice.
        twice = at in ends
        yield Problem(
            "spoiler-stray-close",
            half.span,
            {"marker": half.written, "opener": half.partner},
            ((half.span, ""),) if twice else (),
            Safety.SAFE if twice else None,
            f"take out the second `{half.written}`" if twice else "",
        )


def _report_swallowing(layout: Layout) -> Iterator[Problem]:
    for fence in layout.fences:
        inner = fence.swallows
        if inner is not None:
            yield Problem(
                "fence-swallows",
                inner.span,
                {"inner": inner.written, "outer": fence.opener.written},
                related=((fence.opener.span, f"`{fence.opener.written}` begins here"),),
                blocks=not NAMES.isdisjoint((inner.name, fence.opener.name)),
            )
