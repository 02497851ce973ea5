"""The images that a review writes as Markdown does, ``![alt](address "title")``, as the model has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reviewlint.document.markdown.events import Definition, normalise_label, read_definitions
from reviewlint.document.markdown.image_targets import Target, read_definition, read_target, resolve
from reviewlint.document.markdown.masked import FILLER
from reviewlint.document.markdown.outline import Picture
from reviewlint.document.model import Image, name_alt_state
from reviewlint.regex import compile_later
from reviewlint.span import Span

# Words that say an empty alt is on purpose, in the attributes behind a Markdown image.
_DECORATIVE = compile_later(
    r"\{:?[^{}\n]*?(?:\.decorative|role=[\"']?(?:presentation|none)|aria-hidden=[\"']?true)\b[^{}\n]*\}"
)
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
            alt_state=name_alt_state(alt),
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
