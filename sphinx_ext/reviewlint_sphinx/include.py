"""The ``include`` directive, which must not bring in a review past :mod:`.reading`."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx.directives.other import Include
from sphinx.util import logging

from reviewlint_sphinx.config import is_review

logger = logging.getLogger(__name__)


class GuardedInclude(Include):
    """Include a file; a review only as text of its own document's format.

    With ``:parser:`` docutils hands the file to another parser without telling anybody, so that
    the drafts and spoilers in it would be shown.
    """

    def run(self) -> Sequence[nodes.Node]:
        """Give the nodes of what is included."""
        if "parser" in self.options:
            _, path = self.env.relfn2path(self.arguments[0])
            if is_review(self.config, self.env.path2doc(path)):
                logger.warning(
                    "a review cannot be included with `:parser:`: write this page in the review's format",
                    location=self.get_location(),
                    type="reviewlint",
                    subtype="include",
                )
                return []
        return super().run()
