"""Addresses that lead to files of the site: which do, where they may start from, what comes near.

Nobody can tell where an address starts from but its generator, so each has several folders to try.
"""

from __future__ import annotations

import functools
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import unquote

import msgspec

from reviewlint.document.model import Image, Review
from reviewlint.regex import compile_later

_IMAGE_SUFFIX = compile_later(r"\.(?:apng|avif|bmp|gif|ico|jfif|jpe?g|png|svg|tiff?|webp)$", re.IGNORECASE)
# RFC 3986, 3.1: a scheme; one letter is a drive. Build aliases (`@/`, `~/`, `$img`) are no folders.
_SCHEME = compile_later(r"[A-Za-z][A-Za-z0-9+.-]+:|//|[@~#]")
# Template tags have braces; what the reader put over them is no printable character.
_NO_PATH = compile_later(r"[{}<>$*|\\\x00-\x1f\x7f]")
_TAIL = compile_later(r"[?#].*", re.DOTALL)
# Most addresses are nothing but a path, as their characters tell: no scheme, no query, nothing escaped.
_PLAIN = compile_later(r"(?!//)[\w./-]+")

_LIKE = 75.0
"""How alike, of 100, two names of files must be for a did-you-mean."""


class Address(msgspec.Struct, frozen=True):
    """Hold a local address: ``path`` decoded, ``written`` as it stands, without query.

    ``bases`` are the folders it may start from, the likeliest first.
    """

    path: str
    written: str
    bases: tuple[str, ...]

    def find_base(self, is_file: Callable[[str], bool]) -> str | None:
        """Give the folder from which the address leads to a file, ``None`` where none does."""
        for base in self.bases:
            if is_file(join(base, self.path)):
                return base
        return None


def is_image(name: str) -> bool:
    """Tell whether a file's name is that of an image."""
    return _IMAGE_SUFFIX.search(name) is not None


def is_path(written: str) -> bool:
    """Tell whether an address without query can be a path of this site: no scheme, no template."""
    if not written or _SCHEME.match(written) or _NO_PATH.search(written):
        return False
    return "%" not in written or not _NO_PATH.search(unquote(written))


def cut_tail(source: str) -> str:
    """Give an address without the white space around it, its query and its fragment."""
    return _TAIL.split(source.strip(), 1)[0]


def read_image_addresses(
    review: Review, find_roots: Callable[[str], Sequence[str]]
) -> Sequence[tuple[Image, Address | None]]:
    """Give the images of a review with their addresses, ``None`` for those that are not of this site.

    ``find_roots`` gives the folders that an address from ``/`` may start at, by the review's path.
    """
    # Several kinds look for an image's file.
    known = review.derived
    if "image addresses" not in known:
        place = review.source.path
        folder = posixpath.dirname(place)
        read = []
        roots: tuple[str, ...] | None = None
        for image in review.images:
            address = None
            if found := _read_path(image.source):
                # Asked only where an image is of this site.
                roots = tuple(find_roots(place)) if roots is None else roots
                address = _make_address(*found, folder, roots)
            read.append((image, address))
        known["image addresses"] = read
    addresses: Sequence[tuple[Image, Address | None]] = known["image addresses"]
    return addresses


def read_image_address(source: str, folder: str, find_roots: Callable[[], Sequence[str]]) -> Address | None:
    """Read the address of an image in a review of ``folder``, ``None`` where it is not of this site.

    ``find_roots`` gives the folders that an address from ``/`` may start at; asked only when needed.
    """
    found = _read_path(source)
    return _make_address(*found, folder, tuple(find_roots())) if found else None


def _read_path(source: str) -> tuple[str, str] | None:
    """Give the path of an image of this site and how it is written, ``None`` where it is of another."""
    if _PLAIN.fullmatch(source):
        return (source, source) if is_image(source) else None
    written = cut_tail(source)
    return (unquote(written), written) if is_image(written) and is_path(written) else None


def _make_address(path: str, written: str, folder: str, roots: tuple[str, ...]) -> Address:
    first = path.lstrip("/").partition("/")[0]
    return Address(path, written, _list_bases(None if path.startswith("/") else folder, roots, first))


@functools.lru_cache(maxsize=256)
def _list_bases(folder: str | None, roots: tuple[str, ...], first: str) -> tuple[str, ...]:
    """Give the folders that a path may start from whose first name is ``first``; ``folder`` if any first."""
    # "/assets/her.jpg" starts beside a root named assets on some sites, inside it on others.
    beside = [posixpath.dirname(root) for root in roots if posixpath.basename(root) == first]
    own = () if folder is None else (folder,)
    return tuple(dict.fromkeys((*own, *roots, *beside)))


def find_base(review: Review, address: Address, is_file: Callable[[str], bool]) -> str | None:
    """Give the folder from which an address in a review leads to a file, ``None`` where none does.

    What the disk says is kept with the review: several kinds ask for the same files.
    """
    known: dict[str, str | None] = review.derived.setdefault("bases of addresses", {})
    path = address.path
    if path not in known:
        known[path] = address.find_base(is_file)
    return known[path]


def join(base: str, path: str) -> str:
    """Give the path that an address has from a folder on; one from ``/`` starts there too."""
    return posixpath.normpath(posixpath.join(base, path.lstrip("/")))


def respell(base: str, path: str, find_spellings: Callable[[str, str], Sequence[str]]) -> str | None:
    """Give a path as the disk spells it from a folder on, ``None`` where it is not there in any case.

    ``find_spellings`` gives the names in a folder that differ from a name by case only. Accents may be
    composed otherwise: ``é`` is one code point or two, an ``e`` and its accent (Unicode Standard Annex
    15); macOS long wrote the latter to disk, keyboards write the former.
    """
    folder, spelt = base, []
    for name in path.lstrip("/").split("/"):
        right = name if name in ("", ".", "..") else _find_spelling(folder, name, find_spellings)
        if right is None:
            return None
        spelt.append(right)
        folder = posixpath.normpath(posixpath.join(folder, right))
    return "/" * path.startswith("/") + "/".join(spelt)


def _find_spelling(folder: str, name: str, find_spellings: Callable[[str, str], Sequence[str]]) -> str | None:
    found = find_spellings(folder, name)
    if not found and not name.isascii():
        composed, decomposed = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
        found = find_spellings(folder, composed) or find_spellings(folder, decomposed)
    return _choose(found, name)


def _choose(names: Sequence[str], name: str) -> str | None:
    """Give the one of several spellings of a name that is meant, if that is certain."""
    if name in names:
        return name
    return names[0] if len(names) == 1 else None


def find_near_name(name: str, names: Iterable[str]) -> str | None:
    """Give the name that is most like another, ``None`` where none is like it at all."""
    # Imported here: most reviews name no file that is not there.
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, names, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_LIKE)
    return found[0] if found else None
