"""Spoiler markers that are characters in the text: ``>!x!<``, ``||x||``, ``[spoiler]``, a role.

They are looked for only in words that a reader sees, so that code, escapes, HTML and addresses drop
out, and each kind is paired by one walk from left to right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from reviewlint.document.markdown.outline import Outline
from reviewlint.document.model import Heading, Paragraph, Spoiler
from reviewlint.document.ranges import Cover, merge, trim
from reviewlint.document.spoilers.halves import Found, Half, close_spoiler
from reviewlint.regex import compile_later
from reviewlint.span import Span

_MARKER = compile_later(
    # Every alternative begins with a character of its own, so that all others are skipped at once.
    r">!|!<|\|(?<!\|\|)\|(?!\|)|\[spoiler(?:=(?P<label>[^\[\]\n]*+))?\]|\[/spoiler\]|\{spoiler\}`",
    re.IGNORECASE,
)
_BEFORE = " \t\r\n\0([{\"'“‘«—–*_~"
_AFTER = " \t\r\n\0)]}\"'”’».,;:!?…—–-*_~"


class _Marker(msgspec.Struct, frozen=True, gc=False):
    text: str
    span: Span
    scope: Span
    label: Span | None = None
    escaped: bool = False


def find_text_spoilers(
    text: str,
    outline: Outline,
    stretches: Sequence[Span],
    scopes: Iterable[Sequence[Heading | Paragraph]],
    *,
    declared: bool,
) -> Found:
    """Pair the text markers of a review; ``text`` is the copy that was parsed.

    ``stretches`` are where visible words stand, ``scopes`` the paragraphs and the headings, each in the
    order of the source; ``declared`` says that the review claims to have spoilers.
    """
    found = Found([], [])
    found.spoilers.extend(_read_roles(text, outline.roles))
    if not stretches:
        return found
    markers = list(_find_markers(text, outline, stretches, scopes))
    # Most reviews use markers of one kind, if any.
    if quoted := [marker for marker in markers if marker.text in (">!", "!<")]:
        _pair_quoted(text, quoted, frozenset(quote.start for quote in outline.quotes), found)
    if bars := [marker for marker in markers if marker.text == "||" and not marker.escaped]:
        tables = Cover(outline.tables)
        bars = [marker for marker in bars if marker.span.start not in tables]
        _pair_bars(text, bars, found, declared=declared)
    if len(quoted) + len(bars) == len(markers):
        return found
    _pair_brackets(text, [marker for marker in markers if marker.text[0] == "["], found)
    for marker in markers:
        if marker.text[0] == "{" and not marker.escaped:
            found.halves.append(Half("myst-role", marker.span, "{spoiler}`", "`"))
    return found


def _find_markers(
    text: str, outline: Outline, stretches: Sequence[Span], scopes: Iterable[Sequence[Heading | Paragraph]]
) -> Iterator[_Marker]:
    quotes = Cover(outline.quotes)
    # Between the stretches stands what no reader sees: each is searched as if it were all there is.
    for shown in merge(stretches):
        piece = text[shown.start : shown.end]
        # One character is found many times faster than a pattern, and few stretches hold any of these.
        if not ("|" in piece or "!" in piece or "[" in piece or "{" in piece):
            continue
        for match in _MARKER.finditer(piece):
            span = Span(shown.start + match.start(), shown.start + match.end())
            escaped = match.start() == 0 and text.endswith("\\", 0, span.start)
            scope = quotes.find(span.start) or _find_scope(span, scopes)
            label = None
            if match["label"]:
                label = Span(shown.start + match.start("label"), shown.start + match.end("label"))
            yield _Marker(match.group().lower(), span, scope, label, escaped)


def _find_scope(span: Span, scopes: Iterable[Sequence[Heading | Paragraph]]) -> Span:
    """Give the last heading or paragraph that begins before a marker; its own span where none does."""
    found = None
    for listed in scopes:
        index = bisect_right(listed, span.start, key=_start) - 1
        if index >= 0 and (found is None or found < listed[index].span):
            found = listed[index].span
    return found or span


def _start(scope: Heading | Paragraph) -> int:
    return scope.span.start


def _read_roles(text: str, roles: Sequence[Span]) -> Iterator[Spoiler]:
    for code in roles:
        written = text[code.start : code.end]
        ticks = len(written) - len(written.lstrip("`"))
        opener = Half("myst-role", Span(code.start - len("{spoiler}"), code.start + ticks), "{spoiler}`", "`")
        yield close_spoiler(opener, Span(code.end - ticks, code.end))


def _pair_quoted(text: str, markers: Sequence[_Marker], quotes: frozenset[int], found: Found) -> None:
    for scope, group in groupby(markers, key=lambda marker: marker.scope):
        in_quote = scope.start in quotes
        opened: _Marker | None = None
        for marker in group:
            if marker.text == "!<":
                if marker.escaped:
                    continue
                if opened is None:
                    _leave_quoted(text, marker, found)
                elif not opened.escaped:
                    found.spoilers.append(close_spoiler(_open_quoted(opened), marker.span))
                opened = None
            elif opened is None:
                opened = marker
            elif not (in_quote and _begins_line(text, marker.span.start)):
                _leave_quoted(text, opened, found)
                opened = marker
        if opened is None or opened.escaped:
            continue
        if in_quote and (opened.span.start == scope.start or _begins_line(text, opened.span.start)):
            # A quote whose lines begin with `>!` hides all of it, and ends where it ends.
            body = trim(text, Span(opened.span.end, scope.end))
            whole = Span(opened.span.start, body.end)
            found.spoilers.append(Spoiler("block-quote", "block", whole, opened.span, None, body))
        else:
            _leave_quoted(text, opened, found)


def _open_quoted(marker: _Marker) -> Half:
    return Half("reddit", marker.span, ">!", "!<")


def _leave_quoted(text: str, marker: _Marker, found: Found) -> None:
    """Report half a pair, if it stands like a marker: `wow!<3` is none."""
    start, end = marker.span.start, marker.span.end
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if marker.escaped:
        return
    if marker.text == ">!":
        if before in _BEFORE and after not in " \t\r\n":
            found.halves.append(_open_quoted(marker))
    elif before not in " \t\r\n" and after in _AFTER:
        found.halves.append(Half("reddit", marker.span, "!<", ">!", opens=False))


def _begins_line(text: str, at: int) -> bool:
    while at and text[at - 1] in " \t>":
        at -= 1
    return at == 0 or text[at - 1] in "\r\n"


def _pair_bars(text: str, markers: Sequence[_Marker], found: Found, *, declared: bool) -> None:
    """Pair bars that touch what they hide; bars apart from it only where the review uses them so."""
    groups = [list(group) for _, group in groupby(markers, key=lambda marker: marker.scope)]
    used = declared or any(_is_pair(text, one, two) for group in groups for one, two in pairwise(group))
    for group in groups:
        if not used and not _fills_paragraph(group):
            continue
        for one, two in zip(group[::2], group[1::2], strict=False):
            found.spoilers.append(close_spoiler(Half("bars", one.span, "||", "||"), two.span))
        if len(group) % 2:
            found.halves.append(Half("bars", group[-1].span, "||", "||"))


def _is_pair(text: str, one: _Marker, two: _Marker) -> bool:
    return not text[one.span.end].isspace() and not text[two.span.start - 1].isspace()


def _fills_paragraph(group: Sequence[_Marker]) -> bool:
    scope = group[0].scope
    return len(group) == 2 and group[0].span.start == scope.start and group[1].span.end == scope.end


def _pair_brackets(text: str, markers: Sequence[_Marker], found: Found) -> None:
    opened: list[_Marker] = []
    for marker in markers:
        # An escaped opener is no marker, and makes none of its closer.
        if marker.text != "[/spoiler]":
            opened.append(marker)
        elif opened:
            one = opened.pop()
            if one.escaped:
                continue
            half = _open_bracket(text, one, spread=one.scope != marker.scope)
            found.spoilers.append(close_spoiler(half, marker.span))
        elif not marker.escaped:
            found.halves.append(Half("bbcode", marker.span, "[/spoiler]", "[spoiler]", opens=False))
    found.halves.extend(_open_bracket(text, one) for one in opened if not one.escaped)


def _open_bracket(text: str, marker: _Marker, *, spread: bool = False) -> Half:
    end = marker.span.end
    heads = marker.span.start == marker.scope.start and (end == len(text) or text[end] in "\r\n")
    span = marker.label
    return Half(
        "bbcode",
        marker.span,
        text[marker.span.start : marker.span.end],
        "[/spoiler]",
        form="block" if spread or heads else "inline",
        label=text[span.start : span.end].strip("\"'") if span else None,
        label_span=span,
    )
