"""A review's text made ready for its parser, on ``source-read`` and ``include-read``.

Every line stays its line: the front matter becomes as many empty ones, so that MyST does not read
it a second time and docutils does not print it, and spoiler markers become marks.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from sphinx.util import logging

from reviewlint.document.model import Review
from reviewlint.leakcheck.sources import read_hidden
from reviewlint.record import Rating
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.parser import MarkdownParsers
from reviewlint_sphinx.spoilers.sentinels import mark_spoilers
from reviewlint_sphinx.state import Reading, marks_of, note_marks, note_reading, reading_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from reviewlint_sphinx.gate import Gate

logger = logging.getLogger(__name__)

_NOT_LINE_END = re.compile(r"[^\r\n]+")


class Reader:
    """Read reviews for Sphinx's parsers, by the session that also checks them."""

    def __init__(self, gate: Gate) -> None:
        """Read what ``gate`` lets through."""
        self._gate = gate
        self._parsers = MarkdownParsers()

    def read_source(self, app: Sphinx, docname: str, content: list[str]) -> None:
        """Replace a review's text, and note what is known of it."""
        if not self._gate.is_review(docname):
            return
        env = app.env
        path = Path(env.doc2path(docname))
        review, record = self._gate.readings.find_as(content[0], path)
        if record.rating is not None:
            record = replace(record, rating=_place_on_scale(record.rating, self._gate.scale))
        reviews_of(env).note_review(docname, record)
        # Of the file itself, whatever another extension made of it.
        reviews_of(env).note_secrets(docname, read_hidden(self._gate.readings.find(path).review))
        note_reading(env, Reading(review, record, self._gate.session.image_roots(path), self._parsers))
        # Reviews stand in listings, not in tables of contents.
        env.metadata[docname]["orphan"] = ""
        content[0] = _prepare(env, review)

    def read_include(self, app: Sphinx, path: Path, parent: str, content: list[str]) -> None:
        """Treat a review that another document includes as if it were read by itself."""
        env = app.env
        place = Path(env.srcdir, path)
        docname = env.path2doc(place)
        if docname is None or not self._gate.is_review(docname):
            return
        if not self._gate.is_shown(docname):
            content[0] = ""
            logger.warning(
                "%s is not shown in the archive and is left out here too",
                path,
                location=parent,
                type="reviewlint",
                subtype="excluded",
            )
            return
        fences = reading_of(env) is not None
        content[0] = _prepare(env, self._gate.session.read(content[0], place), fences=fences)


def _place_on_scale(rating: Rating, scale: tuple[float, float] | None) -> Rating:
    """Say out of how many a rating is, where it does not say so itself and the site's config does."""
    if scale is None or rating.best not in (None, scale[1]):
        return rating
    return replace(rating, worst=scale[0], best=scale[1])


def _prepare(env: BuildEnvironment, review: Review, *, fences: bool = True) -> str:
    front_matter = review.front_matter
    blanked = []
    if front_matter is not None:
        span = front_matter.span
        blanked.append((span, _NOT_LINE_END.sub("", review.source.slice(span))))
    marked = mark_spoilers(review, blanked, first=marks_of(env).next, fences=fences)
    note_marks(env, marked)
    return marked.text
