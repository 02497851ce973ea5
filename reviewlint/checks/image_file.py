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
from reviewlint.document.model import Image, Review
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"hint", "right", "source"})

Defect = Literal["missing", "case", "outside"]

_SUFFIX = compile_later(r"\.(?:apng|avif|bmp|gif|ico|jfif|jpe?g|png|svg|tiff?|webp)$", re.IGNORECASE)
_MOST_HINTS = 20
"""Missing images of a review that a near name is looked for: with every file of a folder each."""
# RFC 3986, 3.1: a scheme; one letter is a drive. Templates and build aliases are no paths either.
_SCHEME = compile_later(r"[A-Za-z][A-Za-z0-9+.-]+:|//|[@~#]")
_NO_PATH = compile_later(r"[{}<>$*|\n\\\0]")
_DRIVE = compile_later(r"(?:[A-Za-z]:[\\/]|file:)", re.IGNORECASE)


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which defect this rule reports."""

    finds: Defect


class Address(msgspec.Struct, frozen=True):
    """Hold a local image's address: ``path`` decoded, ``written`` as it stands, without query.

    ``bases`` are the folders it may start from.
    """

    path: str
    written: str
    bases: tuple[str, ...]


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Look each image up once for all rules."""
    wanted = {params.finds: index for index, params in enumerate(rules)}

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for defect, hit in _find(review, context.files):
            if defect in wanted:
                yield wanted[defect], hit

    return run


def _find(review: Review, files: Files) -> Iterator[tuple[Defect, Hit]]:
    folder = posixpath.dirname(review.source.path)
    roots: tuple[str, ...] | None = None
    lost: list[tuple[Image, Address]] = []
    found: set[str] = set()
    for image in review.images:
        if _leaves_site(image.source.strip(), folder, files):
            yield "outside", _hit(image)
            continue
        written = re.split(r"[?#]", image.source.strip(), maxsplit=1)[0]
        if not _is_local(written):
            continue
        if roots is None:
            roots = files.image_roots(review.source.path)
        address = _read_address(written, folder, roots)
        base = next((base for base in address.bases if files.is_file(_join(base, address.path))), None)
        if base is None:
            lost.append((image, address))
        else:
            found.add(base)
    for number, (image, address) in enumerate(lost):
        yield from _explain(review, image, address, found, files, hint=number < _MOST_HINTS)


def _is_local(written: str) -> bool:
    if not _SUFFIX.search(written) or _SCHEME.match(written):
        return False
    return not _NO_PATH.search(unquote(written))


def _read_address(written: str, folder: str, roots: Sequence[str]) -> Address:
    path = unquote(written)
    first = path.lstrip("/").partition("/")[0]
    # "/assets/her.jpg" starts beside a root named assets on some sites, inside it on others.
    beside = tuple(posixpath.dirname(root) for root in roots if posixpath.basename(root) == first)
    bases = (*roots, *beside) if path.startswith("/") else (folder, *roots, *beside)
    return Address(path, written, tuple(dict.fromkeys(bases)))


def _leaves_site(source: str, folder: str, files: Files) -> bool:
    if _DRIVE.match(source):
        return True
    if ".." not in source or _SCHEME.match(source) or _NO_PATH.search(source):
        return False
    path = unquote(re.split(r"[?#]", source, maxsplit=1)[0])
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/")).startswith("..")
    return not files.is_inside(_join(folder, path))


def _join(base: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(base, path.lstrip("/")))


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
        folder, name = posixpath.split(_join(base, address.path))
        images = [one for one in files.names(folder) if _SUFFIX.search(one)]
        if base in found or (images and base in own):
            yield "missing", _hit(image, hint=_hint(address, name, images) if hint else "")
            return


def _hint(address: Address, name: str, images: Sequence[str]) -> str:
    # Imported only when there is something to say: most reviews have no such finding.
    from difflib import get_close_matches

    near = get_close_matches(name, images, n=1)
    if near:
        return f"; did you mean `{posixpath.join(posixpath.dirname(address.path), near[0])}`?"
    return ", though other images are there" if images else ", though this review's other images are found"


def _respell(base: str, path: str, files: Files) -> str | None:
    """Give the path as the disk spells it, ``None`` where it is not there in any case."""
    folder, spelt = base, []
    for name in path.lstrip("/").split("/"):
        right = name if name in ("", ".", "..") else _find_name(files.names(folder), name)
        if right is None:
            return None
        spelt.append(right)
        folder = posixpath.normpath(posixpath.join(folder, right))
    return "/" * path.startswith("/") + "/".join(spelt)


def _find_name(names: Sequence[str], name: str) -> str | None:
    if name in names:
        return name
    near = [one for one in names if one.casefold() == name.casefold()]
    return near[0] if len(near) == 1 else None


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
