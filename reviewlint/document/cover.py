"""The cover: the picture that front matter names, as an image like those in the text."""

from __future__ import annotations

from collections.abc import Mapping

from reviewlint.document.model import Field, Image, Value, name_alt_state
from reviewlint.span import Span

_YES = frozenset({"true", "yes", "on"})


def cover_image(fields: Mapping[str, Field]) -> Image | None:
    """Give the cover that the fields name, ``None`` where they name none.

    The roles are ``cover``, ``cover_alt``, ``cover_caption``, ``cover_credit`` and
    ``cover_decorative``. Of a list of pictures the first is the cover.
    """
    cover = fields.get("cover")
    if cover is None:
        return None
    value = cover.value.items[0] if cover.value.items else cover.value
    if value.kind in ("list", "map", "null") or not value.text.strip():
        return None
    alt, alt_span = _words(fields.get("cover_alt"))
    caption, caption_span = _words(fields.get("cover_caption"))
    credit, credit_span = _words(fields.get("cover_credit"))
    return Image(
        form="front-matter",
        span=Span(cover.key_span.start, cover.value.span.end),
        source=value.text.strip(),
        source_span=_inside(value),
        alt=alt,
        alt_state=name_alt_state(alt),
        # Where there is no alt field, it would be written behind the cover.
        alt_span=alt_span or Span(cover.value.span.end, cover.value.span.end),
        caption=caption,
        caption_span=caption_span,
        credit=credit,
        credit_span=credit_span,
        decorative=_says_yes(fields.get("cover_decorative")),
        cover=True,
    )


def _words(field: Field | None) -> tuple[str | None, Span | None]:
    """Give a field's text and its place; a field that says nothing is an empty text."""
    if field is None or field.value.kind in ("list", "map"):
        return None, None
    return "" if field.value.kind == "null" else field.value.text, _inside(field.value)


def _inside(value: Value) -> Span:
    """Leave the quotes out, so that an offset in the text is an offset in the source."""
    if value.style in ("single", "double"):
        return Span(value.span.start + 1, value.span.end - 1)
    return value.span


def _says_yes(field: Field | None) -> bool:
    return field is not None and field.value.text.strip().casefold() in _YES
