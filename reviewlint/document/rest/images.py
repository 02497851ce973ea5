"""Images of a reST text: ``image``, ``figure``, substitutions that stand for an image."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from reviewlint.document.model import AltState, Image, name_alt_state
from reviewlint.document.rest.directives import Option, Shape
from reviewlint.document.rest.inline import read_words
from reviewlint.document.rest.outline import DirectiveBlock, RestOutline
from reviewlint.span import Span

_NO = frozenset({"false", "no", "off", "0"})


def read_images(outline: RestOutline, linked: Collection[str]) -> Iterator[Image]:
    """Give the images; ``linked`` are the substitutions that some place uses as a link."""
    for directive in outline.directives:
        if directive.shape not in (Shape.IMAGE, Shape.FIGURE):
            continue
        name = directive.substitution
        yield _read_image(directive, in_link=name is not None and fold_name(name.text) in linked)


def fold_name(name: str) -> str:
    """Reduce a substitution's name to what docutils compares."""
    return " ".join(name.split()).lower()


def _read_image(directive: DirectiveBlock, *, in_link: bool) -> Image:
    source, source_span = _read_source(directive)
    alt, alt_state, alt_span = _read_alt(directive, source_span)
    caption = directive.caption
    target = directive.option("target")
    return Image(
        form="rest",
        span=directive.span,
        source=source,
        source_span=source_span,
        alt=alt,
        alt_state=alt_state,
        alt_span=alt_span,
        caption=read_words(caption.text) if caption else None,
        caption_span=caption.span if caption else None,
        decorative=_is_decorative(directive),
        in_link=in_link or (target is not None and target.value is not None),
        in_figure=directive.name == "figure" or caption is not None,
    )


def _read_source(directive: DirectiveBlock) -> tuple[str, Span | None]:
    argument = directive.argument
    if argument is None:
        return "", Span(directive.head.end, directive.head.end)
    # "Whitespace is removed from the address": it may be written on several lines.
    source = "".join(argument.text.split())
    return source, argument.span if source == argument.text else None


def _read_alt(directive: DirectiveBlock, source_span: Span | None) -> tuple[str | None, AltState, Span]:
    option = directive.option("alt")
    if option is not None:
        return option.text, name_alt_state(option.text) if option.value else "empty", option.value_span
    if directive.substitution is not None:
        # docutils takes a substitution's name for the alt text that is not written.
        return directive.substitution.flat, "text", directive.substitution.span
    end = source_span.end if source_span else directive.head.end
    return None, "missing", Span(end, end)


def _is_decorative(directive: DirectiveBlock) -> bool:
    declared = directive.option("decorative")
    if declared is not None:
        return declared.text.lower() not in _NO
    classes = _words(directive.option("class"))
    return "decorative" in classes or bool({"presentation", "none"} & _words(directive.option("role")))


def _words(option: Option | None) -> set[str]:
    return set(option.text.lower().split()) if option else set()
