"""What was found out about files, kept between runs: what has not changed is not read again.

A file's findings hold as long as the file does, and as long as the disk answers as it did to what was
asked about other files. They also depend on the rules and the config, which the key stands for, and on the
day: on an earlier one none of them holds, on a later one all but those about what was still to come. What
comparing an archive gave holds as long as the facts of all its reviews do.

Of what is kept only what a run asks for is read. A cache that cannot be read or written costs time and
nothing else.
"""

from __future__ import annotations

import contextlib
import os
import sys
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import cast

import msgspec

from reviewlint.archive.facts import Facts, read_facts
from reviewlint.archive.sheets import Sheet
from reviewlint.checks.base import Files
from reviewlint.discovery.known_folders import KnownFolders
from reviewlint.disk_states import look_at
from reviewlint.flood import Comparison
from reviewlint.run.cache_file import Index, KeptFile, Spool, replace_file, write_index
from reviewlint.run.examining import Examined
from reviewlint.run.file_state import Mark, read_marked
from reviewlint.run.kept_comparison import pack_comparison, read_comparison
from reviewlint.run.packing import Packed, pack, read_found
from reviewlint.run.rows import Entry, Rows, Stretch
from reviewlint.run.watching import Answer, still_hold
from reviewlint.sites import make_relative

ExamineAgain = Callable[[str], Examined]
"""Find out everything about a review, where what was kept of it turns out to be damaged."""


class _Shelf(msgspec.Struct, frozen=True):
    """Say where what was found in reviews stands, and the facts of them; ``root`` is their site's."""

    root: str
    rows: Rows
    found: KeptFile | Spool
    facts: KeptFile | Spool
    examine: ExamineAgain


class Held(msgspec.Struct, frozen=True, gc=False):
    """Stand for what one file gave, all of it on disk: of a hundred thousand there is one each.

    ``number`` is its own on the shelf; ``found`` is what was found, where that was read already.
    """

    path: str
    shown: str
    number: int
    shelf: _Shelf
    found: bytes = b""

    @property
    def relative(self) -> str:
        """Give the path from the config's folder."""
        return make_relative(self.path, self.shelf.root)

    @property
    def digest(self) -> bytes:
        """Tell the facts from others, wherever they are shown."""
        return self.shelf.rows.find_digest(self.number)

    @property
    def sheet(self) -> Sheet | None:
        """Give what stands for the facts."""
        return self if self.digest else None

    def read(self) -> Examined:
        """Give what was found, without the facts."""
        try:
            return read_found(
                self.found or self.shelf.found.read(self.shelf.rows.find_found(self.number)), self.shown
            )
        except msgspec.MsgspecError:
            return self.shelf.examine(self.path)

    def load(self) -> Facts:
        """Give the facts."""
        try:
            return read_facts(self.shelf.facts.read(self.shelf.rows.find_facts(self.number)), self.shown)
        except msgspec.MsgspecError:
            # Whatever is examined again is asked for its facts, too.
            return cast("Facts", self.shelf.examine(self.path).facts)


class ReviewCache:
    """Keep what was found out about a site's reviews, by their absolute paths."""

    def __init__(self, file: Path, root: str, key: str, day: int, examine: ExamineAgain) -> None:
        """Take what ``file`` holds, if it was kept under the same ``key``, and not after this ``day``."""
        self._file = file
        self._root = root
        self._key = key
        self._day = day
        self._examine = examine
        self._kept = KeptFile(file)
        index = self._kept.index
        self._old = index if index.key == key and index.day <= day else Index(key)
        self._rows = Rows(self._old.columns)
        self._shelf = _Shelf(root, self._rows, self._kept, self._kept, examine)
        self._seen: set[int] = set()
        self._renewed: dict[int, Mark] = {}
        self._new = Rows()
        self._spools: tuple[Spool, Spool] | None = None
        self._new_shelf = self._shelf
        self._full = False
        self._comparison: tuple[bytes, bytes] | None = None
        self._folders = self._old.folders
        # Most reviews of a folder ask the same of the disk, which answers the same all through a run.
        self._asked: dict[int, bool] = {}

    @classmethod
    def open(cls, folder: Path, root: str, key: str, day: int, examine: ExamineAgain) -> ReviewCache:
        """Open the cache of the site below ``root``; ``key`` changes whenever any finding could.

        ``day`` is the ordinal of the one that reviews are judged by.
        """
        # The key tells two roots of one checksum apart: they take turns, and never mix. A home folder may
        # be shared between machines that write numbers in another order.
        file = folder / f"reviews-{zlib.crc32(os.fsencode(root)):08x}.cache"
        return cls(file, root, f"{key} {sys.byteorder}", day, examine)

    @property
    def folders(self) -> KnownFolders:
        """Give what was found in the site's folders."""
        return self._folders

    def keep_folders(self, folders: KnownFolders) -> None:
        """Keep what was found in the site's folders."""
        self._folders = folders

    def hold(self, paths: Sequence[str], files: Files, *, facts: bool) -> dict[str, int]:
        """Give the numbers of those reviews that are as they were, under which all else is asked for.

        ``facts`` says that they are wanted too.
        """
        rows = self._rows
        numbers = rows.find(paths)
        changed = rows.list_changed(numbers, look_at(_pick(rows.paths, numbers)))
        renewed = {number: self._renew(number) for number in changed}
        gone = {number for number, mark in renewed.items() if mark is None}
        lost = {asked for asked in rows.list_asked(numbers) if not self._answers_hold(asked, files)}
        if lost:
            gone.update(number for number in numbers if rows.list_asked([number]) & lost)
        if facts:
            gone.update(rows.list_bare())
        # Of ten thousand, mostly all are as they were: looked at one by one only where some are not.
        kept = [number for number in numbers if number not in gone] if gone else numbers
        self._seen.update(kept)
        self._renewed.update(
            (number, mark) for number, mark in renewed.items() if mark and number not in gone
        )
        return dict(zip(_pick(rows.paths, kept), kept, strict=True))

    def read(self, number: int, shown: str) -> Held | None:
        """Give what stands for a review that is as it was, under the path that findings now carry.

        Its findings are read: what is damaged is to be found out, and kept, anew.
        """
        found = self._kept.read(self._rows.find_found(number))
        return Held(self._rows.paths[number], shown, number, self._shelf, found) if found else None

    def find(self, number: int, shown: str) -> Held:
        """Give what stands for a review that is as it was, of which nothing is read."""
        return Held(self._rows.paths[number], shown, number, self._shelf)

    def list_digests(self, numbers: Sequence[int]) -> Sequence[bytes]:
        """Give what tells the facts of reviews from others."""
        return self._rows.list_digests(numbers)

    def keep(self, path: str, mark: Mark, outcome: Examined | Packed) -> Held | None:
        """Keep what was found out about a review, unless a rule crashed over it.

        Give what stands for it, which need not be in memory any more.
        """
        if outcome.crashed or self._full:
            return None
        # Neither a file's name nor an escape in front matter need be anything that UTF-8 can write.
        with contextlib.suppress(UnicodeEncodeError):
            path.encode()
            packed = pack(outcome) if isinstance(outcome, Examined) else outcome
            try:
                # Not in memory: of a hundred thousand reviews it would be the most of what is there. Apart,
                # because most runs want the findings only.
                if self._spools is None:
                    self._spools = Spool(self._file.parent), Spool(self._file.parent)
                    self._new_shelf = _Shelf(self._root, self._new, *self._spools, self._examine)
                places = self._spools[0].add(packed.found), self._spools[1].add(packed.facts)
            except OSError:
                self._full = True
                return None
            number = self._new.add(path, Entry(mark, packed.answers, packed.digest, *places))
            return Held(path, packed.shown, number, self._new_shelf)
        return None

    def find_comparison(self, digest: bytes, asked: Collection[int]) -> Comparison | None:
        """Give what comparing an archive gave, where its facts still have this ``digest``.

        Of the archive's reviews, only what was found in those ``asked`` is given, by their numbers in it.
        """
        if not digest or digest != self._old.facts or self._old.compared is None:
            return None
        try:
            return read_comparison(self._kept.read(self._old.compared), asked)
        except msgspec.MsgspecError:
            return None

    def keep_comparison(self, digest: bytes, comparison: Comparison, archive: Sequence[str]) -> None:
        """Keep what comparing an archive gave; ``archive`` are the paths that findings carry."""
        with contextlib.suppress(UnicodeEncodeError):
            self._comparison = (digest, pack_comparison(comparison, archive)) if digest else None

    def save(self, *, complete: bool) -> None:
        """Write what was found or kept since the cache was opened, if that is worth it.

        ``complete`` says that these are all reviews of the site; else what was known of the others
        stays. Written whole beside the old file and put in its place: two runs at once leave what one
        of them knew.
        """
        old, new = self._rows.paths, frozenset(self._new.paths)
        kept: Collection[int] = self._seen if complete else range(len(old))
        if new:
            kept = [number for number in kept if old[number] not in new]
        settled = sum(mark.settled for number, mark in self._renewed.items() if old[number] not in new)
        changes = len(new) + len(old) - len(kept) + settled + self._folders.count_changes(self._old.folders)
        # To write all of a large archive's anew takes longer than to look at a few of its files again.
        few = self._comparison is None and changes <= len(old) // 50
        if not (few or self._full):
            with contextlib.suppress(OSError):
                replace_file(self._file, self._write(sorted(kept)), self._kept)

    def close(self) -> None:
        """Let go of all files, whether or not anything was saved."""
        self._kept.close()
        for spool in self._spools or ():
            spool.close()

    def _write(self, kept: Sequence[int]) -> Iterator[bytes]:
        """Give the whole file piece by piece: what was kept before, what is new, the comparison.

        ``kept`` are the numbers of those reviews that were kept before.
        """
        # Behind the index are all findings, then all facts; in both, what is new is the last.
        old, listed = self._rows, Rows()
        spooled = [spool.size for spool in self._spools] if self._spools else [0, 0]
        sizes = [sum(map(Stretch.measure, map(find, kept))) for find in (old.find_found, old.find_facts)]
        found, facts = 0, sizes[0] + spooled[0]
        for number in kept:
            entry = old.read(number)
            mark = self._renewed.get(number, entry.mark)
            places = entry.found.move(found - entry.found.start), entry.facts.move(facts - entry.facts.start)
            listed.add(old.paths[number], Entry(mark, entry.answers, entry.digest, *places))
            found, facts = (place.end for place in places)
        listed.extend(self._new, found, facts)
        digest, compared, comparison = self._old.facts, self._old.compared, b""
        end = sum((*sizes, *spooled))
        if self._comparison is not None:
            digest, comparison = self._comparison
            compared = Stretch(end, end + len(comparison), zlib.crc32(comparison))
        elif compared is not None:
            comparison, compared = self._kept.copy(compared), compared.move(end - compared.start)
        yield write_index(Index(self._key, listed.pack(), digest, compared, self._folders, self._day))
        for index, find in enumerate((old.find_found, old.find_facts)):
            yield from map(self._kept.copy, map(find, kept))
            if self._spools is not None:
                yield from self._spools[index].read_all()
        yield comparison

    def _renew(self, number: int) -> Mark | None:
        """Give by what a review is known from now on if its content is what it was."""
        path = self._rows.paths[number]
        # A look into a pipe would leave nothing in it for who checks it.
        if not os.path.isfile(path):  # noqa: PTH113
            return None
        try:
            _, mark = read_marked(path)
        except OSError:
            return None
        return mark if mark and mark.digest == self._rows.read(number).mark.digest else None

    def _answers_hold(self, asked: int, files: Files) -> bool:
        """Tell whether the disk still answers as it did."""
        if asked not in self._asked:
            try:
                answers = _ANSWERS.decode(self._rows.answers[asked])
                self._asked[asked] = still_hold(answers, files, self._day)
            except msgspec.MsgspecError:
                self._asked[asked] = False
        return self._asked[asked]


def _pick(paths: Sequence[str], numbers: Sequence[int]) -> Sequence[str]:
    return paths if numbers == range(len(paths)) else [*map(paths.__getitem__, numbers)]


_ANSWERS = msgspec.msgpack.Decoder(tuple[Answer, ...])
