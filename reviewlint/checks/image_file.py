"""``image-file``: a local image whose file is not there, is spelt otherwise, or lies outside the site.

Only what can be known is said. Nobody can tell where an address starts from until some image is
found there: a folder without images says nothing about the one that is missing.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Literal
from urllib.parse import quote, unquote

import msgspec

from reviewlint.checks.base import Context, Files, Hit, Run, Settings, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.addresses import (
    Address,
    cut_tail,
    find_near_name,
    is_path,
    join,
    read_image_addresses,
)
from reviewlint.document.model import Image, Review
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"hint", "right", "source"})

Defect = Literal["missing", "case", "outside"]

_MOST_HINTS = 20
"""Missing images of a review that a near name is looked for: with every file of a folder each."""
_DRIVE = compile_later(r"(?:[A-Za-z]:[\\/]|file:)", re.IGNORECASE)


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which defect this rule reports."""

    finds: Defect


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Look each image up once for all rules."""
    wanted = {params.finds: index for index, params in enumerate(rules)}

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        if not review.images:
            return
        for defect, hit in _find(review, context.files):
            if defect in wanted:
                yield wanted[defect], hit

    return run


def _find(review: Review, files: Files) -> Iterator[tuple[Defect, Hit]]:
    folder = posixpath.dirname(review.source.path)
    lost: list[tuple[Image, Address]] = []
    found: set[str] = set()
    for image, address in read_image_addresses(review, files.image_roots):
        if _leaves_site(image.source.strip(), folder, files):
            yield "outside", _hit(image)
            continue
        if address is None:
            continue
        base = address.find_base(files.is_file)
        if base is None:
            lost.append((image, address))
        else:
            found.add(base)
    for number, (image, address) in enumerate(lost):
        yield from _explain(review, image, address, found, files, hint=number < _MOST_HINTS)


def _leaves_site(source: str, folder: str, files: Files) -> bool:
    if _DRIVE.match(source):
        return True
    if ".." not in source or not is_path(written := cut_tail(source)):
        return False
    path = unquote(written)
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/")).startswith("..")
    return not files.is_inside(join(folder, path))


def _explain(
    review: Review, image: Image, address: Address, found: set[str], files: Files, *, hint: bool
) -> Iterator[tuple[Defect, Hit]]:
    """Say what is wrong with an image that is nowhere, if that can be known."""
    for base in address.bases:
        right = _respell(base, address.path, files)
        if right is not None:
            yield "case", _hit_case(review, image, address, right)
            return
    # A relative address may start from a static folder too, but images there prove nothing:
    # nearly every site keeps its icon in one.
    own = address.bases if address.path.startswith("/") else address.bases[:1]
    for base in address.bases:
        folder, name = posixpath.split(join(base, address.path))
        images = files.images(folder)
        if base in found or (images and base in own):
            yield "missing", _hit(image, hint=_hint(address, name, images) if hint else "")
            return


def _hint(address: Address, name: str, images: Sequence[str]) -> str:
    near = find_near_name(name, images)
    if near:
        return f"; did you mean `{posixpath.join(posixpath.dirname(address.path), near)}`?"
    return ", though other images are there" if images else ", though this review's other images are found"


def _respell(base: str, path: str, files: Files) -> str | None:
    """Give the path as the disk spells it, ``None`` where it is not there in any case."""
    folder, spelt = base, []
    for name in path.lstrip("/").split("/"):
        right = name if name in ("", ".", "..") else _find_name(files.spellings(folder, name), name)
        if right is None:
            return None
        spelt.append(right)
        folder = posixpath.normpath(posixpath.join(folder, right))
    return "/" * path.startswith("/") + "/".join(spelt)


def _find_name(names: Sequence[str], name: str) -> str | None:
    """Give the one of several spellings of a name that is meant, if that is certain."""
    if name in names:
        return name
    return names[0] if len(names) == 1 else None


def _hit(image: Image, hint: str = "", right: str = "") -> Hit:
    values = {"source": shorten(image.source), "hint": hint, "right": right}
    return Hit(image.source_span or image.span, values)


def _hit_case(review: Review, image: Image, address: Address, right: str) -> Hit:
    hit = _hit(image, right=right)
    span = image.source_span
    if span is None or not review.source.slice(span).startswith(address.written):
        return hit
    text = quote(right) if "%" in address.written else right
    edit = (Span(span.start, span.start + len(address.written)), text)
    return msgspec.structs.replace(hit, edits=(edit,), safety=Safety.SAFE)
