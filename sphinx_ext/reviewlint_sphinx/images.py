"""The pictures of a review: found under the roots that a site has, or left out rather than broken."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from reviewlint.public import hide_marked
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.spoilers.nodes import is_inside_spoiler
from reviewlint_sphinx.state import Reading, reading_of
from reviewlint_sphinx.tree import find_nodes, replace_each

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

_REMOTE = frozenset({"http", "https"})


class Picture(NamedTuple):
    """Say where a picture is: an address for Sphinx, or the places where it was looked for in vain."""

    address: str
    tried: tuple[str, ...] = ()


def find_picture(env: BuildEnvironment, reading: Reading, source: str) -> Picture:
    """Look for a picture as a review writes it; only what lies in the source folder is found.

    ``tried`` are paths from the source folder, which may come to be.
    """
    parts = urlsplit(source)
    if parts.scheme in _REMOTE or (parts.netloc and not parts.scheme):
        return Picture(source)
    path = unquote(parts.path)
    if parts.scheme or not path.strip("/"):
        return Picture("")
    srcdir = str(env.srcdir)
    tried: list[str] = []
    for base in _find_bases(reading.record.path, path, reading.image_roots, srcdir):
        place = os.path.normpath(os.path.join(base, path.lstrip("/")))
        if _is_below(place, srcdir) and _is_below(os.path.realpath(place), os.path.realpath(srcdir)):
            address = os.path.relpath(place, srcdir).replace(os.sep, "/")
            if os.path.isfile(place):
                return Picture("/" + address)
            tried.append(address)
    return Picture("", tuple(dict.fromkeys(tried)))


def _find_bases(review: str, path: str, roots: tuple[str, ...], srcdir: str) -> list[str]:
    """Give the folders that an address may start at: as the linter has it, and Sphinx's own."""
    first = path.strip("/").partition("/")[0]
    beside = [os.path.dirname(folder) for folder in roots if os.path.basename(folder) == first]
    own = [] if path.startswith("/") else [os.path.join(srcdir, os.path.dirname(review))]
    return [*own, *roots, *beside, srcdir]


def _is_below(place: str, folder: str) -> bool:
    place, folder = os.path.normcase(place), os.path.normcase(folder)
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


class FindImages(SphinxTransform):
    """Point the images of a review at their files; one that is not there gives way to its alt text."""

    default_priority = 6  # behind spoilers (4) and header (5), before anything that looks at images

    def apply(self, **kwargs: Any) -> None:
        """Change the document in place."""
        reading = reading_of(self.env)
        if reading is None:
            return
        places: dict[bool, set[str]] = {True: set(), False: set()}
        for image in find_nodes(self.document, nodes.image):
            image["alt"] = hide_marked(image.get("alt", ""))
            picture = find_picture(self.env, reading, image["uri"])
            if picture.address:
                image["uri"] = picture.address
                places[is_inside_spoiler(image)].add(picture.address.removeprefix("/"))
                continue
            reviews_of(self.env).note_missing(self.env.docname, picture.tried)
            figure = image.parent if isinstance(image.parent, nodes.figure) else None
            replace_each([(figure or image, _stand_in(image, figure))])
        hidden = places[True] - places[False]
        if hidden:
            reviews_of(self.env).hidden[self.env.docname] = frozenset(hidden)


def name_pictures(app: Sphinx, env: BuildEnvironment) -> None:
    """Give the pictures of reviews names that depend on nothing but where they lie.

    Two files ``cover.png`` would else be ``cover.png`` and ``cover1.png`` in the order in which
    processes finished. Of a picture that only spoilers show, not even the name is told. Connected to
    ``env-updated``.
    """
    reviews, hidden = reviews_of(env).records, reviews_of(env).hidden
    for path, (docnames, name) in list(env.images.items()):
        if any(docname in reviews for docname in docnames):
            place = PurePosixPath(path)
            digest = hashlib.sha256(path.encode()).hexdigest()[:8]
            told = not all(path in hidden.get(docname, ()) for docname in docnames)
            fixed = f"{place.stem}-{digest}{place.suffix}" if told else f"{digest}{place.suffix}"
            env.images[path] = (docnames, fixed)
            env.images._existing.discard(name)  # noqa: SLF001 - FilenameUniqDict has no other way
            env.images._existing.add(fixed)  # noqa: SLF001


def name_hidden(env: BuildEnvironment) -> Iterator[tuple[str, list[str]]]:
    """Give the reviews whose spoilers show pictures, with the names of these.

    They change when another review begins or ceases to show one openly.
    """
    for docname, paths in reviews_of(env).hidden.items():
        yield docname, [env.images[path][1] for path in sorted(paths) if path in env.images]


def ask_for_root(app: Sphinx, env: BuildEnvironment) -> None:
    """Say once where pictures that were not found could be looked for; connected to ``env-updated``."""
    missing = reviews_of(env).missing
    places = sorted(place for docname in missing for place in missing[docname][:1])
    if places:
        logger.info(
            "%d pictures of reviews are not where they were looked for, the first of them at %s;"
            " if they are elsewhere in the source folder, name that folder in reviewlint.yaml:"
            " `images: {roots: [FOLDER]}`",
            len(places),
            places[0],
        )


def _stand_in(image: nodes.image, figure: nodes.figure | None) -> list[nodes.Node]:
    alt = image.get("alt", "").strip()
    if figure is None and isinstance(image.parent, nodes.TextElement):
        return [nodes.inline("", alt, classes=["rl-missing"])] if alt else []
    found: list[nodes.Node] = [nodes.paragraph("", alt, classes=["rl-missing"])] if alt else []
    for part in figure.children if figure else []:
        if isinstance(part, nodes.caption):
            found.append(nodes.paragraph("", "", *part.children, classes=["rl-missing"]))
        elif isinstance(part, nodes.legend):
            found += part.children
    return found
