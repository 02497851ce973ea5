"""What is known of a site's files: out of the cache, or found out now, in one process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import filterfalse
from typing import TYPE_CHECKING

from reviewlint.run.examining import Examined, Examiner, Outcome, Result, Wish, examine_each
from reviewlint.site import Site

if TYPE_CHECKING:
    from reviewlint.run.cache import ReviewCache
    from reviewlint.run.file_state import Mark
    from reviewlint.run.packing import Packed

Progress = Callable[[int, int], None]
"""Be told how many files are done, of how many."""


def say_nothing(done: int, total: int) -> None:
    """Tell nobody how far a run is."""


_MANY = 200
"""Files from which on starting other processes takes less time than they save."""


Collected = tuple[dict[str, Outcome | str], dict[str, int]]
"""What each file gave, or why it cannot be read; of others the numbers under which a cache has all that."""


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

    def collect(self, paths: Sequence[str], others: Sequence[str], progress: Progress) -> Collected:
        """Find out what each file gave; of ``others`` only the facts are wanted."""
        examiner = self._examiner
        known: dict[str, Outcome | str] = {}
        for path in self._texts.keys() & {*paths, *others}:
            known[path] = examiner.examine(path, self._texts[path], gather=self._gather)
        held: dict[str, int] = {}
        if self._cache is not None:
            # In the order of their paths, in which the cache has them and the others come.
            asked = sorted(filterfalse(known.__contains__, (*paths, *others)))
            held = self._cache.hold(asked, examiner.files_of(self._site), facts=self._gather)
            for path in paths:
                number = held.pop(path, None)
                if number is not None and (one := self._cache.read(number, examiner.show(path))) is not None:
                    known[path] = one
        unknown = [*filterfalse(known.__contains__, filterfalse(held.__contains__, (*paths, *others)))]
        total = len(paths) + len(others)
        done = total - len(unknown)
        for path, outcome, mark, error in self._examine(unknown):
            done += 1
            if outcome is None:
                known[path] = error or self._report_death(path)
            else:
                known[path] = self._keep(path, mark, outcome)
            progress(done, total)
        return known, held

    def _keep(self, path: str, mark: Mark | None, outcome: Examined | Packed) -> Outcome:
        """Keep what a file gave, and give what stands for it where it is kept."""
        held = self._cache.keep(path, mark, outcome) if self._cache is not None and mark is not None else None
        return outcome if held is None else held

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
