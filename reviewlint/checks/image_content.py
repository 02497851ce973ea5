"""``image-content``: a local image whose bytes are no image, are of another kind, or are too many.

Only images whose file is there are looked at: which are not is for another kind to say.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from reviewlint.checks.base import Context, Files, Hit, Run, Settings, shorten
from reviewlint.document.addresses import find_base, join, read_image_addresses
from reviewlint.document.model import Image, Review
from reviewlint.regex import compile_later

PLACEHOLDERS = frozenset({"content", "limit", "source", "weight"})
NEEDS = frozenset({"images"})
PLACES = ("image.source",)

Defect = Literal["content", "weight"]

_HEAD = 512
"""Bytes that tell what a file is."""
_SVG_HEAD = 1 << 16
"""The same of an SVG, which may begin with a licence."""
_SIGNATURES = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\0\0\1\0", "ICO"),
    (b"\0\0\2\0", "ICO"),
)
_BRANDS = (
    *((b"avif", "AVIF"), (b"avis", "AVIF")),
    *((brand, "a HEIC photograph") for brand in (b"heic", b"heix", b"heif", b"mif1", b"msf1")),
)
_FORMATS = {
    "apng": "PNG", "avif": "AVIF", "bmp": "BMP", "gif": "GIF", "ico": "ICO", "jfif": "JPEG",
    "jpeg": "JPEG", "jpg": "JPEG", "png": "PNG", "svg": "SVG", "tif": "TIFF", "tiff": "TIFF",
    "webp": "WebP",
}  # fmt: skip
"""What the bytes of a file with a suffix must be."""
_TEXTS = (
    (
        compile_later(r"(?:<!--[^\0]*?-->\s*)?<(?:!DOCTYPE\s+html|html|head|body)\b", re.IGNORECASE),
        "a web page",
    ),
    (compile_later(r"(?:<(?:\?xml|!--|!DOCTYPE\s+svg)[^\0]*?)?<svg[\s/>]", re.IGNORECASE), "SVG"),
    (compile_later(r"<\?xml\b|\{\s*\""), "a message of a server"),
)
# What git leaves where large files were not fetched: the image is there, only not here.
_POINTER = b"version https://git-lfs.github.com/"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which defect this rule reports; ``most`` are the kilobytes (1000 bytes) that are enough."""

    finds: Defect
    most: float = 500


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Find each image's file once for all rules."""

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        if not review.images:
            return
        for image, path in _find_files(review, context.files):
            for index, params in enumerate(rules):
                hit = _JUDGES[params.finds](image, path, params, context.files)
                if hit is not None:
                    yield index, hit

    return run


def _find_files(review: Review, files: Files) -> Iterator[tuple[Image, str]]:
    """Give the images whose file is there, each with its path."""
    for image, address in read_image_addresses(review, files.image_roots):
        base = find_base(review, address, files.is_file) if address else None
        if address is not None and base is not None:
            yield image, join(base, address.path)


def _judge_content(image: Image, path: str, params: Params, files: Files) -> Hit | None:
    expected = _FORMATS[posixpath.splitext(path)[1][1:].lower()]
    head = files.read_start(path, _SVG_HEAD if expected == "SVG" else _HEAD)
    if not head:
        # A file that may not be read is not empty for that.
        return None if files.weigh(path) else _hit(image, content="nothing")
    found = _recognise(head)
    if found == expected or head.startswith(_POINTER):
        return None
    return _hit(image, content=_name_format(found))


def _judge_weight(image: Image, path: str, params: Params, files: Files) -> Hit | None:
    kilobytes = files.weigh(path) / 1000
    if kilobytes <= params.most:
        return None
    return _hit(image, weight=_write_weight(kilobytes), limit=_write_weight(params.most))


_JUDGES = {"content": _judge_content, "weight": _judge_weight}


def _name_format(found: str) -> str:
    if found not in _FORMATS.values():
        return found
    return f"{'an' if found in ('AVIF', 'ICO', 'SVG') else 'a'} {found} image"


def _recognise(head: bytes) -> str:
    """Say what a file is by how it begins."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] == b"ftyp":
        # ISO 14496-12, 4.3: the brand of a file, its version, and the brands it is compatible with.
        brands = head[8:64]
        return next((name for brand, name in _BRANDS if brand in brands), "a video")
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    if b"\0" in head:
        return "no image"
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    return next((name for pattern, name in _TEXTS if pattern.match(text)), "no image")


def _write_weight(kilobytes: float) -> str:
    if kilobytes >= 1000:
        return f"{kilobytes / 1000:.1f} MB"
    return f"{round(kilobytes, 0 if kilobytes >= 1 else 2):g} kB"


def _hit(image: Image, content: str = "", weight: str = "", limit: str = "") -> Hit:
    values = {"source": shorten(image.source), "content": content, "weight": weight, "limit": limit}
    return Hit(image.source_span or image.span, values)
