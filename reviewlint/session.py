"""A session: configs and rules loaded once, reviews checked with them; where disk and engine meet."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reviewlint.config.model import Config
from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.discovery.discover import Discovery
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint.errors import Trouble
from reviewlint.known import Baselines, SiteFindings
from reviewlint.packs.spec import RuleSpec
from reviewlint.report import Report
from reviewlint.run.collecting import Collector, Progress, say_nothing
from reviewlint.run.examining import Examined, Examiner
from reviewlint.run.results import Run
from reviewlint.run.searching import Search
from reviewlint.site import Choice, Site
from reviewlint.sites import make_absolute

if TYPE_CHECKING:
    from reviewlint.archive.sheets import Sheet
    from reviewlint.flood import Comparison
    from reviewlint.run.cache import ReviewCache


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
        self._cache = cache
        self._processes = processes
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

    def rule_names(self) -> tuple[str, ...]:
        """Give the names of all rules, sorted."""
        return tuple(rule.name for rule in self.rules)

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
            archive = search.find_archive(site, folders, among, texts, absent)
            self._check_site(run, site, paths, archive, texts, progress)
        report = run.report(texts)
        if self._baselines is None:
            return report
        return self._baselines.subtract(report, folders, frozenset(map(Path, texts)))

    def _check_site(
        self,
        run: Run,
        site: Site,
        paths: Sequence[str],
        archive: Sequence[str],
        texts: Mapping[str, bytes],
        progress: Progress,
    ) -> None:
        """Check the files of one site, and where some of them are of its archive, beside the others."""
        members = set(archive)
        # A review may have been named by a link, or in another way, and is one review all the same.
        names = {os.path.realpath(path).replace(os.sep, "/"): path for path in paths if path not in members}
        compares = not members.isdisjoint((*paths, *names))
        given = {*paths, *names}
        others = [path for path in archive if path not in given] if compares else []
        cache = self._open_cache(site, archive)
        try:
            collector = Collector(self._examiner, site, cache, texts, self._processes, gather=compares)
            known, sheets = collector.collect(paths, others, progress)
            self._report(run, paths, known)
            if compares:
                from reviewlint.archive.sheets import GatheredFacts

                for path, one in known.items():
                    # Of the others, one that cannot be read is no part of what was asked for.
                    if isinstance(one, Examined) and one.facts is not None:
                        sheets[path] = GatheredFacts(one.facts)
                for real, named in names.items():
                    if named in sheets:
                        sheets[real] = sheets[named]
                ordered = [sheets[path] for path in archive if path in sheets]
                asked = {one.shown for one in known.values() if isinstance(one, Examined)}
                comparison = self._compare(site, ordered, cache, asked)
                run.add_comparison(comparison, [sheet.shown for sheet in ordered])
            elif not site.compares:
                run.compared.update(map(self._examiner.show, paths))
            if cache is not None:
                cache.save(complete=compares and bool(site.config.sources))
        finally:
            if cache is not None:
                cache.close()

    def _report(self, run: Run, paths: Sequence[str], known: Mapping[str, Examined | str]) -> None:
        """Tell a run what files gave by themselves."""
        for path in paths:
            one = known[path]
            if isinstance(one, str):
                run.failures.append(Trouble(self._examiner.show(path), 0, 0, one))
            else:
                run.add_review(path, one)

    def _compare(
        self, site: Site, sheets: Sequence[Sheet], cache: ReviewCache | None, asked: Collection[str]
    ) -> Comparison:
        """Compare the reviews of an archive, unless it is known what that gives for those ``asked``."""
        where = self._examiner.cwd.as_posix()
        comparison = cache.find_comparison(sheets, where, asked) if cache is not None else None
        if comparison is None:
            comparison = site.compare(sheets)
            if cache is not None:
                cache.keep_comparison(comparison)
        return comparison

    def _open_cache(self, site: Site, archive: Sequence[str]) -> ReviewCache | None:
        """Open what is kept of a site; of files that no config and no folder holds together nothing is."""
        if self._cache is None or not (site.config.sources or archive):
            return None
        from reviewlint.run.cache import ReviewCache

        try:
            key = f"{site.fingerprint} {self._examiner.find_day(site)}"
        except UnicodeEncodeError:  # the name of a folder need not be anything that UTF-8 can write
            return None
        return ReviewCache.open(self._cache, site.config.root, key)

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
