"""Marks: what stands in a Markdown text and is no Markdown, found and overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.document.markdown.directives import FenceMark, find_colon_fences, find_directive_fences
from reviewlint.document.markdown.literals import NO_LITERALS, Literals, find_literals, may_hide_marks
from reviewlint.document.markdown.masked import FILLER, Masked, may_hold_marks, may_hold_tags
from reviewlint.document.markdown.mdx import JsxMark, find_indents, find_jsx
from reviewlint.document.markdown.plain_fences import find_plain_fences
from reviewlint.document.markdown.shortcodes import Shortcode, find_shortcodes
from reviewlint.document.markdown.template_code import find_template_code
from reviewlint.document.ranges import Cover
from reviewlint.regex import compile_later
from reviewlint.span import Span

Mark = FenceMark | Shortcode | JsxMark

_LINE_PARTS = compile_later(r"(?P<head>\n[ \t>]*+)|[^\r\n]++")
_LINES = compile_later(r"[^\r\n]++")

_THREE_BLANKS = " " * 3
# Each round opens one more level of directives inside directives; what lies deeper stays code.
_ROUNDS = 8


def overwrite_marks(copy: str, body: int, *, mdx: bool) -> Masked:
    """Overwrite what is no Markdown, from ``body`` on, until nothing more of it comes to light."""
    fences = None if mdx else find_plain_fences(copy)
    if fences is not None:
        return Masked(_overwrite(copy, fences), body, tuple(fences))
    marks: list[Mark] = []
    literal: list[Span] = []
    for _ in range(_ROUNDS):
        bodies: list[Span] = []
        tagged = not mdx and may_hold_tags(copy)
        hidden = mdx or may_hide_marks(copy, tagged=tagged)
        literals = find_literals(copy, body) if hidden else NO_LITERALS
        fresh = _place(copy, _find_marks(copy, literals, bodies, mdx=mdx, tagged=tagged))
        literal += bodies
        if not fresh:
            break
        marks += fresh
        copy = _overwrite(copy, fresh if not bodies else _add_bodies(fresh, bodies))
        # One look finds all colon fences where no code or HTML can hide any.
        seen = not hidden and not tagged and not bodies
        if seen or (not mdx and not may_hold_marks(copy)):
            break
    if len(marks) > len(fresh):
        marks.sort(key=lambda mark: mark.span)
    return Masked(copy, body, tuple(marks), tuple(literal))


def _find_marks(copy: str, literals: Literals, bodies: list[Span], *, mdx: bool, tagged: bool) -> list[Mark]:
    # MDX has no indented code, and reads all that looks like HTML itself.
    blocks = [block.span for block in literals.blocks if not mdx or block.info is not None]
    code = [*literals.spans, *blocks]
    html = [] if mdx else literals.html
    marks: list[Mark] = list(find_directive_fences(copy, literals.blocks))
    if mdx:
        marks += find_jsx(copy, Cover(code))
        marks += find_indents(copy, literals.blocks)
    elif tagged:
        comments = [span for span in html if copy.startswith("<!--", span.start)]
        skip = Cover([*code, *comments])
        tags, shown = find_template_code(tag for tag in find_shortcodes(copy) if tag.span.start not in skip)
        if shown:
            cover = Cover(shown)
            marks = [mark for mark in marks if mark.mask.start not in cover]
            bodies += shown
            code += shown
        marks += tags
    if ":::" in copy:
        for found in find_colon_fences(copy, Cover([*code, *html])):
            if isinstance(found, Span):
                bodies.append(found)
            else:
                marks.append(found)
    return marks


def _place(copy: str, marks: list[Mark]) -> list[Mark]:
    """Sort marks, drop those inside another, and note which have their lines to themselves."""
    marks.sort(key=lambda mark: (mark.mask.start, -mark.mask.end))
    kept: list[Mark] = []
    end = -1
    unknown = False
    for mark in marks:
        if mark.mask.start >= end:
            kept.append(mark)
            end = mark.mask.end
            unknown = unknown or not mark.alone
    if not unknown:
        # Fences have their lines to themselves, and most reviews have no other marks.
        return kept
    placed: list[Mark] = []
    for group, alone in _groups(copy, kept):
        placed += [
            msgspec.structs.replace(mark, alone=True) if alone and not mark.alone else mark for mark in group
        ]
    return placed


def _groups(copy: str, marks: Sequence[Mark]) -> Iterator[tuple[list[Mark], bool]]:
    """Give marks that share a line together, and whether nothing else stands on their lines."""
    group: list[Mark] = []
    alone = True
    at = 0
    for mark in marks:
        between = copy[at : mark.mask.start]
        cut = between.rfind("\n")
        if group and cut >= 0:
            yield group, alone and not between.split("\n", 1)[0].strip()
            group = []
        # A line may begin with the marks of a quote.
        alone = alone and not between.strip() if group else not between[cut + 1 :].strip(" \t>")
        group.append(mark)
        at = mark.mask.end
    if group:
        yield group, alone and not copy[at:].split("\n", 1)[0].strip()


def _add_bodies(marks: Sequence[Mark], bodies: Sequence[Span]) -> list[Mark]:
    """Have what is no Markdown overwritten as if it were a mark."""
    return sorted([*marks, *(JsxMark(span, alone=True) for span in bodies)], key=lambda mark: mark.mask)


def _overwrite(copy: str, marks: Sequence[Mark]) -> str:
    """Put filler over marks, in their order: blanks where one has its lines to itself, else a word."""
    pieces: list[str] = []
    at = 0
    for mark in marks:
        start, end = mark.mask.start, mark.mask.end
        if start < at:
            continue
        pieces.append(copy[at:start])
        # Half of them are three signs that end a fence.
        bare = end - start == 3 and mark.alone and isinstance(mark, FenceMark)
        pieces.append(_THREE_BLANKS if bare else _fill(mark, copy[start:end]))
        at = end
    pieces.append(copy[at:])
    return "".join(pieces)


def _fill(mark: Mark, written: str) -> str:
    if not mark.alone or (isinstance(mark, JsxMark) and mark.solid):
        return FILLER * len(written)
    if "\r" not in written and ">" not in written and "\t" not in written:
        return "\n".join([" " * len(line) for line in written.split("\n")])
    if isinstance(mark, FenceMark):
        # The option lines of a directive in a quote stay lines of that quote.
        return _LINE_PARTS.sub(lambda match: match["head"] or " " * len(match.group()), written)
    return _LINES.sub(lambda match: " " * len(match.group()), written)
