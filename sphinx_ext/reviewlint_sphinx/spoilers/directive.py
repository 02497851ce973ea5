"""``spoiler`` as a directive and as a role, in reStructuredText and in MyST."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.states import Inliner, RSTState
from docutils.statemachine import StringList
from docutils.utils import unescape
from sphinx.util.docutils import SphinxDirective

from reviewlint_sphinx.spoilers.nodes import make_block, make_inline

# docutils takes the first line below `.. spoiler::` for the directive's argument. It is not a
# label, which everybody would see, unless it stands on the directive's own line.
_LABEL_BELOW = re.compile(r"\.\.[ \t]+[^:\s]+::[ \t]*(?:\n|\Z)")


class SpoilerDirective(SphinxDirective):
    """Hide blocks; what follows ``spoiler`` on its line says what they are about."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """Parse what is hidden."""
        label = self._take_label()
        # MyST would put sections where the document's stand; without them it makes rubrics.
        sections = isinstance(self.state, RSTState)
        children = self.parse_content_to_nodes(allow_section_headings=sections)
        spoiler = make_block(children, label)
        spoiler["classes"] += self.options.get("class", [])
        self.set_source_info(spoiler)
        return [spoiler]

    def _take_label(self) -> str:
        if not self.arguments:
            return ""
        first, *rest = self.arguments[0].split("\n")
        if _LABEL_BELOW.match(self.block_text):
            first, rest = "", [first, *rest]
        if rest:
            source, line = self.get_source_info()
            lines = StringList([*rest, ""], items=[(source, line)] * (len(rest) + 1))
            self.content = lines + self.content if self.content else lines
        return first.strip()


def spoiler_role(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: Mapping[str, Any] | None = None,
    content: Sequence[str] = (),
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Hide words; markup inside is read as usual."""
    memo = SimpleNamespace(document=inliner.document, reporter=inliner.reporter, language=inliner.language)
    children, messages = inliner.parse(unescape(text, restore_backslashes=True), lineno, memo, inliner.parent)
    return [make_inline(list(children))], messages
