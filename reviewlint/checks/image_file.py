"""``image-file``: a local image whose file is not there, is spelt otherwise, or lies outside the site.

Only what can be known is said. Nobody can tell where an address starts from until some image is
found there: a folder without images says nothing about the one that is missing. Where that is so of a
whole archive, its config should say where pictures lie.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal
from urllib.parse import quote, unquote

import msgspec

from reviewlint.checks.base import (
    ArchiveHit,
    ArchiveParams,
    Context,
    Fact,
    FactsOfRule,
    Files,
    Hit,
    Run,
    Settings,
    shorten,
)
from reviewlint.diagnostics import Safety
from reviewlint.document.addresses import (
    Address,
    cut_tail,
    find_base,
    find_near_name,
    is_path,
    join,
    read_image_addresses,
    respell,
)
from reviewlint.document.model import Image, Review
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"advice", "difference", "hint", "right", "source", "what"})
NEEDS = frozenset({"images"})
PLACES = ("image.source",)
CONDITIONS = frozenset({"nowhere"})

Defect = Literal["missing", "case", "outside"]

_MOST_HINTS = 20
"""Missing images of a review that a near name is looked for: with every file of a folder each."""
_DRIVE = compile_later(r"(?:[A-Za-z]:[\\/]|file:)", re.IGNORECASE)


_KNOWN, _LOST = "known", "lost"
_ALL_LOST = "first of images that are all lost"
"""Where a review keeps what its own check found out: for the archive they are not looked for again."""
_GONE = {"what": "a picture is not there", "advice": ": were the files moved?"}
_NOWHERE = {
    "what": "no local picture is found",
    "advice": ": say in reviewlint.yaml where they lie, `images: {roots: [FOLDER]}`",
}


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say which defect this rule reports; images that are missing may be so in all of an archive."""

    finds: Defect

    @property
    def compares(self) -> bool:
        """Tell whether it matters that no image of the archive is found."""
        return self.finds == "missing"


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


def gather(review: Review, params: Params, context: Context) -> Iterator[Fact]:
    """Say of a review with local images whether it is known where they lie, else name the first."""
    if params.finds != "missing" or not review.images:
        return
    lost: Image | None = review.derived.get(_ALL_LOST)
    addresses = () if lost is not None else read_image_addresses(review, context.files.image_roots)
    for image, address in addresses:
        if address is None:
            continue
        known = find_base(review, address, context.files.is_file) is not None
        if known or any(_explain(review, image, address, set(), context.files, hint=False)):
            yield Fact(_KNOWN, "")
            return
        lost = lost or image
    if lost is not None:
        span = lost.source_span or lost.span
        yield Fact(_LOST, shorten(lost.source), span)


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report the reviews whose images are nowhere, where no review of the archive has one that is there."""
    if any(fact.key == _KNOWN for _, fact in facts):
        return
    for path, fact in facts:
        values = {**_NOWHERE, "difference": "", "source": fact.text, "hint": "", "right": ""}
        yield ArchiveHit(path, fact, values, "nowhere", shared=True)


def _find(review: Review, files: Files) -> Iterator[tuple[Defect, Hit]]:
    folder = posixpath.dirname(review.source.path)
    lost: list[tuple[Image, Address]] = []
    found: set[str] = set()
    inside = True
    for image, address in read_image_addresses(review, files.image_roots):
        source = image.source
        # Asked first, of each image: an address without a colon and without two dots leads nowhere else.
        if (":" in source or ".." in source) and _leaves_site(source.strip(), folder, files):
            inside = False
            yield "outside", _hit(image)
            continue
        if address is None:
            continue
        base = find_base(review, address, files.is_file)
        if base is None:
            lost.append((image, address))
        else:
            found.add(base)
    explained = False
    for number, (image, address) in enumerate(lost):
        for hit in _explain(review, image, address, found, files, hint=number < _MOST_HINTS):
            explained = True
            yield hit
    if lost and inside and not found and not explained:
        review.derived[_ALL_LOST] = lost[0][0]


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
        right = respell(base, address.path, files.spellings)
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


def _tell_difference(written: str, right: str) -> str:
    """Say how the disk's spelling of a path differs; what is composed differently looks alike."""
    if written.isascii() or unicodedata.normalize("NFC", written) != unicodedata.normalize("NFC", right):
        return f"is spelt `{right}` on disk"
    one, two = "one character", "two, the letter and its accent,"
    here, there = (one, two) if len(written) < len(right) else (two, one)
    return f"looks like its file's name, but an accented letter is {here} here and {there} on disk"


def _hit(image: Image, hint: str = "", right: str = "", difference: str = "") -> Hit:
    source = shorten(image.source)
    values = {**_GONE, "difference": difference, "source": source, "hint": hint, "right": right}
    return Hit(image.source_span or image.span, values)


def _hit_case(review: Review, image: Image, address: Address, right: str) -> Hit:
    hit = _hit(image, right=right, difference=_tell_difference(address.path, right))
    span = image.source_span
    if span is None or not review.source.slice(span).startswith(address.written):
        return hit
    text = quote(right) if "%" in address.written else right
    edit = (Span(span.start, span.start + len(address.written)), text)
    return msgspec.structs.replace(hit, edits=(edit,), safety=Safety.SAFE)
