"""Word stems for Sphinx's search, worked out once for all documents.

Sphinx remembers them for as long as it reads one document, and most words of one stand in others, too.
In an archive, stemming in Python takes longer than writing the pages.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def remember_stems(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Have the indexer of this build remember; connected to ``doctree-resolved``, when there is one."""
    indexer: Any = getattr(app.builder, "indexer", None)
    language = getattr(indexer, "lang", None)
    if language is not None and "stem" not in vars(language):
        language.stem = cache(language.stem)
