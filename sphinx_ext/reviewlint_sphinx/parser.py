"""Parsers for reviews: what a review needs is on, what it must not do is off, in reviews only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import FunctionType
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.config.main import MdParserConfig, merge_file_level
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import MystWarnings, create_warning
from sphinx.parsers import RSTParser

from reviewlint_sphinx.state import Reading, reading_of

if TYPE_CHECKING:
    from docutils.statemachine import StringList
    from markdown_it import MarkdownIt
    from sphinx.application import Sphinx

# `:::{figure}` and `{.decorative}` mean to reviewlint what they mean here.
_EXTENSIONS = frozenset({"colon_fence", "attrs_inline", "attrs_block", "html_image"})
_TOP_LEVEL = ("html_meta", "substitutions")


def register(app: Sphinx) -> None:
    """Put these in place of MyST's and Sphinx's own, which they are for any other document."""
    app.add_source_parser(ReviewMystParser, override=True)
    app.add_source_parser(ReviewRSTParser, override=True)


class ReviewMystParser(MystParser):
    """Parse Markdown; a review with the extensions it needs, and its front matter already read."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill ``document``."""
        reading = reading_of(document.settings.env)
        if reading is None:
            super().parse(inputstring, document)
            return
        parser = reading.parsers.choose(reading, document)
        parser.options["document"] = document
        with _restricted(document):
            parser.render(inputstring)


class ReviewRSTParser(RSTParser):
    """Parse reStructuredText."""

    def parse(self, inputstring: str | StringList, document: nodes.document) -> None:
        """Fill ``document``."""
        if reading_of(document.settings.env) is None:
            super().parse(inputstring, document)
            return
        with _restricted(document):
            super().parse(inputstring, document)


class MarkdownParsers:
    """Make MyST's parsers; it lives as long as one build."""

    def __init__(self) -> None:
        """Make none yet."""
        self._usual: MarkdownIt | None = None

    def choose(self, reading: Reading, document: nodes.document) -> MarkdownIt:
        """Give a review the parser of all that ask for nothing of their own, else one for itself.

        A parser keeps nothing of what it parsed: MyST's renderer begins each document anew.
        """
        config: MdParserConfig = document.settings.env.myst_config
        topmatter = _read_myst_keys(reading)
        if topmatter:

            def warn(subtype: MystWarnings, message: str) -> None:
                create_warning(document, message, subtype, line=1, append_to=document)

            return create_md_parser(merge_file_level(_extend(config), topmatter, warn), _ReviewRenderer)
        if self._usual is None:
            self._usual = create_md_parser(_extend(config), _ReviewRenderer)
        return self._usual


def _spare_document(setup_render: Any) -> Callable[..., None]:
    """Give MyST's function without the document that it makes, and throws away where it is given one.

    It makes one to have it for ``options.get("document", make_document())``, and docutils builds its
    parser of command lines for that.
    """
    names = {**setup_render.__globals__, "make_document": lambda: None}
    return FunctionType(setup_render.__code__, names, closure=setup_render.__closure__)


class _ReviewRenderer(SphinxRenderer):
    setup_render = _spare_document(SphinxRenderer.setup_render)

    def create_warning(self, message: str, subtype: MystWarnings | str, **given: Any) -> Any:
        """Leave out what reviewlint reports under its own name: the levels of headings."""
        if subtype == MystWarnings.MD_HEADING_NON_CONSECUTIVE:
            return None
        return super().create_warning(message, subtype, **given)


def _extend(config: MdParserConfig) -> MdParserConfig:
    """Add what reviews need."""
    extensions = {*config.enable_extensions, *_EXTENSIONS}
    return replace(config, enable_extensions=extensions, title_to_header=False)


def _read_myst_keys(reading: Reading) -> dict[str, Any]:
    """Give what a review's front matter says to MyST itself."""
    front_matter = reading.review.front_matter
    if front_matter is None or front_matter.root is None:
        return {}
    return {
        entry.key: entry.value.data
        for entry in front_matter.root.entries
        if entry.key == "myst" or entry.key in _TOP_LEVEL
    }


@contextmanager
def _restricted(document: nodes.document) -> Iterator[None]:
    """Keep contributed text from reading files and from writing into the page unseen."""
    settings = document.settings
    before = settings.file_insertion_enabled, settings.raw_enabled
    settings.file_insertion_enabled = settings.raw_enabled = False
    try:
        yield
    finally:
        settings.file_insertion_enabled, settings.raw_enabled = before
