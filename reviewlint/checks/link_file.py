"""``link-file``: a relative link to a source file of the site that is not there.

Generators find a source file from the folder of the review, or from one above it; nothing is said of
an address that leads to a file from any of them. Nor is anything said where nobody can know: of a review
that is no file itself, and of a folder that is not there at all, since a checkout may be a part of a site.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

import msgspec

from reviewlint.checks.base import Context, Files, Hit, each, shorten
from reviewlint.document.addresses import cut_tail, find_near_name, is_path, join
from reviewlint.document.model import Review

PLACEHOLDERS = frozenset({"hint", "target"})
NEEDS = frozenset({"links"})
PLACES = ("paragraph",)

_ELSEWHERE = ("http:", "https:", "#", "/")
_MOST_HINTS = 20
"""Broken links of a review that a near name is looked for: with every file of a folder each."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say how the names of source files end, in small letters."""

    suffixes: tuple[str, ...]


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    # Most links lead to other sites: a review has many, and hardly ever one that may be a file.
    near = [link for link in review.links if not link.target.startswith(_ELSEWHERE)]
    if not near:
        return
    files = context.files
    folder, own = posixpath.split(review.source.path)
    listed: dict[str, list[str]] = {}
    number = 0
    for link in near:
        written = cut_tail(link.target)
        if not written.lower().endswith(params.suffixes) or not is_path(written):
            continue
        path = unquote(written)
        if _leads_to_file(path, folder, files) or own not in files.names(folder):
            continue
        place, name = posixpath.split(join(folder, path))
        if place not in listed:
            listed[place] = [one for one in files.names(place) if one.lower().endswith(params.suffixes)]
        if not listed[place]:
            continue
        number += 1
        alike = find_near_name(name, listed[place]) if number <= _MOST_HINTS else None
        hint = f"; did you mean `{posixpath.join(posixpath.dirname(path), alike)}`?" if alike else ""
        yield Hit(link.span, {"target": shorten(link.target), "hint": hint})


def _leads_to_file(path: str, folder: str, files: Files) -> bool:
    if files.is_file(join(folder, path)):
        return True
    while folder and (above := posixpath.dirname(folder)) != folder and files.is_inside(above or "."):
        folder = above
        if files.is_file(join(folder, path)):
            return True
    return False


prepare = each(_find)
