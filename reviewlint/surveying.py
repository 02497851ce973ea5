"""Survey the reviews of a folder on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from reviewlint.document.model import Review
from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.session import Session
from reviewlint.sites import make_relative
from reviewlint.survey import Survey, survey_reviews

_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"})
_IDLE = frozenset({"node_modules", "__pycache__"})


def survey_files(session: Session, files: Sequence[Path], folder: Path) -> Survey:
    """Count what reviews have in common; ``folder`` is where their paths, and pictures, count from.

    :raises InputError: if one cannot be read
    """
    return survey_reviews(_read(session, files, folder), list(_list_pictures(folder)))


def _read(session: Session, files: Sequence[Path], folder: Path) -> Iterator[tuple[str, Review]]:
    root = folder.absolute().as_posix()
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as error:
            reason = f"this cannot be read: {explain_os_error(error)}"
            raise InputError(Trouble(session.show(path), 0, 0, reason)) from error
        yield make_relative(path, root), session.read(data, path)


def _list_pictures(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _IDLE and not name.startswith("."))
        for name in names:
            if os.path.splitext(name)[1].lower() in _PICTURES:  # noqa: PTH122 - as many as there are files
                yield make_relative(Path(place, name), str(folder))
