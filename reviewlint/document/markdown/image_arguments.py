"""Images that are told by name and arguments: components, includes, shortcodes and plain tags.

Sites name their arguments as they like, so what means an address, an alt text or a caption is a
table, and a tag is taken for an image only if its name or the file it names says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reviewlint.document.markdown.html import Attribute, Tag
from reviewlint.document.markdown.shortcodes import Shortcode, read_arguments
from reviewlint.document.model import Image, ImageForm, name_alt_state
from reviewlint.regex import compile_later
from reviewlint.span import Span

_TAG_SOURCES = ("src", "data-src", "data-lazy-src")
_SOURCES = (*_TAG_SOURCES, "url", "path", "file", "image", "img", "foto", "portada", "poster")
_ALTS = ("alt", "alttext", "alt_text", "alt-text", "imagealt", "aria-label")
_CAPTIONS = ("caption", "title", "leyenda", "pie")
# Hugo's figure calls it `attr`.
_CREDITS = ("credit", "credits", "attr", "attribution", "copyright")
_IMAGE_NAME = compile_later(
    r"image|img|imgs|picture|photo|foto|fig|figure|figura|poster|portada|cover|screenshot|still|bild|imagen"
)
_NAME_PART = compile_later(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_IMAGE_FILE = compile_later(r"\.(?:avif|bmp|gif|ico|jfif|jpe?g|png|svg|tiff?|webp)(?=\Z|[?#])", re.IGNORECASE)
_DECLARING = frozenset({"aria-hidden", "class", "classname", "role"})
_PURE = frozenset({"img", "image", "picture"})
"""Components that have nowhere else to take an alt text from."""


# Tags of Liquid, Jinja, Zola and Hugo that give an address, keep or ask for it, and show nothing.
_SHOWS_NOTHING = frozenset({
    "absolute_url", "asset_path", "asset_url", "assign", "capture", "case", "cycle", "elsif", "elseif",
    "for", "get_file_hash", "get_image_metadata", "get_url", "if", "image_url", "link", "post_url",
    "ref", "relative_url", "relref", "set", "static", "unless", "url", "url_for", "when",
})  # fmt: skip


def read_tag_image(text: str, tag: Tag, form: ImageForm = "html", span: Span | None = None) -> Image:
    """Read an ``<img>``; ``span`` is the ``<picture>`` around it where there is one."""
    attributes = tag.attributes
    source = _first(attributes, _TAG_SOURCES)
    alt = _first(attributes, ("alt", "aria-label"))
    caption = attributes.get("title")
    address = source.value if source else attributes["srcset"].value if "srcset" in attributes else ""
    words = _words(alt)
    return Image(
        form=form,
        span=span or tag.span,
        source=(address or "").strip() if source else _first_candidate(address),
        source_span=source.span if source and source.value is not None else None,
        alt=words,
        alt_state=name_alt_state(words),
        alt_span=_alt_span(text, tag, alt),
        caption=caption.value if caption else None,
        caption_span=caption.span if caption and caption.value is not None else None,
        decorative=_is_declared(attributes),
        alt_known=not (alt and alt.computed) and "aria-labelledby" not in attributes,
        unsized="width" not in attributes or "height" not in attributes,
    )


def read_component(text: str, tag: Tag) -> Image | None:
    """Read a component that shows an image, ``None`` where it shows something else."""
    attributes = tag.attributes
    source = _first(attributes, _SOURCES)
    if source is None or not source.value or not _shows_image(tag.name, source.value):
        return None
    alt = _first(attributes, _ALTS)
    caption, credit = _first(attributes, _CAPTIONS), _first(attributes, _CREDITS)
    words = _words(alt)
    return Image(
        form="component",
        span=tag.span,
        source=source.value,
        source_span=source.span,
        alt=words,
        alt_state=name_alt_state(words),
        alt_span=_alt_span(text, tag, alt),
        caption=caption.value if caption and not caption.computed else None,
        caption_span=caption.span if caption and not caption.computed else None,
        credit=credit.value if credit and not credit.computed else None,
        credit_span=credit.span if credit and not credit.computed else None,
        decorative=_is_declared(attributes),
        in_figure=_is_figure(tag.name),
        alt_known=tag.name.lower() in _PURE if alt is None else not alt.computed,
    )


def read_shortcode(text: str, shortcode: Shortcode) -> Image | None:
    """Read an include or shortcode that shows an image, ``None`` where it shows something else."""
    if not shortcode.name or shortcode.name in _SHOWS_NOTHING:
        return None
    listed = list(read_arguments(text, shortcode.arguments))
    # In Liquid and Jinja a word without quotes is a variable, whose text nobody can know.
    variables = shortcode.delimiter == "{%" or shortcode.call
    named = {
        one.name: Attribute(one.text, one.span, computed=variables and one.bare)
        for one in reversed(listed)
        if one.name
    }
    name = shortcode.name
    places = [one for one in listed if not one.name]
    if name in ("include", "include_relative", "include_cached", "partial") and places:
        name = places.pop(0).text
    source = _first(named, _SOURCES)
    if source is None and places and _IMAGE_FILE.search(places[0].text):
        source = Attribute(places[0].text, places[0].span)
    if source is None or not source.value or not _shows_image(name, source.value):
        return None
    alt = _first(named, _ALTS)
    caption, credit = _first(named, _CAPTIONS), _first(named, _CREDITS)
    words = _words(alt)
    end = Span(shortcode.arguments.end, shortcode.arguments.end)
    return Image(
        form="shortcode",
        span=shortcode.span,
        source=source.value,
        source_span=source.span,
        alt=words,
        alt_state=name_alt_state(words),
        alt_span=alt.span if alt else end,
        caption=caption.value if caption and not caption.computed else None,
        caption_span=caption.span if caption and not caption.computed else None,
        credit=credit.value if credit and not credit.computed else None,
        credit_span=credit.span if credit and not credit.computed else None,
        decorative=_is_declared(named),
        in_figure=_is_figure(name),
        alt_known=not alt.computed if alt else _has_alt_place(shortcode, name, caption),
    )


def _has_alt_place(shortcode: Shortcode, name: str, caption: Attribute | None) -> bool:
    """Tell whether a tag without alt text has none: an include or partial may take it from anywhere.

    Hugo's own ``figure`` says its caption where it has no alt text.
    """
    return _is_figure(name) and shortcode.name == name and caption is None


def _first(attributes: Mapping[str, Attribute], names: tuple[str, ...]) -> Attribute | None:
    for name in names:
        if name in attributes:
            return attributes[name]
    return None


def _words(alt: Attribute | None) -> str | None:
    if alt is None or alt.computed:
        return None
    return alt.value or ""


def _alt_span(text: str, tag: Tag, alt: Attribute | None) -> Span:
    if alt is not None:
        return alt.span
    end = tag.span.end - 1
    if text[end - 1] == "/":
        end -= 1
    while text[end - 1] in " \t\r\n":
        end -= 1
    return Span(end, end)


def _is_declared(attributes: Mapping[str, Attribute]) -> bool:
    """Tell whether attributes or arguments say that their image is decoration."""
    declared = attributes.get("decorative")
    if declared is not None:
        return (declared.value or "").strip("{} ").lower() not in ("false", "no")
    if _DECLARING.isdisjoint(attributes):
        return False
    said = {name: (one.value or "").strip().lower() for name, one in attributes.items() if name in _DECLARING}
    if said.get("role") in ("presentation", "none") or said.get("aria-hidden") == "true":
        return True
    return "decorative" in said.get("class", said.get("classname", "")).split()


def _first_candidate(srcset: str | None) -> str:
    # HTML, 4.8.4.2: candidates of a source set are an address and a descriptor, between commas.
    words = (srcset or "").split(None, 1)
    return words[0].rstrip(",") if words else ""


def _shows_image(name: str, source: str) -> bool:
    parts = (part.lower() for part in _NAME_PART.findall(name))
    return _IMAGE_FILE.search(source) is not None or any(map(_IMAGE_NAME.fullmatch, parts))


def _is_figure(name: str) -> bool:
    return "fig" in name.lower()
