"""The pictures of a review: found under the roots that a site has, or left out rather than broken."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from reviewlint.public import hide_marked
from reviewlint_sphinx.config import is_review
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.downloads import SOURCE
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
    try:
        parts = urlsplit(source)
    except ValueError:
        return Picture("")  # brackets that are no IPv6 address: it leads nowhere
    if parts.netloc and not parts.scheme:
        return Picture(f"https:{source}")  # Sphinx would look for a file
    if parts.scheme in _REMOTE:
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
            if os.path.isfile(place) and is_review(env.config, env.path2doc(place)):
                told = "the picture %r is left out: %s"
                logger.warning(
                    told, source, SOURCE, location=env.docname, type="reviewlint", subtype="download"
                )
                return Picture("")
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

    # Behind spoilers (4); before the header (6), whose picture was found; before what looks at images.
    default_priority = 5

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
        reviews_of(self.env).note_hidden(self.env.docname, places[True] - places[False])


def name_files(app: Sphinx, env: BuildEnvironment) -> None:
    """Give the pictures of reviews names that depend on nothing but where they lie.

    Two files ``cover.png`` would else be ``cover.png`` and ``cover1.png`` in the order in which
    processes finished. Of a picture that only spoilers show, not even the name is told, nor of a file
    that only they link to; those lie in folders of their own. Connected to ``env-updated``.
    """
    reviews = reviews_of(env).records
    for path, (docnames, name) in list(env.images.items()):
        if any(docname in reviews for docname in docnames):
            place = PurePosixPath(path)
            told = f"{place.stem}-" if _is_told(env, path, docnames) else ""
            fixed = f"{told}{_hash(path)}{place.suffix}"
            env.images[path] = (docnames, fixed)
            env.images._existing.discard(name)  # noqa: SLF001 - FilenameUniqDict has no other way
            env.images._existing.add(fixed)  # noqa: SLF001
    for file, (docnames, place) in list(env.dlfiles.items()):
        path = file.as_posix()
        fixed = file.name if _is_told(env, path, docnames) else _hash(path) + file.suffix
        env.dlfiles[file] = docnames, place.with_name(fixed)


def _is_told(env: BuildEnvironment, path: str, docnames: Iterable[str]) -> bool:
    hidden, covers = reviews_of(env).hidden, reviews_of(env).covers
    return any(path not in hidden.get(docname, ()) or path == covers.get(docname) for docname in docnames)


def _hash(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()[:8]


def name_hidden(env: BuildEnvironment) -> Iterator[tuple[str, list[str]]]:
    """Give the documents whose spoilers show pictures or link to files, with the names of these.

    They change when another document begins or ceases to show one openly.
    """
    names = {path: name for path, (_docnames, name) in env.images.items()}
    names |= {file.as_posix(): str(name) for file, (_docnames, name) in env.dlfiles.items()}
    for docname, paths in reviews_of(env).hidden.items():
        yield docname, [names[path] for path in sorted(paths) if path in names]


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
