"""Read a review in reStructuredText: docutils finds the blocks, these modules their exact places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from reviewlint.document.cover import cover_image
from reviewlint.document.fields import Roles
from reviewlint.document.front_matter.reader import FrontMatterReading
from reviewlint.document.loose_captions import attach_loose_captions
from reviewlint.document.markdown.figures import place_images
from reviewlint.document.markdown.layout import Layout
from reviewlint.document.markdown.markup import read_links
from reviewlint.document.markdown.tag_images import read_markup_images
from reviewlint.document.model import FrontMatter, Image, Link, Problem, Review
from reviewlint.document.ranges import merge
from reviewlint.document.rest.images import fold_name, read_images
from reviewlint.document.rest.inline import read_target
from reviewlint.document.rest.layout import Marked, lay_out, mark_passages
from reviewlint.document.rest.lines import RestLines
from reviewlint.document.rest.machine import DEEPEST
from reviewlint.document.rest.metadata import read_fields
from reviewlint.document.rest.outline import RestOutline
from reviewlint.document.rest.spoilers import find_rest_spoilers
from reviewlint.document.rest.states import read_outline
from reviewlint.document.source import SourceText
from reviewlint.document.spoilers.find import declares_spoilers
from reviewlint.document.suppressions import Directive, parse_directive, resolve_directives
from reviewlint.span import Span


def read_rest(source: SourceText, front: FrontMatterReading, roles: Roles) -> Review:
    """Read a reST review; ``front`` is what stands at its head in a form that is not reST's own.

    Where that holds no metadata, the field list at the head of the text does.
    """
    outline = read_outline(RestLines(source, front.body), metadata=front.front_matter is None)
    metadata, repeated = read_fields(outline.fields, source, roles.names().keys())
    block = metadata or front.front_matter
    fields = roles.find(block.root) if block else {}
    marked = mark_passages(outline)
    layout = lay_out(outline, marked, source)
    spoilers, unclosed = find_rest_spoilers(
        outline.directives, marked, layout, declared=declares_spoilers(fields)
    )
    suppressions, unknown = resolve_directives(_read_comments(outline, source), len(source.text))
    cover = cover_image(fields)
    directives = attach_loose_captions(source.text, list(read_images(outline, _find_linked(marked))))
    images = [*directives, *_read_raw_images(layout)]
    images.sort(key=lambda image: image.span)
    return Review(
        source=source,
        syntax="rest",
        front_matter=block,
        fields=fields,
        body=Span(_find_body(outline, front, source), len(source.text)),
        headings=tuple(layout.headings),
        paragraphs=tuple(layout.paragraphs),
        images=(cover, *images) if cover else tuple(images),
        spoilers=spoilers,
        suppressions=(*front.suppressions, *suppressions),
        problems=(*_keep(front, metadata), *repeated, *unclosed, *unknown, *_report_depth(outline)),
        literal=_find_literal(outline, marked, layout, metadata),
        links=tuple(_read_links(marked, layout)),
    )


def _find_body(outline: RestOutline, front: FrontMatterReading, source: SourceText) -> int:
    """Give where the text begins: behind a field list that begins it, else where ``front`` says."""
    fields = outline.fields
    if not fields or (outline.titles and outline.titles[0].span.start < fields[-1].after):
        return front.body
    line, _ = source.position(fields[-1].span.end)
    starts = source.line_starts
    return starts[line] if line < len(starts) else len(source.text)


def _find_linked(marked: Iterable[Marked]) -> set[str]:
    """Give the names of the substitutions that are used as links: ``|poster|_``."""
    return {
        fold_name(one.passage.text[piece.inner_start : piece.inner_end])
        for one in marked
        for piece in one.pieces
        if piece.kind == "substitution" and one.passage.text[piece.end - 1] == "_"
    }


def _read_links(marked: Iterable[Marked], layout: Layout) -> Iterator[Link]:
    """Give the links whose address stands with their words, and those of raw HTML."""
    for one in marked:
        for piece in one.pieces:
            target = read_target(one.passage.text, piece)
            if target:
                yield Link(one.passage.locate(piece.start, piece.end), target)
    yield from read_links(layout.markup)


def _read_raw_images(layout: Layout) -> Sequence[Image]:
    if not layout.markup.elements:
        return ()
    images = list(read_markup_images(layout.text, layout.markup))
    return place_images(layout.text, images, layout.markup, (), (), ())


def _find_literal(
    outline: RestOutline, marked: Iterable[Marked], layout: Layout, metadata: FrontMatter | None
) -> tuple[Span, ...]:
    spans = [*outline.literal, *layout.markup.literal]
    for one in marked:
        spans += (one.passage.locate(at.start, at.end) for at in one.pieces if at.kind == "literal")
    if metadata is not None:
        spans.append(metadata.span)
    return merge(spans)


def _keep(front: FrontMatterReading, metadata: FrontMatter | None) -> Iterator[Problem]:
    """Give the problems of a text's head, save that it has no metadata where it has."""
    for problem in front.problems:
        if metadata is None or problem.rule != "front-matter-missing":
            yield problem


def _read_comments(outline: RestOutline, source: SourceText) -> Iterator[Directive]:
    """Give what the comments say to reviewlint; ``ignore-next`` covers the block that follows."""
    blocks = sorted(
        (*outline.blocks, *(field.span for field in outline.fields)),
        key=lambda block: (block.start, -block.end),
    )
    starts = [block.start for block in blocks]
    for comment in outline.comments:
        directive = parse_directive(source.slice(comment.inside), comment.inside.start, comment.span)
        if directive is not None and directive.action == "ignore-next":
            index = bisect_left(starts, comment.span.end)
            target = blocks[index] if index < len(blocks) else None
            directive = msgspec.structs.replace(directive, target=target)
        if directive is not None:
            yield directive


def _report_depth(outline: RestOutline) -> Iterator[Problem]:
    if outline.too_deep is not None:
        values = {"size": f"{DEEPEST + 1} levels of blocks within blocks", "limit": str(DEEPEST)}
        yield Problem("file-too-large", outline.too_deep, values, blocks=True)
