"""Which documents are reviews, and which of them readers may see: decided before anything is read.

Everything is checked here, in one process and in the order of names, so that warnings come in the
same order every time. A document that is taken out here is to Sphinx as if it were not there.

A review can become wrong because another one was edited. So once any review has changed, all are
checked again, which takes a fraction of the time that Sphinx needs to read them, and the findings
are compared with those that the environment keeps as short hashes. Only reviews about which there
is news are reported and judged once more, and Sphinx reads none of them for that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError, SphinxError

from reviewlint.clock import find_now
from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.document.model import Review
from reviewlint.errors import ReviewlintError
from reviewlint.publication import find_reason
from reviewlint.session import Session
from reviewlint_sphinx import report
from reviewlint_sphinx.config import Options, is_review
from reviewlint_sphinx.domain import ReviewsDomain, reviews_of
from reviewlint_sphinx.findings import Findings, find_all, hash_findings
from reviewlint_sphinx.readings import Readings
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

        ``documents`` are all reviews of the project, ``withheld`` maps those that are left out to
        why: see :mod:`reviewlint.publication`. Both are known once :meth:`sort_out` was called.
        ``readings`` are the reviews as this build read them.

        :raises ConfigError: with every problem that they have
        """
        config = Path(app.confdir, options.config) if options.config else None
        try:
            # Beside the doctrees, and shared as they are: what did not change is not checked again.
            kept = Path(app.doctreedir, "reviewlint")
            folder = Path(app.srcdir)
            self.session = Session.load(
                folder, config=config, root=folder, cache=kept, processes=app.parallel, onlooker=self._note
            )
            self._now = find_now()
        except ReviewlintError as error:
            msg = f"reviewlint cannot check the reviews:\n{error}"
            raise ConfigError(msg) from error
        self._options = options
        self._config = app.config
        self._srcdir = Path(app.srcdir)
        self.documents: Mapping[str, Path] = {}
        self.withheld: Mapping[str, str] = {}
        self.readings = Readings(self._srcdir, self.session.read)
        self._advice: list[str] = []
        self._only_news = False

    @property
    def scale(self) -> tuple[float, float] | None:
        """Give the lowest and the highest rating that the site gives, where its config says them."""
        scale = self.session.config.scale
        return (scale.min, scale.max) if scale else None

    @property
    def fingerprint(self) -> str:
        """Give a text that changes when a review could be judged differently, or by other rules."""
        return f"{self.session.fingerprint} {self._options.on_error}"

    def is_review(self, docname: str) -> bool:
        """Tell whether a document is a review, by ``reviewlint_reviews``."""
        return is_review(self._config, docname)

    def is_shown(self, docname: str) -> bool:
        """Tell whether a review is in the archive."""
        return docname not in self.withheld

    def sort_out(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> Sequence[str]:
        """Report what is new about the reviews, and take out those that must not be shown.

        Connected to ``env-get-outdated``; gives the documents to read once more: all reviews after
        a change of rules, and those whose missing picture is there now.
        """
        domain = reviews_of(env)
        stale = self._find_stale(domain)
        self.documents = {
            name: Path(env.doc2path(name)) for name in sorted(env.found_docs) if self.is_review(name)
        }
        outdated = self.documents.keys() & (added | changed | stale)
        excluded = self._check(domain, self.documents, outdated)
        for one in excluded:
            for docnames in (added, changed, env.project.docnames):
                docnames.discard(one.docname)
            if one.docname in env.all_docs:
                removed.add(one.docname)
        for docname in removed & domain.records.keys():
            Path(app.doctreedir, f"{docname}.doctree").unlink(missing_ok=True)
        self.withheld = {one.docname: one.reason for one in excluded}
        domain.fingerprint = self.fingerprint
        report.write_excluded(Path(app.doctreedir, EXCLUDED_FILE), excluded)
        report.warn_of_excluded(excluded)
        self._advice += report.describe_hidden(excluded)
        if self._options.on_error == "fail" and any(one.reason == "invalid" for one in excluded):
            raise InvalidReviews("reviews have errors, and `reviewlint_on_error` is 'fail'")
        return sorted(stale - self.withheld.keys())

    def advise(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Say what is no warning, once Sphinx has ended its own line; for ``env-before-read-docs``."""
        report.give_advice(self._advice)
        self._only_news = self._only_news and not docnames

    def keep_news(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Have Sphinx save what was found, which it does only where some document is given.

        Connected to ``env-updated``.
        """
        return [env.config.root_doc] if self._only_news else []

    def _find_stale(self, domain: ReviewsDomain) -> set[str]:
        if domain.fingerprint != self.fingerprint:
            return set(domain.records)
        return {
            docname
            for docname, places in domain.missing.items()
            if any((self._srcdir / place).is_file() for place in places)
        }

    def _check(
        self, domain: ReviewsDomain, documents: Mapping[str, Path], outdated: AbstractSet[str]
    ) -> list[Excluded]:
        """Report the findings that are news, keep what they were, and give the reviews to leave out."""
        before = domain.findings
        if not outdated and documents.keys() == before.keys():
            return []
        anew = domain.fingerprint != self.fingerprint or outdated == documents.keys()
        found = find_all(self.session, self._srcdir, documents)
        excluded = []
        for docname, findings in found.reviews.items():
            if anew or docname in outdated or findings.fingerprint != before.get(docname):
                path = documents[docname]
                self._report(path, findings.shown)
                reason = self._judge(path, findings)
                if reason:
                    excluded.append(Excluded(docname, str(path), reason, _errors(findings, reason)))
        archive = hash_findings(found.archive)
        if anew or archive != domain.archive_findings:
            for one in found.archive:
                self._report(Path(one.path).absolute(), [one])
        left_out = {one.docname for one in excluded}
        domain.findings = {
            docname: findings.fingerprint
            for docname, findings in found.reviews.items()
            if docname not in left_out
        }
        self._only_news = (before, domain.archive_findings) != (domain.findings, archive)
        domain.archive_findings = archive
        return excluded

    def _note(self, review: Review) -> None:
        self.readings.note(review)

    def _report(self, path: Path, diagnostics: Sequence[Diagnostic]) -> None:
        report.warn_of_findings(path, diagnostics)
        self._advice += report.describe_advice(path, diagnostics)

    def _judge(self, path: Path, findings: Findings) -> str:
        """Say why a review must not be shown; nothing where it may."""
        review, record = self.readings.find(path)
        valid = self._options.on_error == "warn" or self.session.is_publishable(review, findings.all)
        return find_reason(review, record, self._now, valid=valid)


def _errors(findings: Findings, reason: str) -> tuple[Diagnostic, ...]:
    if reason != "invalid":
        return ()
    return tuple(one for one in findings.all if one.severity is Severity.ERROR)
