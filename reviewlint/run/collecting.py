"""What is known of a site's files: out of the cache, or found out now, in one process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from reviewlint.run.examining import Examined, Examiner, Result, Wish, examine_each
from reviewlint.site import Site

if TYPE_CHECKING:
    from reviewlint.archive.sheets import Sheet
    from reviewlint.checks.base import Files
    from reviewlint.run.cache import ReviewCache
    from reviewlint.run.file_state import Mark

Progress = Callable[[int, int], None]
"""Be told how many files are done, of how many."""


def say_nothing(done: int, total: int) -> None:
    """Tell nobody how far a run is."""


_MANY = 200
"""Files from which on starting other processes takes less time than they save."""


class Collector:
    """Find out about files, as far as the cache does not know.

    ``texts`` stand in for files on disk; ``processes`` is how many may work at once, ``gather`` says
    whether an archive's facts are wanted.
    """

    def __init__(
        self,
        examiner: Examiner,
        site: Site,
        cache: ReviewCache | None,
        texts: Mapping[str, bytes],
        processes: int,
        *,
        gather: bool,
    ) -> None:
        self._examiner = examiner
        self._site = site
        self._cache = cache
        self._texts = texts
        self._processes = processes
        self._gather = gather
        self._gather_facts = examiner.gather_facts

    def collect(
        self, paths: Sequence[str], others: Sequence[str], progress: Progress
    ) -> tuple[dict[str, Examined | str], dict[str, Sheet]]:
        """Give what each file gave, or why it cannot be read, and the facts that are kept already."""
        known: dict[str, Examined | str] = {}
        sheets: dict[str, Sheet] = {}
        unknown: list[str] = []
        files = self._examiner.files_of(self._site)
        for path in self._texts.keys() & {*paths, *others}:
            known[path] = self._examiner.examine(path, self._texts[path], gather=self._gather)
        for path in paths:
            if path in known:
                continue
            shown = self._examiner.show(path)
            one = self._cache.find(path, shown, files, facts=self._gather) if self._cache else None
            if one is None:
                unknown.append(path)
                continue
            known[path] = one
            if self._gather and (sheet := self._find_facts(path, files)) is not None:
                sheets[path] = sheet
        for path in others:
            if path in known:
                continue
            sheet = self._find_facts(path, files)
            if sheet is None:
                unknown.append(path)
            else:
                sheets[path] = sheet
        total = len(paths) + len(others)
        done = total - len(unknown)
        for path, examined, mark, error in self._examine(unknown):
            done += 1
            if examined is None:
                known[path] = error or self._report_death(path)
            else:
                sheet = self._keep(path, mark, examined)
                if sheet is not None:
                    sheets[path] = sheet
                    # On disk by now: of a hundred thousand reviews it would be the most of what is there.
                    examined = msgspec.structs.replace(examined, facts=None, answers=())
                known[path] = examined
            progress(done, total)
        return known, sheets

    def _keep(self, path: str, mark: Mark | None, examined: Examined) -> Sheet | None:
        """Keep what a file gave, and give what stands for its facts where they are kept."""
        if self._cache is None or mark is None:
            return None
        return self._cache.keep(path, mark, examined, self._gather_facts)

    def _find_facts(self, path: str, files: Files) -> Sheet | None:
        if self._cache is None:
            return None
        return self._cache.find_facts(path, self._examiner.show(path), files, self._gather_facts)

    def _examine(self, paths: Sequence[str]) -> Iterator[Result]:
        wish = Wish(mark=self._cache is not None, gather=self._gather)
        if self._processes == 1 or (not self._processes and len(paths) < _MANY):
            yield from examine_each(self._examiner, paths, wish)
            return
        # Imported only here: few runs are large.
        from reviewlint.run.workers import count_processors, examine_together

        yield from examine_together(self._examiner, paths, wish, self._processes or count_processors())

    def _report_death(self, path: str) -> Examined | str:
        """Say that the process which examined a file died over it."""
        shown = self._examiner.show(path)
        found = self._site.report_death(shown)
        return Examined(shown, 0, found) if found else "the process that checked it died"
