"""The images of a review that are tags: HTML, components, shortcodes, directives.

Markdown images inside an HTML block are here too: a reader of Markdown alone sees only their source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewlint.document.markdown.directive_options import Options
from reviewlint.document.markdown.directives import Fence
from reviewlint.document.markdown.figures import find_caption
from reviewlint.document.markdown.html import Element
from reviewlint.document.markdown.image_arguments import read_component, read_shortcode, read_tag_image
from reviewlint.document.markdown.images import read_pictures
from reviewlint.document.markdown.layout import Layout
from reviewlint.document.markdown.masked import FILLER, Masked
from reviewlint.document.markdown.outline import Markup
from reviewlint.document.markdown.outline_reader import read_outline
from reviewlint.document.markdown.shortcodes import Shortcode
from reviewlint.document.model import Image, Paragraph, name_alt_state
from reviewlint.document.plain import plain_text
from reviewlint.document.ranges import Cover, innermost, merge
from reviewlint.regex import compile_later
from reviewlint.span import Span

_INDENT = compile_later(r"^[ \t]+", re.MULTILINE)


def read_tag_images(layout: Layout) -> Iterator[Image]:
    """Give the images that tags show, in no order."""
    text, markup = layout.text, layout.markup
    if markup.elements:
        yield from read_markup_images(text, markup)
    if markup.blocks:
        yield from _read_pictures_in_html(text, markup)
    if layout.masked.marks:
        yield from _read_mark_images(layout)
        yield from _read_directive_images(layout.fences, layout.paragraphs)


def read_markup_images(text: str, markup: Markup) -> Iterator[Image]:
    """Give the images written as HTML, and the components that show one."""
    frames = [element for element in markup.elements if element.name == "picture" and element.closer]
    tags = [element.opener for element in markup.elements if _may_show(element)]
    around = innermost([tag.span for tag in tags], [frame.span for frame in frames])
    for tag, frame in zip(tags, around, strict=True):
        if tag.name.lower() != "img" or tag.name == "Img":
            component = read_component(text, tag)
            if component:
                yield component
        elif frame is not None:
            yield read_tag_image(text, tag, "picture", frames[frame].span)
        else:
            yield read_tag_image(text, tag)


def _may_show(element: Element) -> bool:
    name = element.opener.name
    return name.lower() == "img" or name[:1].isupper() or "." in name


def _read_mark_images(layout: Layout) -> Iterator[Image]:
    """Give the images that shortcodes and includes show: those in an image's own address show none."""
    shortcodes = [one for one in layout.masked.marks if isinstance(one, Shortcode) and not one.closing]
    if not shortcodes:
        return
    tags = (one.opener.span for one in layout.markup.elements if one.name in ("img", "source"))
    inside = Cover([*tags, *(picture.span for picture in layout.outline.pictures)])
    for shortcode in shortcodes:
        if shortcode.span.start not in inside:
            image = read_shortcode(layout.text, shortcode)
            if image:
                yield image


def _read_directive_images(fences: Sequence[Fence], paragraphs: Sequence[Paragraph]) -> Iterator[Image]:
    """Give the images of MyST's ``image`` and ``figure``; ``paragraphs`` are in the order of the source."""
    for fence in fences:
        opener = fence.opener
        if opener.style != "directive" or opener.name not in ("image", "figure"):
            continue
        alt, alt_span = opener.options.get("alt", (None, Span(opener.span.end, opener.span.end)))
        figure = opener.name == "figure"
        caption = find_caption(fence, paragraphs) if figure else None
        yield Image(
            form="myst",
            span=fence.span,
            source=opener.argument,
            source_span=opener.argument_span,
            alt=alt,
            alt_state=name_alt_state(alt),
            alt_span=alt_span,
            caption=plain_text(caption.text) if caption else None,
            caption_span=caption.span if caption else None,
            decorative=_is_declared(opener.options),
            in_figure=figure,
        )


def _is_declared(options: Options) -> bool:
    declared = options.get("decorative")
    if declared is not None:
        return declared[0].lower() not in ("false", "no")
    # MyST's `{.decorative}` is the class of that name.
    return "class" in options and "decorative" in options["class"][0].lower().split()


def _read_pictures_in_html(text: str, markup: Markup) -> Iterator[Image]:
    """Give the Markdown images in HTML blocks: CommonMark shows their source, other readers an image."""
    blocks = [block.span for block in markup.blocks if "![" in text[block.span.start : block.span.end]]
    if not blocks:
        return
    clean = _overwrite(text, merge(markup.literal))
    pieces: list[str] = []
    at = 0
    for span in blocks:
        pieces.append("\n" * (span.start - at))
        # Indentation inside an element must not read as indented code.
        pieces.append(_INDENT.sub(lambda match: FILLER * len(match.group()), clean[span.start : span.end]))
        at = span.end
    copy = "".join(pieces)
    outline = read_outline(text, Masked(copy))
    yield from read_pictures(text, copy, outline.pictures, inside_html=True)


def _overwrite(text: str, spans: Sequence[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += (text[at : span.start], FILLER * (span.end - span.start))
        at = span.end
    return "".join((*pieces, text[at:]))
