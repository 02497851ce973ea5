"""Files of one site checked: each by itself, and beside the other reviews of its archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from itertools import compress, count, filterfalse
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reviewlint.discovery.known_folders import NO_FOLDERS, KnownFolders
from reviewlint.errors import Trouble
from reviewlint.flood import name_archive
from reviewlint.run.collecting import Collector, Progress
from reviewlint.run.examining import Examiner, Outcome
from reviewlint.run.members import Members
from reviewlint.run.results import Run
from reviewlint.run.searching import Archive
from reviewlint.site import Site

if TYPE_CHECKING:
    from reviewlint.flood import Comparison
    from reviewlint.run.cache import ReviewCache


class Checking:
    """Check files site by site, keeping what is found out from run to run where there is a place for it."""

    def __init__(self, examiner: Examiner, cache: Path | None, processes: int) -> None:
        """Keep in the folder ``cache``; ``processes`` is how many may work at once, 0 for as many as pay."""
        self._examiner = examiner
        self._kept_in = cache
        self._processes = processes

    def check_site(
        self,
        run: Run,
        site: Site,
        paths: Sequence[str],
        find_archive: Callable[[KnownFolders], Archive],
        texts: Mapping[str, bytes],
        progress: Progress,
    ) -> None:
        """Check files of one site, and where some of them are of its archive, beside the others in it.

        All paths are absolute, with forward slashes. ``texts`` stand in for files on disk;
        ``find_archive`` is told what is known of folders.
        """
        # Of files that no config and no folder holds together nothing is kept.
        cache = self._open_cache(site) if site.config.sources else None
        try:
            archive, folders = find_archive(NO_FOLDERS if cache is None else cache.folders)
            if cache is not None:
                cache.keep_folders(folders)
            elif archive:
                cache = self._open_cache(site)
            self._check(run, site, paths, archive, texts, cache, progress)
        finally:
            if cache is not None:
                cache.close()

    def _check(
        self,
        run: Run,
        site: Site,
        paths: Sequence[str],
        archive: Sequence[str],
        texts: Mapping[str, bytes],
        cache: ReviewCache | None,
        progress: Progress,
    ) -> None:
        """Check files of one site, keeping in ``cache`` what is found out."""
        members = set(archive)
        # A review may have been named by a link, or in another way, and is one review all the same.
        names = {os.path.realpath(path).replace(os.sep, "/"): path for path in paths if path not in members}
        compares = not members.isdisjoint((*paths, *names))
        given = {*paths, *names}
        # In C: a check of one file waits for what is done for each of ten thousand.
        others = [*filterfalse(given.__contains__, archive)] if compares else []
        collector = Collector(self._examiner, site, cache, texts, self._processes, gather=compares)
        known, held = collector.collect(paths, others, progress)
        comparison, shown, known_by = None, [], None
        if compares:
            reviews = Members(archive, names, known, held, cache, self._examiner.show)
            asked = [*compress(count(), map(given.__contains__, reviews.places))]
            comparison = self._compare(site, reviews, asked, cache)
            shown = [reviews.show(number) for number in asked]
            if len(asked) == len(reviews.places):
                known_by = name_archive(site.home, shown)
            del reviews
        elif not site.compares:
            run.compared.update(map(self._examiner.show, paths))
        if cache is not None:
            cache.save(complete=compares and bool(site.config.sources))
        self._report(run, paths, known)
        if comparison is not None:
            run.add_comparison(comparison, shown, known_by)

    def _report(self, run: Run, paths: Sequence[str], known: dict[str, Outcome | str]) -> None:
        """Tell a run what files gave by themselves, and hold what stands for it no longer."""
        for path in paths:
            one = known.pop(path)
            if isinstance(one, str):
                run.failures.append(Trouble(self._examiner.show(path), 0, 0, one))
            else:
                run.add_review(path, one.read())

    def _compare(
        self, site: Site, reviews: Members, asked: Sequence[int], cache: ReviewCache | None
    ) -> Comparison:
        """Compare the reviews of an archive, unless it is known what that gives for those ``asked``."""
        digest = b""
        if cache is not None:
            digest = reviews.digest(self._examiner.cwd.as_posix())
            if (kept := cache.find_comparison(digest, asked)) is not None:
                return kept
        sheets = reviews.list_sheets()
        comparison = site.compare(sheets)
        shown = [sheet.shown for sheet in sheets]
        if cache is not None:
            cache.keep_comparison(digest, comparison, shown)
        # A finding on no review at all says that a rule could not be asked.
        unasked = {*shown}.difference(shown[number] for number in asked)
        found = tuple(one for one in comparison.found if one.path not in unasked)
        return msgspec.structs.replace(comparison, found=found)

    def _open_cache(self, site: Site) -> ReviewCache | None:
        """Open what is kept of a site."""
        if self._kept_in is None:
            return None
        from reviewlint.run.cache import ReviewCache

        try:
            key = site.fingerprint
        except UnicodeEncodeError:  # the name of a folder need not be anything that UTF-8 can write
            return None
        day = self._examiner.find_day(site).toordinal()
        return ReviewCache.open(self._kept_in, site.config.root, key, day, self._examiner.examine_again)
