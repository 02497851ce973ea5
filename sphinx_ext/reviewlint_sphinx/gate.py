"""Which documents are reviews, and which of them readers may see: decided before anything is read.

Everything is checked here, in one process and in the order of names, so that warnings come in the
same order every time. A document that is taken out here is to Sphinx as if it were not there.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError, SphinxError

from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.document.state import is_draft
from reviewlint.errors import ReviewlintError
from reviewlint.record import make_record
from reviewlint.session import Session
from reviewlint_sphinx import report
from reviewlint_sphinx.config import Options, is_review
from reviewlint_sphinx.domain import ReviewsDomain, reviews_of
from reviewlint_sphinx.report import Excluded

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

EXCLUDED_FILE = "reviewlint-excluded.json"


class InvalidReviews(SphinxError):  # noqa: N818 - it says what is the case
    """The build stops because reviews have errors."""

    category = "Invalid reviews"


class Gate:
    """Let through the reviews that are valid and public."""

    def __init__(self, app: Sphinx, options: Options) -> None:
        """Load the rules and the config that the site's reviews are checked by.

        :raises ConfigError: with every problem that they have
        """
        config = Path(app.confdir, options.config) if options.config else None
        try:
            self.session = Session.load(Path(app.srcdir), config=config)
        except ReviewlintError as error:
            msg = f"reviewlint cannot check the reviews:\n{error}"
            raise ConfigError(msg) from error
        self._options = options
        self._config = app.config
        self._srcdir = Path(app.srcdir)
        self._now = _find_now()
        self._excluded: frozenset[str] = frozenset()
        self._advice: list[str] = []

    @property
    def best(self) -> float | None:
        """Give the highest rating of the site's scale, where its config says it."""
        scale = self.session.config.scale
        return scale.max if scale else None

    @property
    def fingerprint(self) -> str:
        """Give a text that changes when a review could be judged differently, or by other rules."""
        return f"{self.session.fingerprint} {self._options.on_error}"

    def is_review(self, docname: str) -> bool:
        """Tell whether a document is a review, by ``reviewlint_reviews``."""
        return is_review(self._config, docname)

    def is_shown(self, docname: str) -> bool:
        """Tell whether a review is in the archive."""
        return docname not in self._excluded

    def sort_out(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> Sequence[str]:
        """Check the reviews that are to be read, and take out those that must not be shown.

        Connected to ``env-get-outdated``; gives the documents to read once more: all reviews after
        a change of rules, and those whose missing picture is there now.
        """
        domain = reviews_of(env)
        stale = self._find_stale(domain)
        names = sorted(name for name in env.found_docs if self.is_review(name))
        outdated = [name for name in names if name in added or name in changed or name in stale]
        excluded = self._check(env, outdated)
        for one in excluded:
            for docnames in (added, changed, env.project.docnames):
                docnames.discard(one.docname)
            if one.docname in env.all_docs:
                removed.add(one.docname)
        for docname in removed & domain.records.keys():
            Path(app.doctreedir, f"{docname}.doctree").unlink(missing_ok=True)
        self._excluded = frozenset(one.docname for one in excluded)
        domain.fingerprint = self.fingerprint
        report.write_excluded(Path(app.doctreedir, EXCLUDED_FILE), excluded)
        report.warn_of_excluded(excluded)
        self._advice += report.describe_hidden(excluded)
        if self._options.on_error == "fail" and any(one.reason == "invalid" for one in excluded):
            raise InvalidReviews("reviews have errors, and `reviewlint_on_error` is 'fail'")
        return sorted(stale - self._excluded)

    def advise(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Say what is no warning, once Sphinx has ended its own line; for ``env-before-read-docs``."""
        report.give_advice(self._advice)

    def _find_stale(self, domain: ReviewsDomain) -> set[str]:
        if domain.fingerprint != self.fingerprint:
            return set(domain.records)
        return {
            docname
            for docname, places in domain.missing.items()
            if any((self._srcdir / place).is_file() for place in places)
        }

    def _check(self, env: BuildEnvironment, docnames: Iterable[str]) -> list[Excluded]:
        paths = {Path(env.doc2path(docname)): docname for docname in docnames}
        if not paths:
            return []
        found: dict[str, list[Diagnostic]] = {self.session.show(path): [] for path in paths}
        checked = self.session.check_files(paths, given=[self._srcdir])
        for diagnostic in checked.diagnostics:
            if diagnostic.path in found:
                found[diagnostic.path].append(diagnostic)
        excluded = []
        for path, docname in paths.items():
            diagnostics = found[self.session.show(path)]
            report.warn_of_findings(path, diagnostics)
            self._advice += report.describe_advice(path, diagnostics)
            reason = self._judge(path, diagnostics)
            if reason:
                excluded.append(Excluded(docname, str(path), reason, _errors(diagnostics, reason)))
        return excluded

    def _judge(self, path: Path, diagnostics: Sequence[Diagnostic]) -> str:
        """Say why a review must not be shown; nothing where it may."""
        review = self.session.read(path.read_bytes(), path)
        record = make_record(review, path.name)
        if record.withdrawn:
            return "withdrawn"
        if record.draft and not is_draft(review):
            return "invalid"  # what would say whether it is one cannot be read
        if record.draft:
            return "draft"
        if not record.is_public(self._now):
            return "embargo"
        if review.source.bad_bytes:
            return "invalid"  # Sphinx would stop at it
        if self._options.on_error == "warn" or self.session.is_publishable(review, diagnostics):
            return ""
        return "invalid"


def _errors(diagnostics: Sequence[Diagnostic], reason: str) -> tuple[Diagnostic, ...]:
    if reason != "invalid":
        return ()
    return tuple(one for one in diagnostics if one.severity is Severity.ERROR)


def _find_now() -> datetime.datetime:
    """Give the moment of the build; ``SOURCE_DATE_EPOCH`` where it is to be the same every time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC)
    return datetime.datetime.now(tz=datetime.UTC)
