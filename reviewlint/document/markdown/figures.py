"""What stands around an image: the figure that captions it, the link it is the face of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from reviewlint.document.loose_captions import attach_loose_captions
from reviewlint.document.markdown.outline import Markup
from reviewlint.document.model import Image, Link, Paragraph
from reviewlint.document.ranges import Cover, innermost, trim
from reviewlint.later import import_later
from reviewlint.span import Span

if TYPE_CHECKING:
    from reviewlint.document.markdown import markup as html_markup
    from reviewlint.document.markdown.directives import Fence
    from reviewlint.document.markdown.html import Element
else:
    # Few reviews hold HTML.
    html_markup = import_later("reviewlint.document.markdown.markup")


class _Figure(msgspec.Struct, frozen=True):
    span: Span
    caption: str | None
    caption_span: Span | None


def place_images(
    text: str,
    images: Sequence[Image],
    markup: Markup,
    fences: Sequence[Fence],
    paragraphs: Sequence[Paragraph],
    links: Sequence[Link],
) -> list[Image]:
    """Give images in the order of the source, each with its figure's caption and whether it is linked.

    ``links`` are those of the Markdown, in the order of the source.
    """
    anchors = [one.span for one in markup.elements if one.name == "a" and "href" in one.opener.attributes]
    linked = Cover(anchors) if anchors else ()
    figures = _read_figures(text, markup) if markup.elements else []
    figures += _read_figure_directives(fences, paragraphs)
    # Each is made anew once at most.
    changes: list[dict[str, Any]] = [{} for _ in images]
    if figures:
        around = innermost([image.span for image in images], [figure.span for figure in figures])
        for changed, index in zip(changes, around, strict=True):
            if index is not None:
                figure = figures[index]
                changed["in_figure"] = True
                if figure.caption is not None:
                    changed.update(caption=figure.caption, caption_span=figure.caption_span)
    starts = [link.span.start for link in links]
    placed: list[Image] = []
    for image, changed in zip(images, changes, strict=True):
        start = image.span.start
        link = bisect_right(starts, start) - 1
        if (link >= 0 and start < links[link].span.end) or start in linked:
            changed["in_link"] = True
        placed.append(msgspec.structs.replace(image, **changed) if changed else image)
    if len(placed) > 1:
        placed.sort(key=_place)
    return attach_loose_captions(text, placed)


def _place(image: Image) -> Span:
    return image.span


def _read_figures(text: str, markup: Markup) -> list[_Figure]:
    figures = [one for one in markup.elements if one.name == "figure" and one.closer]
    if not figures:
        return []
    captions = [one for one in markup.elements if one.name == "figcaption" and one.closer]
    owners = innermost([one.span for one in captions], [one.span for one in figures])
    first: dict[int, Element] = {}
    for caption, owner in zip(captions, owners, strict=True):
        if owner is not None:
            first.setdefault(owner, caption)
    found: list[_Figure] = []
    for index, figure in enumerate(figures):
        place = trim(text, first[index].inside) if index in first else None
        found.append(_Figure(figure.span, html_markup.read_words(text, place) if place else None, place))
    return found


def _read_figure_directives(fences: Sequence[Fence], paragraphs: Sequence[Paragraph]) -> list[_Figure]:
    found: list[_Figure] = []
    for fence in fences:
        if fence.opener.style == "directive" and fence.opener.name == "figure-md":
            caption = find_caption(fence, paragraphs)
            found.append(
                _Figure(fence.span, caption.text if caption else None, caption.span if caption else None)
            )
    return found


def find_caption(fence: Fence, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """Give the paragraph that captions a figure directive: the first one that is not its image."""
    at = bisect_left(paragraphs, fence.body.start, key=lambda paragraph: paragraph.span.start)
    for paragraph in paragraphs[at : at + 2]:
        if not fence.body.contains(paragraph.span):
            break
        if not (paragraph.text.startswith("![") and paragraph.text.endswith((")", "]"))):
            return paragraph
    return None
