"""Write a file in place of the old one, a mended review above all: wholly, or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reviewlint.errors import InputError, Trouble, explain_os_error

# Windows has no such locks, and does not delete a file that is open.
if sys.platform != "win32":
    import fcntl

_PREFIX, _SUFFIX = ".reviewlint-", ".part"
"""What a file's new text is called until it takes the file's place: hidden, it is taken for no review."""


def write_atomically(path: Path, before: bytes, after: bytes) -> None:
    """Put ``after`` in a file's place if it still holds ``before``.

    A reader, or a crash, meets the old file or the new one. The file's mode stays; where the path
    is a symbolic link, the file that it leads to is written and the link stays.

    :raises InputError: if the file was changed meanwhile, or cannot be written; it is then as it was
    """
    target = path.resolve()
    try:
        status = target.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError(Trouble(path.as_posix(), 0, 0, "left as it was: this is no ordinary file"))
        if target.read_bytes() != before:
            raise InputError(
                Trouble(path.as_posix(), 0, 0, "left as it was: the file was changed while it was checked")
            )
        if not os.access(target, os.W_OK):
            raise InputError(Trouble(path.as_posix(), 0, 0, "left as it was: the file may only be read"))
        _replace(target, after, stat.S_IMODE(status.st_mode))
    except OSError as error:
        message = f"left as it was: the file cannot be written: {explain_os_error(error)}"
        raise InputError(Trouble(path.as_posix(), 0, 0, message)) from error


def _replace(target: Path, data: bytes, mode: int) -> None:
    # In the same folder, because a rename is atomic only within one file system.
    descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
    fresh = Path(name)
    try:
        with _hold(descriptor):
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.chmod(mode)
            fresh.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise


@contextlib.contextmanager
def _hold(descriptor: int) -> Iterator[None]:
    """Show that a file is being written, even behind the end of its descriptor: see ``remove_leftovers``."""
    if sys.platform == "win32":
        yield
        return
    held = os.dup(descriptor)
    try:
        # A disk that knows no locks keeps its leftovers: none can be had for them either.
        with contextlib.suppress(OSError):
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def remove_leftovers(folder: Path) -> None:
    """Delete what processes that were killed while they wrote have left in a folder.

    What a living process writes is locked, and stays; so does what cannot be deleted.
    """
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError), contextlib.ExitStack() as held:
            if sys.platform != "win32":
                fcntl.flock(held.enter_context(path.open("rb+")), fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` in a file's place, whether there was one or not; its folder has to be there.

    What is no ordinary file, such as a pipe, is written as it is.

    :raises OSError: if it cannot be written; what was there stays
    """
    target = path.resolve()
    if not target.exists():
        mask = os.umask(0)
        os.umask(mask)
        _replace(target, data, 0o666 & ~mask)
    elif target.is_file():
        _replace(target, data, stat.S_IMODE(target.stat().st_mode))
    else:
        target.write_bytes(data)


def write_new(path: Path, data: bytes, shown: str) -> None:
    """Write a file that is not there yet; its own folder is made if only that is missing.

    ``shown`` is how messages name the file.

    :raises InputError: if there is one, which stays as it is, or the file cannot be written
    """
    try:
        path.parent.mkdir(exist_ok=True)
        path.touch(exist_ok=False)
        try:
            write_whole(path, data)
        except BaseException:
            path.unlink()
            raise
    except FileExistsError as error:
        message = "not written: there is such a file already, and it stays as it is"
        raise InputError(Trouble(shown, 0, 0, message)) from error
    except OSError as error:
        message = f"this cannot be written: {explain_os_error(error)}"
        raise InputError(Trouble(shown, 0, 0, message)) from error
