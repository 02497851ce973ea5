"""A session: configs and rules loaded once, reviews checked with them; where disk and engine meet."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from reviewlint.archive import Facts
from reviewlint.checks.base import Context
from reviewlint.clock import find_today
from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.discovery import Discovery, discover, merge_discoveries, require_paths
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint.engine import CRASHED
from reviewlint.errors import Trouble, explain_os_error
from reviewlint.files import DiskFiles
from reviewlint.packs.spec import RuleSpec
from reviewlint.report import Report
from reviewlint.run import Run
from reviewlint.site import Choice, Site
from reviewlint.site_config import Config
from reviewlint.sites import Sites, make_absolute, make_relative

if TYPE_CHECKING:
    from reviewlint.cache import FactCache, Mark


class _Examined(NamedTuple):
    """Hold what one file by itself gave; no facts where nobody compares them.

    ``mark`` tells the state that the file was in, where its facts may be kept for later runs.
    """

    site: Site
    source: SourceText
    found: tuple[Diagnostic, ...]
    facts: Facts | None
    mark: Mark | None


class Session:
    """Check reviews, each by the config nearest above it, or all by one that was named."""

    def __init__(self, sites: Sites, today: datetime.date | None = None, cache: Path | None = None) -> None:
        """Check by what ``sites`` say, as if it were ``today``; keep facts in the folder ``cache``."""
        self._sites = sites
        self._cwd = sites.cwd
        self._today = today
        self._cache = cache
        self._root = sites.cwd.as_posix()
        self._files: dict[str, DiskFiles] = {}
        self._days: dict[str | None, datetime.date] = {}

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
        cache: Path | None = None,
    ) -> Session:
        """Find the config at or above ``start``, or read the one that is named.

        ``cwd`` is the folder that paths in findings are relative to, ``cache`` one where facts are
        kept between runs.

        :raises ConfigError: with every problem of the config
        :raises PackError: with every problem of the rules
        """
        cwd = Path(os.path.abspath(cwd or "."))  # noqa: PTH100 - resolve() would follow symbolic links
        choice = Choice(tuple(select), tuple(ignore))
        return cls(Sites(start, cwd=cwd, config=config, choice=choice), today, cache)

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
        return self._find_day(self._sites.first)

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
        place = make_absolute(self._cwd, Path(path))
        site = self._sites.find(place)
        return site.check(review, self._look_at(site, review, place))

    def image_roots(self, path: Path | str) -> tuple[str, ...]:
        """Give the absolute folders that a picture's address from ``/`` may start at, for one review."""
        place = make_absolute(self._cwd, Path(path))
        return self._files_of(self._sites.find(place)).image_roots(place.as_posix())

    def check_text(self, text: str | bytes, path: Path | str) -> tuple[Diagnostic, ...]:
        """Read one text and check it by itself; ``path`` says what it is, it need not exist.

        ``check_files`` checks a text beside the reviews of its archive.
        """
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

    def check_files(
        self,
        files: Iterable[Path],
        given: Sequence[Path] = (),
        *,
        among: Collection[Path] | None = None,
        texts: Mapping[Path, bytes] = {},
    ) -> Report:
        """Check each file; one that cannot be read is a failure, and the others are still checked.

        Each is also checked beside the others of its archive, whichever of them are checked in this
        run. With a config, that is what its ``include`` finds below its folder; without one, the
        folders among ``given``, the paths that the run was started with. ``among`` leaves out all
        reviews but these (the documents of a Sphinx project), absolute paths, and is itself the
        archive where there is no config. ``texts`` stand in for files on disk.
        """
        run = Run()
        archives: dict[int, tuple[Site, dict[Path, Facts], dict[Path, Mark]]] = {}
        folders = [place for path in given if (place := make_absolute(self._cwd, path)).is_dir()]
        texts = {make_absolute(self._cwd, path): text for path, text in texts.items()}
        for path in dict.fromkeys(make_absolute(self._cwd, path) for path in files):
            try:
                one = self._examine(path, texts, folders)
            except OSError as error:
                message = f"this cannot be read: {explain_os_error(error)}"
                run.failures.append(Trouble(self.show(path), 0, 0, message))
                continue
            run.add_review(self.show(path), one.source, one.found)
            if one.facts is not None:
                _, known, marks = archives.setdefault(id(one.site), (one.site, {}, {}))
                known[path] = one.facts
                if one.mark is not None:
                    marks[path] = one.mark
        for site, known, marks in archives.values():
            archive = self._find_archive(site, folders, among)
            cache = self._open_cache(site)
            facts = self._complete(known, marks, archive, texts, folders, cache)
            if facts:
                run.add_comparison(site.compare(facts), [one.path for one in facts])
        return run.report()

    def _find_archive(
        self, site: Site, folders: Sequence[Path], among: Collection[Path] | None
    ) -> tuple[Path, ...]:
        """Give the reviews that are compared: none where nothing says what belongs together."""
        if among is not None and not site.config.sources:
            return tuple(path for path in sorted(among) if self._sites.find(path) is site)
        places = [Path(site.config.root)] if site.config.sources else folders
        found = self._discover(site, places).files if places else ()
        return tuple(
            path for path in found if (among is None or path in among) and self._sites.find(path) is site
        )

    def _open_cache(self, site: Site) -> FactCache | None:
        """Open what is kept of an archive; only a config says for long what belongs to one."""
        if self._cache is None or not site.config.sources:
            return None
        from reviewlint.cache import FactCache

        try:
            key = f"{site.fingerprint} {self._find_day(site)}"
        except UnicodeEncodeError:  # the name of a folder need not be anything that UTF-8 can write
            return None
        return FactCache.open(self._cache, site.config.root, key)

    def _complete(
        self,
        known: Mapping[Path, Facts],
        marks: Mapping[Path, Mark],
        archive: Sequence[Path],
        texts: Mapping[Path, bytes],
        folders: Sequence[Path],
        cache: FactCache | None,
    ) -> list[Facts]:
        """Give the facts of all reviews of an archive; none if those that are known are not of it.

        ``marks`` are of the files that were read for the facts that are known.
        """
        # A review may have been named by a link, or in another way, and is one review all the same.
        links = {Path(os.path.realpath(path)): known[path] for path in known.keys() - set(archive)}
        known = {**links, **known}
        if not any(path in known for path in archive):
            return []
        facts: list[Facts] = []
        for path in archive:
            one, mark = known.get(path), marks.get(path)
            if one is None and cache is not None and path not in texts:
                one = cache.find(path, self.show(path))
            if one is None:
                try:
                    _, _, _, one, mark = self._examine(path, texts, folders)
                except OSError:
                    # It is no part of what was asked for; a run that asks for it reports it.
                    continue
            if one is not None:
                facts.append(one)
                if cache is not None and mark is not None:
                    cache.keep(path, mark, one)
        if cache is not None:
            cache.save()
        return facts

    def _examine(self, path: Path, texts: Mapping[Path, bytes], folders: Sequence[Path]) -> _Examined:
        """Find out all there is to know of one file by itself; ``folders`` are those that were given."""
        data, mark = (texts[path], None) if path in texts else self._read_file(path)
        site = self._sites.find(path)
        review = site.read(SourceText.decode(data, path.as_posix()))
        context = self._look_at(site, review, path)
        found = site.check(review, context)
        # A file without config or folder is of no archive, and what only archives need is not imported.
        facts = None
        if (site.config.sources or folders) and site.compares:
            facts = site.gather(review, found, context)
        if any(one.rule == CRASHED for one in found):
            mark = None  # it may do better next time
        return _Examined(site, review.source, found, facts, mark)

    def _read_file(self, path: Path) -> tuple[bytes, Mark | None]:
        if self._cache is None or not self._sites.find(path).config.sources:
            return path.read_bytes(), None
        from reviewlint.cache import read_marked

        return read_marked(path)

    def is_publishable(self, review: Review, diagnostics: Sequence[Diagnostic]) -> bool:
        """Tell whether a review may be shown: no error, and nothing that blocks whatever is silenced."""
        if any(problem.blocks for problem in review.problems):
            return False
        return not any(one.severity is Severity.ERROR for one in diagnostics)

    def show(self, path: Path) -> str:
        """Give a path as findings carry it: from the current folder, with forward slashes."""
        return self._show(make_absolute(self._cwd, path))

    def _show(self, place: Path) -> str:
        return make_relative(place, self._root)

    def _look_at(self, site: Site, review: Review, place: Path) -> Context:
        """Say what is true of a review of a site, at its absolute path."""
        relative = make_relative(place, site.config.root)
        return site.look_at(review, self._files_of(site), self._find_day(site), relative, self._show(place))

    def _find_day(self, site: Site) -> datetime.date:
        """Give the day that a site's reviews are judged by, the same for all of a session."""
        zone = site.config.timezone
        if zone not in self._days:
            self._days[zone] = self._today or find_today(zone)
        return self._days[zone]

    def _files_of(self, site: Site) -> DiskFiles:
        config = site.config
        if config.root not in self._files:
            bounded = any(Path(source.folder).as_posix() == config.root for source in config.sources)
            self._files[config.root] = DiskFiles(config.root, config.image_roots, bounded=bounded)
        return self._files[config.root]
