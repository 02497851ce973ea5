"""Suppressions in a Markdown body: what its comments say, and which block each one speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reviewlint.document.markdown.html import Comment
from reviewlint.document.markdown.layout import Layout
from reviewlint.document.markdown.marks import Mark
from reviewlint.document.markdown.mdx import JsxMark
from reviewlint.document.markdown.outline import Block
from reviewlint.document.markdown.shortcodes import Shortcode
from reviewlint.document.ranges import keep_outer, trim
from reviewlint.document.suppressions import Directive, parse_directive
from reviewlint.span import Span


def read_directives(layout: Layout) -> list[Directive]:
    """Read the comments that speak to reviewlint, in the order of the source."""
    text = layout.text
    blocks = _list_blocks(layout)
    starts = [block.start for block in blocks]
    html_starts = [block.span.start for block in layout.markup.blocks]
    found: list[Directive] = []
    for comment in layout.markup.comments:
        inside = text[comment.inside.start : comment.inside.end]
        target = _find_rest(layout, comment, html_starts)
        index = bisect_left(starts, comment.span.end)
        if target is None and index < len(blocks):
            target = blocks[index]
        directive = parse_directive(inside, comment.inside.start, comment.span, target)
        if directive is None:
            continue
        if directive.action == "ignore":
            # In a body, `ignore` runs to `resume`; it has a target of its own in front matter only.
            directive = parse_directive(inside, comment.inside.start, comment.span)
        if directive is not None:
            found.append(directive)
    return found


def _find_rest(layout: Layout, comment: Comment, html_starts: Sequence[int]) -> Span | None:
    """Give what follows a comment inside its own HTML block, if anything does."""
    index = bisect_left(html_starts, comment.span.start + 1) - 1
    if index < 0:
        return None
    end = layout.markup.blocks[index].span.end
    if comment.span.end >= end:
        return None
    rest = trim(layout.text, Span(comment.span.end, end))
    return rest if rest.start < rest.end else None


def _list_blocks(layout: Layout) -> list[Span]:
    """Give every block, outer ones first: Markdown's, HTML elements in blocks of their own, fences."""
    only_comments = {block.span.start for block in layout.markup.blocks if _is_comment(layout.text, block)}
    copy = layout.masked.copy
    # What was masked is blank in the copy, and belongs to no block that it trails.
    blocks = [trim(copy, span) for span in layout.outline.blocks if span.start not in only_comments]
    blocks += [one.span for one in layout.markup.elements if one.opener.span.start in layout.markup.openers]
    blocks += [fence.span for fence in layout.fences]
    blocks += [mark.span for mark in layout.masked.marks if mark.alone and _shows(mark)]
    blocks.sort(key=lambda span: (span.start, -span.end))
    return blocks


def list_outer_blocks(layout: Layout) -> list[Span]:
    """Give the blocks that stand in no other, save in HTML elements, sorted."""
    copy = layout.masked.copy
    blocks = [trim(copy, span) for span in layout.outline.blocks]
    blocks += [fence.span for fence in layout.fences]
    blocks += [mark.span for mark in layout.masked.marks if mark.alone]
    return keep_outer(blocks)


def _is_comment(text: str, block: Block) -> bool:
    at = block.span.start
    for token in block.tokens:
        if not isinstance(token, Comment) or text[at : token.span.start].strip():
            return False
        at = token.span.end
    return not text[at : block.span.end].strip()


def _shows(mark: Mark) -> bool:
    """Tell whether a mark alone on its line is a block by itself: a template tag, a component."""
    if isinstance(mark, JsxMark):
        return mark.tag is not None and mark.tag.kind != "close"
    return isinstance(mark, Shortcode) and not mark.closing
