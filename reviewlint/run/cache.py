"""What was found out about files, kept between runs: what has not changed is not read again.

A file's findings hold as long as the file does, and as long as the disk answers as it did to what was
asked about other files. They also depend on the rules, the config and the day, which the key stands
for. What comparing an archive gave holds as long as the facts of all its reviews do.

Of what is kept only what a run asks for is read. A cache that cannot be read or written costs time and
nothing else.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

import msgspec

from reviewlint.archive.facts import Facts, read_facts
from reviewlint.archive.sheets import Sheet, digest_sheets
from reviewlint.checks.base import Files
from reviewlint.flood import Comparison
from reviewlint.run.cache_file import (
    Entry,
    Index,
    KeptFile,
    Spool,
    Stretch,
    read_entry,
    replace_file,
    write_entry,
    write_index,
)
from reviewlint.run.examining import Examined
from reviewlint.run.file_state import Mark, renew
from reviewlint.run.kept_comparison import pack_comparison, read_comparison
from reviewlint.run.packing import Packed, pack, read_found
from reviewlint.run.watching import Answer, still_hold
from reviewlint.sites import make_relative

ExamineAgain = Callable[[str], Examined]
"""Find out everything about a review, where what was kept of it turns out to be damaged."""


class _Shelf(msgspec.Struct, frozen=True):
    """Say where what was found in reviews stands, and the facts of them; ``root`` is their site's."""

    root: str
    found: KeptFile | Spool
    facts: KeptFile | Spool
    examine: ExamineAgain


class Held(msgspec.Struct, frozen=True, gc=False):
    """Stand for what one file gave, all of it on disk: of a hundred thousand there is one each.

    ``entry`` is an ``Entry`` as it is written; ``found`` is what was found, where that was read already.
    """

    path: str
    shown: str
    entry: msgspec.Raw | bytes
    shelf: _Shelf
    found: bytes = b""

    @property
    def relative(self) -> str:
        """Give the path from the config's folder."""
        return make_relative(self.path, self.shelf.root)

    @property
    def digest(self) -> bytes:
        """Tell the facts from others, wherever they are shown."""
        return read_entry(self.entry).digest

    @property
    def sheet(self) -> Sheet | None:
        """Give what stands for the facts."""
        return self if self.digest else None

    def read(self) -> Examined:
        """Give what was found, without the facts."""
        try:
            return read_found(self.found or self.shelf.found.read(read_entry(self.entry).found), self.shown)
        except msgspec.MsgspecError:
            return self.shelf.examine(self.path)

    def load(self) -> Facts:
        """Give the facts."""
        try:
            return read_facts(self.shelf.facts.read(read_entry(self.entry).facts), self.shown)
        except msgspec.MsgspecError:
            # Whatever is examined again is asked for its facts, too.
            return cast("Facts", self.shelf.examine(self.path).facts)


class ReviewCache:
    """Keep what was found out about a site's reviews, by their absolute paths."""

    def __init__(self, file: Path, root: str, key: str, examine: ExamineAgain) -> None:
        """Take what ``file`` holds, if it was kept under the same ``key``."""
        self._file = file
        self._root = root
        self._key = key
        self._examine = examine
        self._kept = KeptFile(file)
        self._shelf = _Shelf(root, self._kept, self._kept, examine)
        index = self._kept.index
        self._old = index if index.key == key else Index(key)
        self._seen: dict[str, msgspec.Raw] = {}
        self._new: dict[str, bytes] = {}
        self._spools: tuple[Spool, Spool] | None = None
        self._new_shelf = self._shelf
        self._full = False
        self._facts = b""
        self._comparison: bytes | None = None
        # Most reviews of a folder ask the same of the disk, which answers the same all through a run.
        self._asked: dict[bytes, bool] = {}

    @classmethod
    def open(cls, folder: Path, root: str, key: str, examine: ExamineAgain) -> ReviewCache:
        """Open the cache of the site below ``root``; ``key`` changes whenever any finding could."""
        # The key tells two roots of one checksum apart: they take turns, and never mix.
        return cls(folder / f"reviews-{zlib.crc32(os.fsencode(root)):08x}.cache", root, key, examine)

    def find(self, path: str, shown: str, files: Files, *, facts: bool) -> Held | None:
        """Give what is known of a review that is as it was, under the path that findings now carry.

        ``facts`` says that they are wanted, too.
        """
        entry = self._hold(path, files, facts=facts)
        # Read now, since what is damaged is to be found out, and kept, anew.
        found = self._kept.read(entry.found) if entry is not None else b""
        return Held(path, shown, self._seen[path], self._shelf, found) if found else None

    def find_facts(self, path: str, shown: str, files: Files) -> Held | None:
        """Give what stands for the facts of a review that is as it was."""
        entry = self._hold(path, files, facts=True)
        return None if entry is None else Held(path, shown, self._seen[path], self._shelf)

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
                    self._new_shelf = _Shelf(self._root, *self._spools, self._examine)
                places = self._spools[0].add(packed.found), self._spools[1].add(packed.facts)
            except OSError:
                self._full = True
                return None
            entry = self._new[path] = write_entry(Entry(mark, packed.answers, packed.digest, *places))
            return Held(path, packed.shown, entry, self._new_shelf)
        return None

    def find_comparison(
        self, archive: Sequence[Sheet], where: str, asked: Collection[str]
    ) -> Comparison | None:
        """Give what comparing an archive gave, where none of its facts has changed.

        ``where`` is the folder that the paths in findings are relative to; of the archive's reviews,
        only what was found in those ``asked`` is given.
        """
        self._facts = digest_sheets(archive, where)
        if not self._facts or self._facts != self._old.facts or self._old.compared is None:
            return None
        try:
            unasked = {sheet.shown for sheet in archive}.difference(asked)
            return read_comparison(self._kept.read(self._old.compared), unasked)
        except msgspec.MsgspecError:
            return None

    def keep_comparison(self, comparison: Comparison) -> None:
        """Keep what comparing the archive gave that was asked for last."""
        with contextlib.suppress(UnicodeEncodeError):
            self._comparison = pack_comparison(comparison) if self._facts else None

    def save(self, *, complete: bool) -> None:
        """Write what was found or kept since the cache was opened, if that is worth it.

        ``complete`` says that these are all reviews of the site; else what was known of the others
        stays. Written whole beside the old file and put in its place: two runs at once leave what one
        of them knew.
        """
        entries = self._seen if complete else {**self._old.entries, **self._seen}
        entries = {path: entry for path, entry in entries.items() if path not in self._new}
        gone = len(self._old.entries) - len(entries.keys() & self._old.entries.keys())
        # To write all of a large archive's anew takes longer than to look at a few of its files again.
        few = self._comparison is None and len(self._new) + gone <= len(self._old.entries) // 50
        if not (few or self._full):
            with contextlib.suppress(OSError):
                replace_file(self._file, self._write(entries), self._kept)

    def close(self) -> None:
        """Let go of all files, whether or not anything was saved."""
        self._kept.close()
        for spool in self._spools or ():
            spool.close()

    def _write(self, entries: Mapping[str, msgspec.Raw]) -> Iterator[bytes]:
        """Give the whole file piece by piece: what was kept before, what is new, the comparison."""
        # Behind the index are all findings, then all facts; in both, what is new is the last.
        kept = [0, 0]
        for entry in map(read_entry, entries.values()):
            kept[0] += entry.found.end - entry.found.start
            kept[1] += entry.facts.end - entry.facts.start
        new = [spool.size for spool in self._spools] if self._spools else [0, 0]
        starts = [0, kept[0] + new[0]]
        listed: dict[str, msgspec.Raw] = {}
        at = list(starts)
        for path, packed in entries.items():
            entry = read_entry(packed)
            places = entry.found.move(at[0] - entry.found.start), entry.facts.move(at[1] - entry.facts.start)
            listed[path] = msgspec.Raw(write_entry(Entry(entry.mark, entry.answers, entry.digest, *places)))
            at = [place.end for place in places]
        for path, written in self._new.items():
            entry = read_entry(written)
            places = entry.found.move(at[0]), entry.facts.move(at[1])
            listed[path] = msgspec.Raw(write_entry(Entry(entry.mark, entry.answers, entry.digest, *places)))
        facts, compared, comparison = self._old.facts, self._old.compared, self._comparison
        end = sum((*kept, *new))
        if comparison is not None:
            facts, compared = self._facts, Stretch(end, end + len(comparison), zlib.crc32(comparison))
        elif compared is not None:
            comparison, compared = self._kept.copy(compared), compared.move(end - compared.start)
        yield write_index(Index(self._key, listed, facts, compared))
        for index, name in enumerate(("found", "facts")):
            yield from (self._kept.copy(getattr(read_entry(one), name)) for one in entries.values())
            if self._spools is not None:
                yield from self._spools[index].read_all()
        yield comparison or b""

    def _hold(self, path: str, files: Files, *, facts: bool) -> Entry | None:
        """Give the entry of a review that is as it was."""
        packed = self._old.entries.get(path)
        if packed is None:
            return None
        try:
            entry = read_entry(packed)
            mark = renew(entry.mark, path) if entry.digest or not facts else None
        except (OSError, msgspec.MsgspecError):
            return None
        asked = self._asked.get(entry.answers)
        if asked is None:
            asked = self._asked[entry.answers] = self._ask(entry.answers, files)
        if mark is None or not asked:
            return None
        if mark is entry.mark:
            self._seen[path] = packed
            return entry
        held = msgspec.structs.replace(entry, mark=mark)
        self._seen[path] = msgspec.Raw(write_entry(held))
        return held

    def _ask(self, answers: bytes, files: Files) -> bool:
        """Tell whether the disk still answers as it did."""
        try:
            return still_hold(_ANSWERS.decode(answers), files)
        except msgspec.MsgspecError:
            return False


_ANSWERS = msgspec.msgpack.Decoder(tuple[Answer, ...])
