"""What a builder published, kept from build to build, so that what is taken back goes for good.

Sphinx leaves behind the page, the pictures and the words of a document that is no more. The
manifest belongs to one output folder and builder, because builders share one doctree folder; it
is kept beside the doctrees, because an EPUB's builder packs whatever lies in its output folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FOLDER = "reviewlint"


class Manifest(msgspec.Struct, frozen=True):
    """Hold what was published: reviews, and a hash of what each listing shows.

    ``files`` are all that came of reviews in the output folder, and all pictures and files that any
    document shows or links to; ``pages`` those of them that no document holds. ``said`` has a hash of
    what each feed says, ``written`` of what each page shows that no document holds.
    """

    reviews: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    listings: Mapping[str, str] = {}
    written: Mapping[str, str] = {}
    said: Mapping[str, str] = {}


def read_manifest(app: Sphinx) -> Manifest:
    """Give what the last build to this output folder published; nothing where there was none."""
    try:
        return msgspec.json.decode(_find_path(app).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        # A first build, or one by another version: there is nothing that could be taken back.
        return Manifest()


def write_manifest(app: Sphinx, manifest: Manifest) -> None:
    """Keep what this build published."""
    path = _find_path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.encode(manifest, order="deterministic"))


def _find_path(app: Sphinx) -> Path:
    place = hashlib.sha256(str(app.outdir).encode()).hexdigest()[:16]
    return Path(app.doctreedir, _FOLDER, f"{app.builder.name}-{place}.json")
