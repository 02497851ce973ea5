"""The Markdown reader: a text and its front matter to a review."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewlint.document.cover import cover_image
from reviewlint.document.fields import Roles
from reviewlint.document.front_matter.reader import FrontMatterReading
from reviewlint.document.markdown.layout import Layout
from reviewlint.document.markdown.layout_reader import read_layout
from reviewlint.document.model import Image, Link, Paragraph, Problem, Review, Suppression
from reviewlint.document.source import SourceText
from reviewlint.document.spoilers.find import declares_spoilers, find_spoilers
from reviewlint.later import import_later
from reviewlint.span import Span

if TYPE_CHECKING:
    from reviewlint.document.markdown import figures, markup, tag_images
    from reviewlint.document.markdown import images as pictures
else:
    # Half of the reviews have nothing that these read.
    figures = import_later("reviewlint.document.markdown.figures")
    markup = import_later("reviewlint.document.markdown.markup")
    pictures = import_later("reviewlint.document.markdown.images")
    tag_images = import_later("reviewlint.document.markdown.tag_images")


def read_markdown(
    source: SourceText, front: FrontMatterReading, roles: Roles, *, mdx: bool = False
) -> Review:
    """Read a Markdown review, or an MDX one, whose front matter was read before."""
    text = source.text
    fields = roles.find(front.front_matter.root) if front.front_matter else {}
    layout = read_layout(text, front.body, mdx=mdx)
    images = _read_images(layout)
    spoilers, problems = find_spoilers(layout, declared=declares_spoilers(fields))
    suppressions, unknown = _read_suppressions(layout)
    cover = cover_image(fields)
    return Review(
        source=source,
        syntax="mdx" if mdx else "markdown",
        front_matter=front.front_matter,
        fields=fields,
        body=Span(front.body, len(text)),
        headings=tuple(layout.headings),
        paragraphs=tuple(_leave_out_captions(layout, images)),
        images=(cover, *images) if cover else tuple(images),
        spoilers=spoilers,
        suppressions=(*front.suppressions, *suppressions),
        problems=(*front.problems, *problems, *unknown),
        literal=layout.find_literal(),
        links=tuple(_read_links(layout)),
    )


def _read_suppressions(layout: Layout) -> tuple[Sequence[Suppression], Sequence[Problem]]:
    if "reviewlint:" not in layout.text:
        return (), ()
    # Few writers silence a rule.
    from reviewlint.document.markdown.comment_directives import read_directives
    from reviewlint.document.suppressions import resolve_directives

    return resolve_directives(read_directives(layout), len(layout.text))


def _read_images(layout: Layout) -> Sequence[Image]:
    text, outline, tags = layout.text, layout.outline, layout.markup
    images: list[Image] = []
    if outline.pictures:
        images += pictures.read_pictures(text, layout.masked.copy, outline.pictures)
    if tags.elements or tags.blocks or layout.masked.marks:
        images += tag_images.read_tag_images(layout)
    if not images:
        return images
    return figures.place_images(text, images, tags, layout.fences, layout.paragraphs, outline.links)


def _read_links(layout: Layout) -> Sequence[Link]:
    links = layout.outline.links
    if not [one for one in layout.markup.elements if one.name == "a"]:
        return links
    return sorted([*links, *markup.read_links(layout.markup)], key=lambda link: link.span)


def _leave_out_captions(layout: Layout, images: Sequence[Image]) -> Sequence[Paragraph]:
    """Leave out what is a caption or an HTML heading: those have scopes of their own."""
    paragraphs = layout.paragraphs
    if not layout.markup.elements and not layout.fences:
        return paragraphs
    taken = [heading.span for heading in layout.headings if heading.marker == "html"]
    taken += [one.span for one in layout.markup.elements if one.name == "figcaption"]
    taken += [image.caption_span for image in images if image.form == "myst" and image.caption_span]
    if not taken:
        return paragraphs
    kept = list(paragraphs)
    for span in taken:
        first = bisect_left(kept, span.start, key=_place)
        del kept[first : bisect_left(kept, span.end, first, key=_place)]
    return kept


def _place(paragraph: Paragraph) -> int:
    return paragraph.span.start
