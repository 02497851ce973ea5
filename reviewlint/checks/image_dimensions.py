"""``image-dimensions``: an HTML image that does not say how large it is, and how large its file is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.document.addresses import join, read_image_address
from reviewlint.document.model import Image, Review

PLACEHOLDERS = frozenset({"hint", "source"})
PLACES = ("image.source",)


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to say: an HTML image has a width and a height."""


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    for image in review.images:
        if image.unsized:
            size = _measure(image, review.source.path, context)
            hint = f', such as `width="{size[0]}" height="{size[1]}"` of its file' if size else ""
            yield Hit(image.source_span or image.span, {"source": shorten(image.source), "hint": hint})


def _measure(image: Image, place: str, context: Context) -> tuple[int, int] | None:
    """Give the width and height of an image's file in pixels, ``None`` where nobody knows."""
    files = context.files
    address = read_image_address(image.source, posixpath.dirname(place), lambda: files.image_roots(place))
    base = address.find_base(files.is_file) if address else None
    return files.measure(join(base, address.path)) if address and base is not None else None


prepare = each(_find)
