"""One file by itself: read, checked, and reduced to what a run and its archive must know of it."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from reviewlint.archive.facts import Facts
from reviewlint.checks.base import Context, Day
from reviewlint.clock import Today, find_today
from reviewlint.diagnostics import Diagnostic
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint.engine import CRASHED
from reviewlint.errors import explain_os_error
from reviewlint.files import DiskFiles
from reviewlint.run.file_state import Mark, read_bytes, read_marked
from reviewlint.run.watching import Answer, WatchedDay, WatchedFiles
from reviewlint.site import Choice, Site
from reviewlint.sites import Sites, make_absolute, make_relative

if TYPE_CHECKING:
    from reviewlint.archive.sheets import Sheet
    from reviewlint.run.packing import Packed


class Examined(msgspec.Struct, frozen=True, array_like=True):
    """Hold what one file by itself gave.

    ``shown`` is its path as findings carry it, ``checksum`` tells its text. ``facts`` are ``None``
    where nobody compares them; ``answers`` are what the findings depend on beside the text.
    """

    shown: str
    checksum: int
    found: tuple[Diagnostic, ...]
    facts: Facts | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def crashed(self) -> bool:
        """Tell whether a rule could not be asked: it may do better next time."""
        return any(one.rule == CRASHED for one in self.found) or bool(self.facts and self.facts.crashes)

    @property
    def sheet(self) -> Sheet | None:
        """Give what stands for the facts: they themselves."""
        return self.facts

    def read(self) -> Examined:
        """Give what was found, as what stands for it elsewhere does."""
        return self


class Outcome(Protocol):
    """Stand for what one file gave, whether it was found out now or is kept somewhere."""

    @property
    def shown(self) -> str:
        """Give the path that findings carry."""

    @property
    def sheet(self) -> Sheet | None:
        """Give what stands for the facts, ``None`` where nobody compares them."""

    def read(self) -> Examined:
        """Give what was found; the facts may be left out."""


class Wish(msgspec.Struct, frozen=True):
    """Say what to find out about files beside their findings.

    ``mark`` is by what each is known again, ``gather`` what its archive must know of it.
    """

    mark: bool
    gather: bool


Result = tuple[str, "Examined | Packed | None", Mark | None, str]
"""A file with what it gave; else why it cannot be read, or nothing where a process died over it."""


class _Opened(NamedTuple):
    """Hold a file that was read, and what watches over what is asked for its sake."""

    site: Site
    place: str
    review: Review
    checksum: int
    files: WatchedFiles
    day: WatchedDay


class Examiner:
    """Examine files, each by the config nearest above it, or all by one that was named."""

    def __init__(
        self,
        start: Path,
        cwd: Path,
        config: Path | None = None,
        choice: Choice | None = None,
        today: datetime.date | None = None,
        root: Path | None = None,
    ) -> None:
        """Find the config at or above ``start``, or read the one that is named.

        ``cwd`` is absolute, and so is ``root``, the folder that a config that is named speaks for.

        :raises ConfigError: with every problem of the config
        :raises PackError: with every problem of the rules
        """
        self._recipe = (start, cwd, config, choice, today, root)
        self.cwd = cwd
        self.sites = Sites(start, cwd=cwd, config=config, choice=choice or Choice(), root=root)
        self._today = today
        self._root = cwd.as_posix()
        self._files: dict[str, DiskFiles] = {}
        self._days: dict[str | None, Today] = {}
        self.onlooker: Callable[[Review], None] | None = None
        """Be shown each review that this process reads; a copy for another process has none."""

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), self._recipe

    def read(self, source: SourceText) -> Review:
        """Find out everything about a text whose path is absolute."""
        return self.sites.find(source.path).read(source)

    def check(self, review: Review, place: str) -> tuple[Diagnostic, ...]:
        """Check a review that was read, at its absolute path."""
        site = self.sites.find(place)
        context = self._look_at(site, review, place, self.files_of(site), self._find_day(site))
        return site.check(review, context)

    def examine(self, place: str, data: bytes, *, gather: bool) -> Examined:
        """Examine the content of a file at its absolute path; see ``examine_all``."""
        return self.examine_all([(place, data)], gather=gather)[0]

    def examine_all(self, contents: Sequence[tuple[str, bytes]], *, gather: bool) -> list[Examined]:
        """Examine the contents of files, given with their absolute paths.

        ``gather`` wants what their archive must know of them.
        """
        opened = [self._open(place, data) for place, data in contents]
        if self.onlooker is not None:
            for one in opened:
                self.onlooker(one.review)
        return self._examine(opened, gather=gather)

    def rehearse(self, place: str, data: bytes) -> None:
        """Examine a content that is no file's as if it were, and show it to nobody."""
        self._examine([self._open(place, data)], gather=True)

    def examine_again(self, place: str) -> Examined:
        """Find out everything about a file of which what is kept turns out to be damaged.

        :raises OSError: if it cannot be read
        """
        return self.examine(place, read_bytes(place), gather=True)

    def find_day(self, site: Site) -> datetime.date:
        """Give the day that a site's reviews are judged by, the same all along."""
        return self._find_day(site).date

    def files_of(self, site: Site) -> DiskFiles:
        """Give the files of a site."""
        config = site.config
        if config.root not in self._files:
            bounded = any(Path(source.folder).as_posix() == config.root for source in config.sources)
            self._files[config.root] = DiskFiles(config.root, config.image_roots, bounded=bounded)
        return self._files[config.root]

    def place(self, path: Path | str) -> str:
        """Give a path from the root of the disk, with forward slashes."""
        return make_absolute(self.cwd, Path(path)).as_posix()

    def show(self, place: str) -> str:
        """Give an absolute path as findings carry it: from the current folder, with forward slashes."""
        return make_relative(place, self._root)

    def _open(self, place: str, data: bytes) -> _Opened:
        site = self.sites.find(place)
        review = site.read(SourceText.decode(data, place))
        files, day = WatchedFiles(self.files_of(site)), WatchedDay(self._find_day(site))
        return _Opened(site, place, review, zlib.crc32(data), files, day)

    def _examine(self, opened: Sequence[_Opened], *, gather: bool) -> list[Examined]:
        contexts = [self._look_at(one.site, one.review, one.place, one.files, one.day) for one in opened]
        numbers: dict[Site, list[int]] = {}
        for number, one in enumerate(opened):
            numbers.setdefault(one.site, []).append(number)
        found: dict[int, tuple[Diagnostic, ...]] = {}
        for site, listed in numbers.items():
            some = [(opened[number].review, contexts[number]) for number in listed]
            found.update(zip(listed, site.check_each(some), strict=True))
        return [
            Examined(
                context.path,
                one.checksum,
                found[number],
                one.site.gather(one.review, found[number], context) if gather else None,
                (*one.files.answers, *one.day.answers),
            )
            for number, (one, context) in enumerate(zip(opened, contexts, strict=True))
        ]

    def _find_day(self, site: Site) -> Today:
        zone = site.config.timezone
        if zone not in self._days:
            self._days[zone] = Today(self._today or find_today(zone))
        return self._days[zone]

    def _look_at(
        self, site: Site, review: Review, place: str, files: DiskFiles | WatchedFiles, day: Day
    ) -> Context:
        relative = make_relative(place, site.config.root)
        return site.look_at(review, files, day, relative, self.show(place))


def examine_each(
    examiner: Examiner, paths: Sequence[str], wish: Wish
) -> Iterator[tuple[str, Examined | None, Mark | None, str]]:
    """Examine files, in their order."""
    # Some at once, stage by stage: what one stage needs stays close to the processor for all of them.
    some: list[_Content] = []
    for path in paths:
        some.append(_read_content(path, wish))
        if len(some) == _TOGETHER or sum(len(one.data) for one in some) > _MUCH:
            yield from _examine_some(examiner, some, wish)
            some = []
    yield from _examine_some(examiner, some, wish)


_TOGETHER = 25
"""Files that are examined at once, at most."""

_MUCH = 500_000
"""Bytes of files from which on no other is examined at once with them: a review takes many times its size."""


class _Content(NamedTuple):
    """Hold the content of a file and by what it is known again, or why it cannot be read."""

    path: str
    data: bytes
    mark: Mark | None
    error: str = ""


def _read_content(path: str, wish: Wish) -> _Content:
    try:
        data, mark = read_marked(path) if wish.mark else (read_bytes(path), None)
    except OSError as error:
        return _Content(path, b"", None, f"this cannot be read: {explain_os_error(error)}")
    return _Content(path, data, mark)


def _examine_some(
    examiner: Examiner, contents: Sequence[_Content], wish: Wish
) -> Iterator[tuple[str, Examined | None, Mark | None, str]]:
    read = [(one.path, one.data) for one in contents if not one.error]
    examined = iter(examiner.examine_all(read, gather=wish.gather))
    for path, _, mark, error in contents:
        yield path, None if error else next(examined), mark, error
