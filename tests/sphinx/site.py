"""A small site in a folder of its own, built again and again."""

from __future__ import annotations

import os
import re
import struct
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sphinx.testing.util import SphinxTestApp

from reviewlint.diagnostics import Severity
from reviewlint.report import Report

TODAY = "1767182400"
"""2025-12-31, as SOURCE_DATE_EPOCH has it."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

_FINDING = re.compile(r"/.*:\d+:\d+: .*\[reviewlint\.")

INDEX = "# Archive\n\nAll of them.\n\n```{reviews}\n```\n"


class Build(NamedTuple):
    """Hold what one build left behind."""

    outdir: Path
    doctreedir: Path
    warnings: str
    status: str

    def read(self, name: str) -> str:
        return (self.outdir / name).read_text("utf-8")

    def exists(self, name: str) -> bool:
        return (self.outdir / name).exists()

    def find(self, words: str) -> list[str]:
        """Give the files that hold some words, in bytes as they are."""
        found = [path for path in self.outdir.rglob("*") if path.is_file()]
        wanted = words.lower().encode()
        return sorted(
            path.relative_to(self.outdir).as_posix() for path in found if wanted in path.read_bytes().lower()
        )

    def snapshot(self) -> dict[str, bytes]:
        found = sorted(path for path in self.outdir.rglob("*") if path.is_file())
        return {path.relative_to(self.outdir).as_posix(): path.read_bytes() for path in found}


class Site:
    """Hold a source folder and the output folders beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "source"
        self.write("conf.py", 'extensions = ["reviewlint_sphinx"]\nproject = "Site"\n')
        self.write("index.md", INDEX)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def remove(self, name: str) -> None:
        (self.source / name).unlink()

    def build(self, builder: str = "html", *, parallel: int = 0, out: str = "out", **conf: Any) -> Build:
        app = SphinxTestApp(
            builder, srcdir=self.source, builddir=self.folder / out, confoverrides=conf, parallel=parallel
        )
        try:
            app.build()
            told = (_COLOUR.sub("", stream.getvalue()) for stream in (app.warning, app.status))
            return Build(Path(app.outdir), Path(app.doctreedir), *told)
        finally:
            app.cleanup()


def list_told(build: Build) -> list[str]:
    """Give the findings that a build told of, sorted: file, place, severity, message and rule."""
    told = [
        *((line.replace(": WARNING: ", ": "), "warning") for line in build.warnings.splitlines()),
        *((line, "info") for line in build.status.splitlines()),
    ]
    return sorted(f"{level} {line}" for line, level in told if _FINDING.match(line))


def list_found(report: Report) -> list[str]:
    """Give what the command line found in the same way; to Sphinx, errors are warnings too."""
    return sorted(
        f"{'info' if one.severity is Severity.INFO else 'warning'} "
        f"{Path(one.path).resolve()}:{one.place.line}:{one.place.column}: "
        f"{one.message} [reviewlint.{one.rule}]"
        for one in report.diagnostics
    )


def touch(site: Site, name: str) -> None:
    """Make a file look newer than any build, however coarse the clock of the disk."""
    path = site.source / name
    later = path.stat().st_mtime + 10
    os.utime(path, (later, later))


def settle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this the folder, and the day, that everything happens in and on."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)
    monkeypatch.chdir(folder)


def make_review(body: str = "A fine film, and short.\n", **fields: str) -> str:
    """Write a Markdown review; ``fields`` are its front matter, each value as it is to stand there."""
    given = {"title": "Her", "date": "2025-03-01", **fields}
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in given.items()) + "---\n\n" + body


def make_png(width: int = 2, height: int = 2) -> bytes:
    """Make a picture that is one."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + bytes(width) for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
