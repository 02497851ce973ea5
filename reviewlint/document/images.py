"""The images of a Markdown review, whatever syntax each was written in, as one model."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from reviewlint.document.directive_options import Options
from reviewlint.document.directives import Fence
from reviewlint.document.events import Definition, normalise_label, read_definitions, read_events
from reviewlint.document.html import Element
from reviewlint.document.image_arguments import alt_state, read_component, read_shortcode, read_tag_image
from reviewlint.document.image_targets import Target, read_definition, read_target, resolve
from reviewlint.document.markup import Markup
from reviewlint.document.masking import FILLER, Mark, Masked
from reviewlint.document.model import Image, Paragraph
from reviewlint.document.outline import Picture
from reviewlint.document.outline_walk import read_outline
from reviewlint.document.plain import plain_text
from reviewlint.document.ranges import innermost, merge
from reviewlint.document.shortcodes import Shortcode
from reviewlint.regex import compile_later
from reviewlint.span import Span

# Words that say an empty alt is on purpose, in the attributes behind a Markdown image.
_DECORATIVE = compile_later(
    r"\{:?[^{}\n]*?(?:\.decorative|role=[\"']?(?:presentation|none)|aria-hidden=[\"']?true)\b[^{}\n]*\}"
)
_INDENT = compile_later(r"^[ \t]+", re.MULTILINE)
_ALT_END = compile_later(r"[\s>]*+\]")


def read_pictures(
    text: str, copy: str, pictures: Sequence[Picture], *, inside_html: bool = False
) -> Iterator[Image]:
    """Turn Markdown images into the model; ``copy`` is what the parser saw of ``text``."""
    referring = any(picture.kind != "Inline" for picture in pictures)
    definitions = read_definitions(copy) if referring else {}
    for picture in pictures:
        alt, alt_span = _read_alt(text, picture, copy)
        target, title = _read_target(copy, picture, alt_span, definitions)
        source = picture.target
        if target and FILLER in source:
            source = text[target.start : target.end]
        caption = picture.title or None
        if title and caption and FILLER in caption:
            caption = text[title.start : title.end]
        yield Image(
            form="markdown" if picture.kind == "Inline" else "reference",
            span=picture.span,
            source=source,
            source_span=target,
            alt=alt,
            alt_state=alt_state(alt),
            alt_span=alt_span,
            caption=caption,
            caption_span=title if caption else None,
            decorative=_DECORATIVE.match(text, picture.span.end) is not None,
            inside_html=inside_html,
        )


def _read_alt(text: str, picture: Picture, copy: str) -> tuple[str | None, Span | None]:
    start = picture.span.start + 2
    end = _ALT_END.match(copy, picture.words_end)
    if end is None:
        return picture.alt or None, None
    # `![](x)` cannot say whether its alt is left out or empty on purpose: nothing stands there.
    return picture.alt or None, Span(start, end.end() - 1)


def _read_target(
    copy: str, picture: Picture, alt_span: Span | None, definitions: Mapping[str, Definition]
) -> tuple[Span | None, Span | None]:
    """Place an image's address and title; where they do not read as the parser says, nowhere."""
    found: Target | None = None
    if picture.kind == "Inline":
        if alt_span is not None:
            found = read_target(copy, alt_span.end + len("]("), picture.span.end - 1)
    else:
        definition = definitions.get(normalise_label(picture.label))
        found = read_definition(copy, definition.span) if definition else None
    if found is None:
        return None, None
    address = found.address
    if resolve(copy[address.start : address.end]) != picture.target:
        return None, None
    title = found.title
    if title and resolve(copy[title.start : title.end]) != picture.title:
        title = None
    return address, title


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


def read_mark_images(text: str, marks: Sequence[Mark]) -> Iterator[Image]:
    """Give the images that shortcodes and includes show."""
    for mark in marks:
        if isinstance(mark, Shortcode) and not mark.closing:
            image = read_shortcode(text, mark)
            if image:
                yield image


def read_directive_images(fences: Sequence[Fence], paragraphs: Sequence[Paragraph]) -> Iterator[Image]:
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
            alt_state=alt_state(alt),
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


def find_caption(fence: Fence, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """Give the paragraph that captions a figure directive: the first one that is not its image."""
    at = bisect_left(paragraphs, fence.body.start, key=lambda paragraph: paragraph.span.start)
    for paragraph in paragraphs[at : at + 2]:
        if not fence.body.contains(paragraph.span):
            break
        if not (paragraph.text.startswith("![") and paragraph.text.endswith((")", "]"))):
            return paragraph
    return None


def read_pictures_in_html(text: str, markup: Markup) -> Iterator[Image]:
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
    outline = read_outline(text, Masked(copy, read_events(copy)), visible=False)
    yield from read_pictures(text, copy, outline.pictures, inside_html=True)


def _overwrite(text: str, spans: Sequence[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += (text[at : span.start], FILLER * (span.end - span.start))
        at = span.end
    return "".join((*pieces, text[at:]))
