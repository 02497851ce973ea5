"""Files of one site checked: each by itself, and beside the other reviews of its archive."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reviewlint.errors import Trouble
from reviewlint.run.collecting import Collector, Progress
from reviewlint.run.examining import Examiner, Outcome
from reviewlint.run.results import Run
from reviewlint.site import Site

if TYPE_CHECKING:
    from reviewlint.archive.sheets import Sheet
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
        archive: Sequence[str],
        texts: Mapping[str, bytes],
        progress: Progress,
    ) -> None:
        """Check files of one site, and where some of them are of its archive, beside the others in it.

        All paths are absolute, with forward slashes. ``texts`` stand in for files on disk.
        """
        members = set(archive)
        # A review may have been named by a link, or in another way, and is one review all the same.
        names = {os.path.realpath(path).replace(os.sep, "/"): path for path in paths if path not in members}
        compares = not members.isdisjoint((*paths, *names))
        given = {*paths, *names}
        others = [path for path in archive if path not in given] if compares else []
        cache = self._open_cache(site, archive)
        try:
            collector = Collector(self._examiner, site, cache, texts, self._processes, gather=compares)
            known = collector.collect(paths, others, progress)
            comparison, shown = None, []
            if compares:
                sheets = _list_sheets(known, archive, names)
                asked = {one.shown for path in paths if not isinstance(one := known[path], str)}
                comparison = self._compare(site, sheets, cache, asked)
                shown = [sheet.shown for sheet in sheets]
                del sheets
            elif not site.compares:
                run.compared.update(map(self._examiner.show, paths))
            if cache is not None:
                cache.save(complete=compares and bool(site.config.sources))
            self._report(run, paths, known)
            if comparison is not None:
                run.add_comparison(comparison, shown)
        finally:
            if cache is not None:
                cache.close()

    def _report(self, run: Run, paths: Sequence[str], known: dict[str, Outcome | str]) -> None:
        """Tell a run what files gave by themselves, and hold what stands for it no longer."""
        for path in paths:
            one = known.pop(path)
            if isinstance(one, str):
                run.failures.append(Trouble(self._examiner.show(path), 0, 0, one))
            else:
                run.add_review(path, one.read())

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
        if self._kept_in is None or not (site.config.sources or archive):
            return None
        from reviewlint.run.cache import ReviewCache

        try:
            key = f"{site.fingerprint} {self._examiner.find_day(site)}"
        except UnicodeEncodeError:  # the name of a folder need not be anything that UTF-8 can write
            return None
        return ReviewCache.open(self._kept_in, site.config.root, key, self._examiner.examine_again)


def _list_sheets(
    known: Mapping[str, Outcome | str], archive: Sequence[str], names: Mapping[str, str]
) -> list[Sheet]:
    """Give what stands for the facts of an archive; ``names`` are other names that its reviews go by.

    One that cannot be read is no part of it.
    """
    listed: list[Sheet] = []
    for path in archive:
        one = known.get(names.get(path, path))
        if one is not None and not isinstance(one, str) and (sheet := one.sheet) is not None:
            listed.append(sheet)
    return listed
