"""A session: configs and rules loaded once, reviews checked with them; where disk and engine meet."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from reviewlint.config.model import Config
from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.discovery.discover import Discovery
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint.known import Baselines, SiteFindings
from reviewlint.packs.spec import RuleSpec
from reviewlint.report import Report
from reviewlint.run.checking import Checking
from reviewlint.run.collecting import Progress, say_nothing
from reviewlint.run.examining import Examiner
from reviewlint.run.results import Run
from reviewlint.run.searching import Search
from reviewlint.site import Choice, Site
from reviewlint.sites import make_absolute


class Session:
    """Check reviews, each by the config nearest above it, or all by one that was named."""

    def __init__(
        self,
        examiner: Examiner,
        cache: Path | None = None,
        processes: int = 1,
        baselines: Baselines | None = None,
    ) -> None:
        """Check as ``examiner`` does; ``load`` says what the others are."""
        self._examiner = examiner
        self._sites = examiner.sites
        self._checking = Checking(examiner, cache, processes)
        self._baselines = baselines

    @classmethod
    def load(
        cls,
        start: Path,
        *,
        config: Path | None = None,
        cwd: Path | None = None,
        root: Path | None = None,
        today: datetime.date | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        cache: Path | None = None,
        processes: int = 1,
        baseline: bool = True,
        onlooker: Callable[[Review], None] | None = None,
    ) -> Session:
        """Find the config at or above ``start``, or read the one that is named.

        ``cwd`` is the folder that paths in findings are relative to, ``root`` the one whose reviews a
        config that is named was meant for, without this ``cwd``. In the folder ``cache``, what was
        found out is kept between runs. ``processes`` is how many may work at once; 0 leaves it to the
        number of files and processors. ``baseline`` leaves out what the sites' baselines hold.
        ``onlooker`` is shown each review that this process reads to check it.

        :raises ConfigError: with every problem of the config
        :raises PackError: with every problem of the rules
        """
        cwd = Path(os.path.abspath(cwd or "."))  # noqa: PTH100 - resolve() would follow symbolic links
        choice = Choice(tuple(select), tuple(ignore))
        examiner = Examiner(start, cwd, config, choice, today, make_absolute(cwd, root or cwd))
        examiner.onlooker = onlooker
        # A run of some rules does not tell what became of the findings of others.
        baselines = Baselines(examiner.sites, judges=not (select or ignore)) if baseline else None
        return cls(examiner, cache, processes, baselines)

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

    @property
    def today(self) -> datetime.date:
        """Give the day that dates are judged by."""
        return self._examiner.find_day(self._sites.first)

    def read(self, text: str | bytes, path: Path | str) -> Review:
        """Find out everything about one text; never raises, whatever it is."""
        place = self._examiner.place(path)
        return self.read_source(
            SourceText(text, place) if isinstance(text, str) else SourceText.decode(text, place)
        )

    def read_source(self, source: SourceText) -> Review:
        """Find out everything about a text whose path is absolute, as ``read`` makes it."""
        return self._examiner.read(source)

    def check_review(self, review: Review, path: Path | str) -> tuple[Diagnostic, ...]:
        """Check what was read."""
        return self._examiner.check(review, self._examiner.place(path))

    def image_roots(self, path: Path | str) -> tuple[str, ...]:
        """Give the absolute folders that a picture's address from ``/`` may start at, for one review."""
        place = self._examiner.place(path)
        return self._examiner.files_of(self._sites.find(place)).image_roots(place)

    def check_text(self, text: str | bytes, path: Path | str) -> tuple[Diagnostic, ...]:
        """Read one text and check it by itself; ``path`` says what it is, it need not exist.

        ``check_files`` checks a text beside the reviews of its archive.
        """
        return self.check_review(self.read(text, path), path)

    def check_paths(self, paths: Sequence[Path], progress: Progress = say_nothing) -> Report:
        """Check files, and the reviews in folders, each also beside the others of its archive.

        ``progress`` is told of each file that was read.

        :raises InputError: if nothing there is a review, saying what left out what is there
        """
        search = self.search
        found = search.find_files(paths)
        found.require_files([self.show(path) for path in paths])
        report = self._check(search, found.places, paths, progress=progress)
        return msgspec.structs.replace(
            report,
            failures=(*found.troubles, *report.failures),
            excluded=tuple(map(self.show, found.excluded)),
        )

    def find_files(self, paths: Sequence[Path]) -> Discovery:
        """Find the reviews that ``paths`` name, by the config of each.

        :raises InputError: if there are none, saying which setting left them out
        """
        found = self.search.find_files(paths)
        found.require_files([self.show(path) for path in paths])
        return found

    def require_included(self, path: Path) -> None:
        """Refuse a path that its config excludes, whether or not there is a file yet.

        :raises InputError: if ``exclude`` names it
        """
        self.search.find_file(path).require_files([self.show(path)])

    @property
    def search(self) -> Search:
        """Give what says which files are reviews."""
        return Search(self._examiner)

    def check_files(
        self,
        files: Iterable[Path],
        given: Sequence[Path] = (),
        *,
        among: Collection[Path] | None = None,
        texts: Mapping[Path, bytes] = {},
        absent: Collection[Path] = (),
        progress: Progress = say_nothing,
    ) -> Report:
        """Check each file; one that cannot be read is a failure, and the others are still checked.

        Each is also checked beside the others of its archive, whichever of them are checked in this
        run. With a config, that is what its ``include`` finds below its folder; without one, the
        folders among ``given``, the paths that the run was started with. ``among`` leaves out all
        reviews but these (the documents of a Sphinx project), absolute paths, and is itself the
        archive where there is no config. ``texts`` stand in for files on disk, or for such as are not
        there yet; the files ``absent`` are taken for not being there.
        """
        place = self._examiner.place
        return self._check(
            self.search,
            map(place, files),
            given,
            among=None if among is None else frozenset(map(place, among)),
            texts={place(path): text for path, text in texts.items()},
            absent=frozenset(map(place, absent)),
            progress=progress,
        )

    def _check(
        self,
        search: Search,
        files: Iterable[str],
        given: Sequence[Path],
        *,
        among: Collection[str] | None = None,
        texts: Mapping[str, bytes] = {},
        absent: Collection[str] = (),
        progress: Progress,
    ) -> Report:
        """Do what ``check_files`` says; all paths but ``given`` are absolute, with forward slashes."""
        run = Run()
        folders = [folder for path in given if (folder := Path(self._examiner.place(path))).is_dir()]
        by_site: dict[int, tuple[Site, list[str]]] = {}
        for path in dict.fromkeys(files):
            site = self._sites.find(path)
            if id(site) not in by_site:
                by_site[id(site)] = site, []
            by_site[id(site)][1].append(path)
        for site, paths in by_site.values():
            find = partial(search.find_archive, site, folders, among, texts, absent)
            self._checking.check_site(run, site, paths, find, texts, progress)
        report = run.report(texts)
        if self._baselines is None:
            return report
        return self._baselines.subtract(report, folders, frozenset(map(Path, texts)))

    def compare_baselines(self, report: Report, given: Sequence[Path]) -> list[SiteFindings]:
        """Compare what was found with each site's baseline; ``given`` are the paths that were checked.

        :raises InputError: if a baseline cannot be used
        """
        places = [Path(self._examiner.place(path)) for path in given]
        return Baselines(self._sites).compare(report, [place for place in places if place.is_dir()])

    def drop_known(self, found: Sequence[Diagnostic], source: SourceText) -> Sequence[Diagnostic]:
        """Leave out of one text's findings what its site's baseline holds."""
        if self._baselines is None:
            return found
        return self._baselines.drop_known(found, source, self._examiner.place(source.path))

    def is_publishable(self, review: Review, diagnostics: Sequence[Diagnostic]) -> bool:
        """Tell whether a review may be shown: no error, and nothing that blocks whatever is silenced.

        ``diagnostics`` are all that were found in it, those that one finding about the whole archive
        speaks for included (``Report.withheld``).
        """
        if any(problem.blocks for problem in review.problems):
            return False
        return not any(one.severity is Severity.ERROR for one in diagnostics)

    def show(self, path: Path) -> str:
        """Give a path as findings carry it: from the current folder, with forward slashes."""
        return self._examiner.show(self._examiner.place(path))
