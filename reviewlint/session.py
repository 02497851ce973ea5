"""A session: configs and rules loaded once, reviews checked with them; where disk and engine meet."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from reviewlint.archive import Facts
from reviewlint.checks.base import Context
from reviewlint.clock import find_today
from reviewlint.config import Config
from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.discovery import Discovery, discover, merge_discoveries, require_paths
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.files import DiskFiles
from reviewlint.packs.spec import RuleSpec
from reviewlint.report import Report
from reviewlint.site import Choice, Site
from reviewlint.sites import Sites, make_absolute, make_relative


class _Run:
    """Collect what one run finds."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.shown: dict[str, SourceText] = {}
        self.failures: list[Trouble] = []

    def report(self) -> Report:
        if self.failures and not self.shown:
            raise InputError(*self.failures)
        self.found.sort(key=lambda one: one.sort_key)
        named = {one.path for one in self.found}
        sources = {path: source for path, source in self.shown.items() if path in named}
        return Report(tuple(self.found), tuple(self.shown), sources, tuple(self.failures))


class Session:
    """Check reviews, each by the config nearest above it, or all by one that was named."""

    def __init__(self, sites: Sites, today: datetime.date | None = None) -> None:
        """Check by what ``sites`` say, as if it were ``today``."""
        self._sites = sites
        self._cwd = sites.cwd
        self._today = today
        self._files: dict[str, DiskFiles] = {}

    @classmethod
    def load(
        cls,
        start: Path,
        *,
        config: Path | None = None,
        cwd: Path | None = None,
        today: datetime.date | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
    ) -> Session:
        """Find the config at or above ``start``, or read the one that is named.

        ``cwd`` is the folder that paths in findings are relative to.

        :raises ConfigError: with every problem of the config
        :raises PackError: with every problem of the rules
        """
        cwd = Path(os.path.abspath(cwd or "."))  # noqa: PTH100 - resolve() would follow symbolic links
        choice = Choice(tuple(select), tuple(ignore))
        return cls(Sites(start, cwd=cwd, config=config, choice=choice), today)

    @property
    def fingerprint(self) -> str:
        """Give a text that changes whenever a finding could: with rules, config, choice, version."""
        return self._sites.first.fingerprint

    @property
    def config(self) -> Config:
        """Give the config of the folder that the session was started for."""
        return self._sites.first.config

    @property
    def rules(self) -> tuple[RuleSpec, ...]:
        """Give every rule there is, on or off, sorted by name."""
        return self._sites.first.rules

    def rule_names(self) -> tuple[str, ...]:
        """Give the names of all rules, sorted."""
        return tuple(rule.name for rule in self.rules)

    @property
    def today(self) -> datetime.date:
        """Give the day that dates are judged by."""
        return self._today or find_today(self.config.timezone)

    def read(self, text: str | bytes, path: Path | str) -> Review:
        """Find out everything about one text; never raises, whatever it is."""
        place = make_absolute(self._cwd, Path(path)).as_posix()
        return self.read_source(
            SourceText(text, place) if isinstance(text, str) else SourceText.decode(text, place)
        )

    def read_source(self, source: SourceText) -> Review:
        """Find out everything about a text whose path is absolute, as ``read`` makes it."""
        return self._sites.find(Path(source.path)).read(source)

    def check_review(self, review: Review, path: Path | str) -> tuple[Diagnostic, ...]:
        """Check what was read."""
        site, context = self._look_at(review, path)
        return site.check(review, context)

    def image_roots(self, path: Path | str) -> tuple[str, ...]:
        """Give the absolute folders that a picture's address from ``/`` may start at, for one review."""
        place = make_absolute(self._cwd, Path(path))
        return self._files_of(self._sites.find(place)).image_roots(place.as_posix())

    def check_text(self, text: str | bytes, path: Path | str) -> tuple[Diagnostic, ...]:
        """Read one text and check it; ``path`` says what it is, it need not exist."""
        return self.check_review(self.read(text, path), path)

    def check_paths(self, paths: Sequence[Path]) -> Report:
        """Check files, and the reviews in folders, each also beside the others of its archive.

        :raises InputError: if nothing there is a review, saying what left out what is there
        """
        found = self.find_files(paths)
        report = self.check_files(found.files, paths)
        return msgspec.structs.replace(
            report,
            failures=(*found.troubles, *report.failures),
            excluded=tuple(map(self.show, found.excluded)),
        )

    def find_files(self, paths: Sequence[Path]) -> Discovery:
        """Find the reviews that ``paths`` name, by the config of each.

        :raises InputError: if there are none, saying which setting left them out
        """
        by_site: dict[int, tuple[Site, list[Path]]] = {}
        wanted = [make_absolute(self._cwd, path) for path in paths]
        require_paths(wanted, self.show)
        for place in wanted:
            site = self._sites.find(place if place.is_file() else place / "review.md")
            by_site.setdefault(id(site), (site, []))[1].append(place)
        found = merge_discoveries([self._discover(site, places) for site, places in by_site.values()])
        found.require_files([self.show(path) for path in paths])
        return found

    def _discover(self, site: Site, places: Sequence[Path]) -> Discovery:
        config = site.config
        root = Path(config.root)
        return discover(places, include=config.include, exclude=config.exclude, root=root, show=self.show)

    def check_files(self, files: Iterable[Path], given: Sequence[Path] = ()) -> Report:
        """Check each file; one that cannot be read is a failure, and the others are still checked.

        ``given`` are the paths that the run was started with: without a config, the folders among
        them are the archive that reviews are compared with.
        """
        run = _Run()
        archives: dict[int, tuple[Site, list[Facts]]] = {}
        wanted = dict.fromkeys(files)
        for path in wanted:
            checked = self._check_file(path, run)
            if checked is not None:
                site, facts = checked
                archives.setdefault(id(site), (site, []))[1].append(facts)
        for site, archive in archives.values():
            archive += self._gather_others(site, wanted, given)
            for one in site.compare(archive):
                if one.path in run.shown:
                    run.found.append(one)
        return run.report()

    def _check_file(self, path: Path, run: _Run) -> tuple[Site, Facts] | None:
        name = self.show(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            run.failures.append(Trouble(name, 0, 0, f"this cannot be read: {explain_os_error(error)}"))
            return None
        review = self.read(data, path)
        site, context = self._look_at(review, path)
        run.shown[name] = review.source
        run.found += site.check(review, context)
        return site, site.gather(review, context)

    def _gather_others(
        self, site: Site, wanted: Mapping[Path, object], given: Sequence[Path]
    ) -> Iterator[Facts]:
        """Give the facts of the archive's reviews that are not checked in this run themselves."""
        if not site.compares:
            return
        folders = [
            make_absolute(self._cwd, path) for path in given if make_absolute(self._cwd, path).is_dir()
        ]
        places = [Path(site.config.root)] if site.config.sources else folders
        if not places:
            return
        for path in self._discover(site, places).files:
            if path not in wanted and self._sites.find(path) is site:
                try:
                    data = path.read_bytes()
                except OSError:
                    # It is no part of what was asked for; a run that asks for it reports it.
                    continue
                review = self.read(data, path)
                yield site.gather(review, self._look_at(review, path)[1])

    def is_publishable(self, review: Review, diagnostics: Sequence[Diagnostic]) -> bool:
        """Tell whether a review may be shown: no error, and nothing that blocks whatever is silenced."""
        if any(problem.blocks for problem in review.problems):
            return False
        return not any(one.severity is Severity.ERROR for one in diagnostics)

    def show(self, path: Path) -> str:
        """Give a path as findings carry it: from the current folder, with forward slashes."""
        return make_relative(make_absolute(self._cwd, path), self._cwd.as_posix())

    def _look_at(self, review: Review, path: Path | str) -> tuple[Site, Context]:
        place = make_absolute(self._cwd, Path(path))
        site = self._sites.find(place)
        today = self._today or find_today(site.config.timezone)
        relative = make_relative(place, site.config.root)
        return site, site.look_at(review, self._files_of(site), today, relative, self.show(place))

    def _files_of(self, site: Site) -> DiskFiles:
        root = site.config.root
        return self._files.setdefault(root, DiskFiles(root, site.config.image_roots))
