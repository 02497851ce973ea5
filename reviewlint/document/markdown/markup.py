"""All HTML of a review together: its tags, comments and elements, and the prose inside its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewlint.document.markdown.entities import resolve_entities
from reviewlint.document.markdown.html import (
    Comment,
    Raw,
    Tag,
    Token,
    blank_quote_marks,
    pair_tags,
    read_single_tag,
    read_tokens,
)
from reviewlint.document.markdown.marks import Mark
from reviewlint.document.markdown.mdx import JsxMark
from reviewlint.document.markdown.outline import NO_MARKUP, Block, Fragment, Markup
from reviewlint.document.model import Heading, Link, Paragraph
from reviewlint.document.ranges import Cover, trim
from reviewlint.regex import compile_later
from reviewlint.span import Span

# What breaks a line breaks the prose; all other tags stand in it.
_BREAKING = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "html", "iframe", "legend", "li", "main", "nav", "ol", "p", "picture", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "video",
})  # fmt: skip
_CODE = frozenset({"code", "kbd", "pre", "samp", "tt"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Blanks, line endings and the marks of a quote: no words.
_MARGIN = " \t\r\n>"
_TAG = compile_later(r"<[^<>]*+>")


def read_markup(text: str, fragments: Sequence[Fragment], marks: Sequence[Mark]) -> Markup:
    """Read the HTML that the parser found, and the tags that were masked because they are MDX."""
    tokens: list[Token] = []
    blocks: list[Block] = []
    openers: set[int] = set()
    for fragment in fragments:
        span = fragment.span
        piece = text[span.start : span.end]
        single = None if fragment.block else read_single_tag(piece, span.start)
        if single is not None:
            tokens.append(single)
            continue
        found = read_tokens(blank_quote_marks(piece) if fragment.quoted else piece, span.start)
        tokens += found
        if fragment.block:
            blocks.append(Block(span, found))
            openers.update([token.span.start for token in found])
    tags_masked = False
    for mark in marks:
        if isinstance(mark, JsxMark):
            tags_masked = True
            tokens += [token for token in (mark.tag, mark.comment) if token is not None]
            if mark.alone:
                openers.add(mark.span.start)
    if not tokens:
        return NO_MARKUP
    if tags_masked:
        tokens.sort(key=lambda token: token.span)
    tags = [token for token in tokens if isinstance(token, Tag)]
    # Many reviews have one comment, and no tag.
    elements, stray = pair_tags(tags) if tags else ([], [])
    inside = [one.inside for one in elements if one.name in _CODE and one.closer]
    code = Cover(inside) if inside else NO_MARKUP.code
    if code.spans:
        elements, stray = pair_tags([tag for tag in tags if tag.span.start not in code])
    return Markup(
        elements,
        stray,
        [token for token in tokens if isinstance(token, Comment)] if len(tags) < len(tokens) else (),
        blocks,
        frozenset(openers),
        [*[token.span for token in tokens], *code.spans],
        code,
    )


def read_html_headings(text: str, markup: Markup) -> list[Heading]:
    """Give the headings that are written as HTML."""
    found: list[Heading] = []
    for element in markup.elements:
        if element.name in _HEADINGS and element.closer:
            words = trim(text, element.inside)
            said = read_words(text, words)
            found.append(Heading(int(element.name[1]), said, element.span, words, "html"))
    return found


def read_links(markup: Markup) -> Iterator[Link]:
    """Give the links that are tags, in the order of the source."""
    for element in markup.elements:
        if element.name == "a" and (target := element.opener.text_of("href")):
            yield Link(Span(element.opener.span.start, (element.closer or element.opener).span.end), target)


def read_words(text: str, span: Span) -> str:
    """Give the words of a piece of HTML on one line: tags dropped, entities resolved."""
    written = text[span.start : span.end]
    return " ".join(resolve_entities(_TAG.sub("", written) if "<" in written else written).split())


def read_html_prose(text: str, markup: Markup) -> tuple[list[Paragraph], list[Span]]:
    """Give the runs of prose in HTML blocks, and the stretches of words in them between tags."""
    paragraphs: list[Paragraph] = []
    stretches: list[Span] = []
    for block in markup.blocks:
        at = first = block.span.start
        worded = False
        for token in block.tokens:
            start = token.span.start
            if at < start and _is_worded(text, at, start) and at not in markup.code:
                worded = True
                stretches.append(Span(at, start))
            at = token.span.end
            if isinstance(token, Raw) or (isinstance(token, Tag) and token.name.lower() in _BREAKING):
                if worded:
                    paragraphs.append(_paragraph(text, first, start))
                worded = False
                first = at
        if _is_worded(text, at, block.span.end) and at not in markup.code:
            worded = True
            stretches.append(Span(at, block.span.end))
        if worded:
            paragraphs.append(_paragraph(text, first, block.span.end))
    return paragraphs, stretches


def _is_worded(text: str, start: int, end: int) -> bool:
    return bool(text[start:end].strip(_MARGIN))


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    start = end - len(text[start:end].lstrip(_MARGIN))
    span = trim(text, Span(start, end))
    end = span.end
    # A quote's mark before a tag is a line of its own; one behind a word may end a tag.
    while (line := text.rfind("\n", start, end)) >= 0 and not text[line:end].strip(_MARGIN):
        end = line
    span = trim(text, Span(start, end))
    return Paragraph(text[span.start : span.end], span, "html")
