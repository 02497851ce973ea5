"""A reST text laid out as the Markdown reader lays out its own, so that both share what comes after.

Spoiler markers that are characters in the text, and raw HTML, are the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from reviewlint.document.markdown.layout import Layout
from reviewlint.document.markdown.markup import read_html_headings, read_html_prose, read_markup
from reviewlint.document.markdown.masked import Masked
from reviewlint.document.markdown.outline import NO_MARKUP, Fragment, Markup, Outline
from reviewlint.document.model import Heading, Paragraph
from reviewlint.document.ranges import Cover
from reviewlint.document.rest.inline import Inline, find_inline, read_words
from reviewlint.document.rest.lines import Passage
from reviewlint.document.rest.outline import Prose, RestOutline, Title
from reviewlint.document.source import SourceText
from reviewlint.document.spoilers.halves import may_hold_markers
from reviewlint.span import Span

_LOWEST_LEVEL = 6
_ESCAPE = re.compile(r"\\.")
_SHOWN = re.compile(r"[^\0\n]+")


class Marked(msgspec.Struct, frozen=True):
    """Pair a passage with the inline markup in it."""

    passage: Passage
    pieces: tuple[Inline, ...]


def mark_passages(outline: RestOutline) -> tuple[Marked, ...]:
    """Find the inline markup of a text, in the order of the source."""
    found = [title.passage for title in outline.titles]
    found += [prose.passage for prose in outline.prose]
    found += [directive.caption for directive in outline.directives if directive.caption]
    found.sort(key=lambda passage: passage.span)
    return tuple(Marked(passage, tuple(find_inline(passage.text))) for passage in found)


def lay_out(outline: RestOutline, marked: tuple[Marked, ...], source: SourceText) -> Layout:
    """Put together what the blocks and the inline markup of a text give."""
    text = source.text
    markup = _read_raw(outline, text)
    prose, words = read_html_prose(text, markup)
    prose = _leave_out(prose, markup)
    paragraphs = [paragraph for prose in outline.prose for paragraph in _cut(prose, source)]
    headings = [*map(_read_heading, outline.titles), *read_html_headings(text, markup)]
    shown = [span for one in marked for span in _show(one)] if may_hold_markers(text) else []
    return Layout(
        text=text,
        masked=Masked(text),
        outline=_outline_tables(outline),
        markup=markup,
        headings=sorted(headings, key=lambda heading: heading.span),
        paragraphs=sorted([*paragraphs, *prose], key=lambda paragraph: paragraph.span),
        stretches=[*shown, *words],
    )


def _read_raw(outline: RestOutline, text: str) -> Markup:
    if not outline.raw:
        return NO_MARKUP
    return read_markup(text, [Fragment(span, block=True, quoted=False) for span in outline.raw], ())


def _leave_out(prose: list[Paragraph], markup: Markup) -> list[Paragraph]:
    """Leave out what is a caption or a heading: those have scopes of their own."""
    taken = Cover(
        one.span for one in markup.elements if one.name == "figcaption" or re.fullmatch("h[1-6]", one.name)
    )
    return [paragraph for paragraph in prose if paragraph.span.start not in taken]


def _outline_tables(outline: RestOutline) -> Outline:
    """Give the Markdown outline of a text of which only the tables matter."""
    tables = [span for prose in outline.prose if prose.container == "table" for span in prose.passage.spans]
    return Outline(tables=tables)


def _read_heading(title: Title) -> Heading:
    text = read_words(title.passage.text)
    return Heading(min(title.level, _LOWEST_LEVEL), text, title.span, title.passage.span, "rest")


def _cut(prose: Prose, source: SourceText) -> Iterator[Paragraph]:
    """Give a paragraph, or each line of it where other cells of a table stand between them."""
    spans = prose.passage.spans
    gaps = (source.text[one.end : other.start] for one, other in pairwise(spans))
    for span in spans if any(gap.strip() for gap in gaps) else (prose.passage.span,):
        yield Paragraph(source.slice(span), span, prose.container)


def _show(marked: Marked) -> Iterator[Span]:
    """Give the spans of a passage where a reader sees the characters that are written there."""
    text = marked.passage.text
    shown: list[str] = []
    at = 0
    for piece in marked.pieces:
        if piece.kind in ("literal", "substitution"):
            shown += (text[at : piece.start], "\0" * (piece.end - piece.start))
            at = piece.end
    shown.append(text[at:])
    for match in _SHOWN.finditer(_ESCAPE.sub("\0\0", "".join(shown))):
        yield marked.passage.locate(match.start(), match.end())
