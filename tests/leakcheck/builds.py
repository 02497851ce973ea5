"""Reviews and a build of them, written by hand, for the leak check."""

from __future__ import annotations

from pathlib import Path

from reviewlint.leakcheck.build import list_build
from reviewlint.leakcheck.check import find_leaks
from reviewlint.leakcheck.secrets import gather_secrets
from reviewlint.leakcheck.sources import Source, make_source
from reviewlint.publication import EXPLAINED
from reviewlint.record import make_record
from reviewlint.session import Session

SESSION = Session.load(Path(__file__).parent)

STORY = "the whole crew of the ship was dead before the film began"
"""Long enough to be told by any six words of it."""


def read_source(address: str, text: str, suffix: str = ".md") -> Source:
    """Read a review; it is withheld where its front matter says so."""
    path = f"{address}{suffix}"
    review = SESSION.read(text, path)
    record = make_record(review, path)
    reason = "draft" if record.draft else "withdrawn" if record.withdrawn else ""
    return make_source(path, address, review, record, EXPLAINED.get(reason, ""))


def check(
    folder: Path, files: dict[str, str | bytes], reviews: dict[str, str], others: dict[str, str] | None = None
) -> list[str]:
    """Write a build and give what is said of it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    sources = [read_source(address, text) for address, text in reviews.items()]
    return list(map(str, find_leaks(list_build(folder), gather_secrets(sources, others or {}))))
