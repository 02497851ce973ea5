"""Links to files, which Sphinx copies next to the pages: never a review's source, nor any file at all.

A link to a document that is not there is to MyST a link to a file: a review that speaks of a draft
would publish it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from reviewlint_sphinx.config import is_review
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.spoilers.nodes import is_inside_spoiler
from reviewlint_sphinx.state import reading_of
from reviewlint_sphinx.tree import find_nodes, replace_each

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

SOURCE = "it is a review's source, with its spoilers in the open"
"""Why a review's source is neither a file to copy nor a picture."""


class GuardDownloads(SphinxTransform):
    """Leave the words of a link whose file must not be copied, and say why."""

    default_priority = 8  # any time before Sphinx collects the files, which it does of finished documents

    def apply(self, **kwargs: object) -> None:
        """Change the document in place."""
        places: dict[bool, set[str]] = {True: set(), False: set()}
        for link in find_nodes(self.document, addnodes.download_reference):
            target = link["reftarget"]
            reason = _find_reason(self.env, target)
            if reason:
                told = "the link to the file %r is left out: %s"
                logger.warning(told, target, reason, location=link, type="reviewlint", subtype="download")
                replace_each([(link, link.children)])
            elif "://" not in target:
                places[is_inside_spoiler(link)].add(self.env.relfn2path(target, self.env.docname)[0])
        reviews_of(self.env).note_hidden(self.env.docname, places[True] - places[False])


def link_files(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Point links at the names that :func:`.images.name_files` gave; connected to ``doctree-resolved``."""
    links = [link for link in find_nodes(doctree, addnodes.download_reference) if "filename" in link]
    if links:
        # Each file lies in a folder of its own.
        names = {place.parent.name: place.as_posix() for _docnames, place in app.env.dlfiles.values()}
        for link in links:
            link["filename"] = names[Path(link["filename"]).parent.name]


def _find_reason(env: BuildEnvironment, target: str) -> str:
    """Say why a file must not be copied; nothing where it may, or is an address."""
    if "://" in target:
        return ""
    path = Path(env.relfn2path(target, env.docname)[1])
    if reading_of(env) is not None and not path.resolve().is_relative_to(Path(env.srcdir).resolve()):
        return "it is outside the source folder"
    return SOURCE if is_review(env.config, env.path2doc(path)) else ""
