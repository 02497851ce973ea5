"""A page for editors: every finding, and every review that readers do not see, with the reason.

It is written by itself to a place that the project names, and never into the output folder: what lies
there is published.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sphinx.errors import ConfigError
from sphinx.util import logging

from reviewlint.diagnostics import Diagnostic
from reviewlint_sphinx.findings import find_all
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.metadata.language import read_tag
from reviewlint_sphinx.order import sort_key

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from reviewlint_sphinx.gate import Gate
    from reviewlint_sphinx.templates import Templates

logger = logging.getLogger(__name__)


class Row(msgspec.Struct, frozen=True):
    """Show one review; ``path`` is from the working folder, ``reason`` why readers do not see it."""

    path: str
    title: str
    reason: str
    embargo: str
    findings: tuple[Diagnostic, ...]


class EditorsPage:
    """Write the page, where ``reviewlint_editors`` says where."""

    def __init__(self, gate: Gate, templates: Templates) -> None:
        """Ask ``gate`` which reviews there are and which are withheld."""
        self._gate = gate
        self._templates = templates

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the page if it would be another; connected to ``build-finished``.

        :raises ConfigError: if it would lie in the output folder
        """
        place = app.config.reviewlint_editors
        if exception is not None or not place:
            return
        path = Path(app.confdir, place).resolve()
        if path.is_relative_to(Path(app.outdir).resolve()):
            raise ConfigError(
                f"reviewlint_editors is {place!r}, which is in the output folder; what lies there is"
                " published, and this page names drafts and embargoed reviews. Name a place elsewhere"
            )
        rows = sorted(self._list_rows(app), key=lambda row: sort_key(row.path))
        html = self._templates.render(
            "editors.html",
            title=_("For editors: %s") % app.config.project,
            language=read_tag(app.config.language),
            withheld=[row for row in rows if row.reason],
            rows=[row for row in rows if row.findings],
        )
        if not path.is_file() or path.read_text("utf-8") != html:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, "utf-8")
        logger.info("the editors' page is %s", os.path.relpath(path))

    def _list_rows(self, app: Sphinx) -> Iterator[Row]:
        gate = self._gate
        found = find_all(gate.session, Path(app.srcdir), gate.documents)
        for docname, path in gate.documents.items():
            record = gate.readings.find(path).record
            reason = gate.withheld.get(docname, "")
            yield Row(
                path=os.path.relpath(path).replace(os.sep, "/"),
                title=record.title,
                reason=_name_reasons().get(reason, ""),
                embargo=record.embargo or "",
                findings=found.reviews[docname].shown,
            )
        by_path: dict[str, list[Diagnostic]] = {}
        for one in found.archive:
            by_path.setdefault(one.path, []).append(one)
        for name, findings in by_path.items():
            yield Row(name, _("The archive as a whole"), "", "", tuple(findings))


def _name_reasons() -> Mapping[str, str]:
    return {
        "draft": _("draft"),
        "withdrawn": _("withdrawn"),
        "embargo": _("under embargo"),
        "invalid": _("left out because of errors"),
    }
