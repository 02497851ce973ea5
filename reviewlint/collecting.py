"""What is known of a site's files: out of the cache, or found out now, in one process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reviewlint.examining import Examined, Examiner, Result, Wish, examine_each
from reviewlint.site import Site

if TYPE_CHECKING:
    from reviewlint.cache import ReviewCache

Progress = Callable[[int, int], None]
"""Be told how many files are done, of how many."""


def say_nothing(done: int, total: int) -> None:
    """Tell nobody how far a run is."""


_MANY = 200
"""Files from which on starting other processes takes less time than they save."""


class Collector:
    """Find out about files, as far as the cache does not know.

    ``processes`` is how many may work at once, ``gather`` whether an archive's facts are wanted.
    """

    def __init__(
        self, examiner: Examiner, site: Site, cache: ReviewCache | None, processes: int, *, gather: bool
    ) -> None:
        self._examiner = examiner
        self._site = site
        self._cache = cache
        self._processes = processes
        self._gather = gather

    def collect(
        self, paths: Sequence[Path], texts: Mapping[Path, bytes], progress: Progress
    ) -> dict[Path, Examined | str]:
        """Give what each file gave, or why it cannot be read; ``texts`` stand in for files on disk."""
        known: dict[Path, Examined | str] = {}
        unknown: list[Path] = []
        for path in paths:
            if path in texts:
                known[path] = self._examiner.examine(path, texts[path], gather=self._gather)
            elif (one := self._find(path)) is not None:
                known[path] = one
            else:
                unknown.append(path)
        for path, examined, mark, error in self._examine(unknown):
            if examined is None:
                known[path] = error or self._report_death(path)
            else:
                known[path] = examined
                if self._cache is not None and mark is not None:
                    self._cache.keep(path, mark, examined)
            progress(len(known), len(paths))
        return known

    def _find(self, path: Path) -> Examined | None:
        if self._cache is None:
            return None
        examiner = self._examiner
        files = examiner.files_of(self._site)
        return self._cache.find(path, examiner.show(path), files, facts=self._gather)

    def _examine(self, paths: Sequence[Path]) -> Iterator[Result]:
        wish = Wish(mark=self._cache is not None, gather=self._gather)
        if self._processes == 1 or (not self._processes and len(paths) < _MANY):
            yield from examine_each(self._examiner, paths, wish)
            return
        # Imported only here: few runs are large.
        from reviewlint.workers import count_processors, examine_together

        yield from examine_together(self._examiner, paths, wish, self._processes or count_processors())

    def _report_death(self, path: Path) -> Examined | str:
        """Say that the process which examined a file died over it."""
        shown = self._examiner.show(path)
        found = self._site.report_death(shown)
        return Examined(shown, 0, found) if found else "the process that checked it died"
