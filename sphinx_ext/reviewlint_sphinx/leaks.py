"""The build's own gate: what it wrote is looked through, and the build fails if it shows a secret.

Everything else here is made so that nothing leaks; this does not trust it. See
:mod:`reviewlint.leakcheck`.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError, SphinxError

from reviewlint.document.model import Review
from reviewlint.errors import explain_os_error
from reviewlint.leakcheck.build import list_build
from reviewlint.leakcheck.check import find_leaks
from reviewlint.leakcheck.secrets import Secrets, gather_secrets
from reviewlint.leakcheck.sources import Source, read_hidden
from reviewlint.publication import EXPLAINED
from reviewlint_sphinx.config import is_review
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.spoilers.policy import OPEN, find_policy

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from reviewlint_sphinx.gate import Gate

State = Mapping[str, tuple[int, int]]
"""When each file of a folder was last written, and how large it is."""


class LeakFound(SphinxError):  # noqa: N818 - it says what is the case
    """The build stops because what it wrote shows what it must not."""

    category = "Leak"


class LeakGate:
    """Compare the output folder with what it was, and look through what is new in it."""

    def __init__(self, app: Sphinx, gate: Gate) -> None:
        """Note how things are before the build; ``gate`` knows which reviews are withheld."""
        self._gate = gate
        self._before = _look_at(app.outdir)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Look through what this build wrote; connected to ``build-finished``, behind everything else.

        :raises LeakFound: naming every leak with its output file and its source line
        :raises ExtensionError: if something that was written cannot be looked through
        """
        policy = find_policy(app.builder.name, app.config.reviewlint_spoilers)
        if exception is not None or policy == "keep" or not app.config.reviewlint_leakcheck:
            return
        after = _look_at(app.outdir)
        working = Path(app.doctreedir)
        outdir = Path(app.outdir)
        written = {
            name
            for name, state in after.items()
            if self._before.get(name) != state and not (outdir / name).is_relative_to(working)
        }
        if not written:
            return
        secrets = _gather(app, self._gate, spoilers=policy not in OPEN)
        try:
            leaks = find_leaks(list_build(outdir), secrets, written)
        except OSError as error:
            place = os.path.relpath(error.filename or outdir)
            raise ExtensionError(f"{place} cannot be looked through: {explain_os_error(error)}") from error
        if leaks:
            lines = "\n".join(f"  {leak}" for leak in leaks)
            raise LeakFound(
                f"what was built in {os.path.relpath(outdir)} must not be published:\n{lines}\n"
                "Please report this to reviewlint if no template or extension of your own did it."
            )


def _look_at(folder: str | os.PathLike[str]) -> State:
    root = Path(folder)
    return {path.relative_to(root).as_posix(): state for path, state in _walk(root)}


def _walk(root: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    for place, _, files in os.walk(root):
        for file in files:
            path = Path(place, file)
            # A link to nothing, such as editors make to lock a file, says nothing.
            with contextlib.suppress(FileNotFoundError):
                status = path.stat()
                yield path, (status.st_mtime_ns, status.st_size)


def _read(gate: Gate, path: Path) -> Review:
    return gate.readings.find(path).review


def _gather(app: Sphinx, gate: Gate, *, spoilers: bool) -> Secrets:
    domain = reviews_of(app.env)
    sources = []
    for docname, path in gate.documents.items():
        shown = os.path.relpath(path).replace(os.sep, "/")
        read = partial(_read, gate, path)
        if docname in domain.records and docname not in gate.withheld:
            # What Sphinx read of it, in this build or before, was this text.
            hidden, record, reason = domain.find_secrets(docname), domain.records[docname], ""
        else:
            review, record = gate.readings.find(path)
            hidden, reason = read_hidden(review), gate.withheld.get(docname, "")
        sources.append(Source(shown, docname, record, hidden, read, EXPLAINED.get(reason, "")))
    paths = {docname: Path(app.env.doc2path(docname)) for docname in sorted(app.env.found_docs)}
    others = {
        docname: path.read_text("utf-8", "replace")
        for docname, path in paths.items()
        # The chapters of a book are documents that nobody wrote.
        if not is_review(app.config, docname) and path.is_file()
    }
    return gather_secrets(sources, others, spoilers=spoilers)
