"""Many files examined at once, in processes of their own.

A file over which a process dies is named, and the others are examined all the same: what a process
had in hand is handed out again, file by file.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

import msgspec

from reviewlint.run.examining import Examined, Examiner, Result, Wish, examine_each
from reviewlint.run.file_state import Mark
from reviewlint.run.packing import ENCODER, Packed, pack
from reviewlint.run.rehearsing import rehearse

_HANDFUL = 50
"""Files that a process is given at once, at most: enough that asking costs nothing."""

_LEAST = 5
"""Files that it is given at least."""

_ROUNDS = 4
"""Handfuls for each process that what is left is cut into: they become smaller, to end together."""

Written = tuple[Packed | None, Mark | None, str]
Reply = bytes | tuple[Examined | None, Mark | None, str]
"""What a process says of a file: a result without its path, written down if that can be."""

_FORKS = "fork" in multiprocessing.get_all_start_methods()
"""Whether a process can be started as a copy of this one."""

_WRITTEN = msgspec.msgpack.Decoder(Written)


def count_processors() -> int:
    """Give how many processes can run at once."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def examine_together(
    examiner: Examiner, paths: Sequence[str], wish: Wish, processes: int
) -> Iterator[Result]:
    """Examine files in several processes; they come in no certain order."""
    waiting = deque(_cut(paths, processes))
    if _FORKS and paths:
        rehearse(examiner, paths[0])
    busy: dict[object, _Worker] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < processes:
                worker = _Worker(examiner, wish)
                worker.give(waiting.popleft())
                busy[worker.connection] = worker
            for ready in wait([worker.connection for worker in busy.values()]):
                worker = busy[ready]
                paths, replies = worker.in_hand, worker.take()
                if isinstance(replies, Exception):
                    raise replies
                if replies is None:
                    del busy[worker.connection]
                    if len(paths) == 1:
                        yield paths[0], None, None, ""
                    else:
                        waiting.extendleft([path] for path in paths)
                    continue
                if waiting:
                    worker.give(waiting.popleft())
                else:
                    del busy[worker.connection]
                    worker.end()
                for path, reply in zip(paths, replies, strict=True):
                    yield path, *(_WRITTEN.decode(reply) if isinstance(reply, bytes) else reply)
    finally:
        for worker in busy.values():
            worker.stop()


def _cut(paths: Sequence[str], processes: int) -> Iterator[Sequence[str]]:
    """Give the files by handfuls, the last of them small."""
    start = 0
    while start < len(paths):
        size = min(_HANDFUL, max(_LEAST, (len(paths) - start) // (_ROUNDS * processes)))
        yield paths[start : start + size]
        start += size


class _Worker:
    """Run a process, and keep what it has in hand."""

    def __init__(self, examiner: Examiner, wish: Wish) -> None:
        # A copy of this process has rules and config at hand; where there are no copies they are read again.
        context = multiprocessing.get_context("fork" if _FORKS else None)
        self.connection, other = context.Pipe()
        self.in_hand: Sequence[str] = ()
        self._process: BaseProcess = context.Process(target=_work, args=(examiner, wish, other), daemon=True)
        self._process.start()
        other.close()

    def give(self, paths: Sequence[str]) -> None:
        """Hand out files."""
        self.in_hand = paths
        self.connection.send(paths)

    def take(self) -> list[Reply] | Exception | None:
        """Take what came of them: an error that ends the run, ``None`` where the process died over it."""
        try:
            replies: list[Reply] | Exception = self.connection.recv()
        except EOFError:
            self.stop()
            return None
        return replies

    def end(self) -> None:
        """Let the process come to its end."""
        # Closing would not tell it so: processes that were started later have copies of this end.
        self.connection.send(())
        self._process.join()
        self.connection.close()

    def stop(self) -> None:
        """Stop the process whatever it does."""
        self._process.terminate()
        self._process.join()
        self.connection.close()


def _work(examiner: Examiner, wish: Wish, connection: Connection) -> None:
    """Examine what comes in until nobody asks any more."""
    try:
        while paths := _wait_for_files(connection):
            connection.send(_examine_all(examiner, paths, wish))
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        return  # the run was interrupted, which its own process tells


def _wait_for_files(connection: Connection) -> Sequence[str]:
    """Give the files that come in; none where the run is no more."""
    # A run that was killed closes no connection: the other processes have copies of its ends.
    parent = multiprocessing.parent_process()
    if parent is not None and connection not in wait([connection, parent.sentinel]):
        return ()
    paths: Sequence[str] = connection.recv()
    return paths


def _examine_all(examiner: Examiner, paths: Sequence[str], wish: Wish) -> list[Reply] | Exception:
    try:
        return [_write(*result[1:]) for result in examine_each(examiner, paths, wish)]
    except Exception as error:
        return error


def _write(examined: Examined | None, mark: Mark | None, error: str) -> Reply:
    try:
        return ENCODER.encode((None if examined is None else pack(examined), mark, error))
    except UnicodeEncodeError:
        # Neither a file's name nor an escape in front matter need be anything that UTF-8 can write.
        return examined, mark, error
