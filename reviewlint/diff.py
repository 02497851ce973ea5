"""What fixing changes, as a unified diff that ``patch -p0`` and ``git apply -p0`` read."""

from __future__ import annotations

import difflib

from reviewlint.document.source import SourceText
from reviewlint.regex import compile_later

# To patch a line ends at a line feed and nowhere else, whatever Markdown has to say about it.
_LINE = compile_later(r"[^\n]*\n|[^\n]+")
_NO_NEWLINE = "\n\\ No newline at end of file\n"


def diff_sources(before: SourceText, after: SourceText, path: str) -> str:
    """Give the unified diff of two states of a text; empty where they are the same."""
    name = _quote(path)
    lines = difflib.unified_diff(_split(before), _split(after), name, name)
    return "".join(line if line.endswith("\n") else line + _NO_NEWLINE for line in lines)


def _split(source: SourceText) -> list[str]:
    # To these programs a byte order mark is part of the first line.
    return _LINE.findall(f"\ufeff{source.text}" if source.bom else source.text)


def _quote(path: str) -> str:
    """Write a path as git does, so that the header holds.

    One with control characters, quotes or backslashes stands in C quotes, and so does one that begins
    with a space, for ``patch`` skips it; behind one with spaces a tab says that it ends there.
    """
    end = "\t" if " " in path else ""
    if path.isprintable() and not path.startswith(" ") and not {'"', "\\"} & set(path):
        return path + end
    octets = path.encode("utf-8", "surrogateescape")
    quoted = "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03o}" for byte in octets
    )
    return f'"{quoted}"{end}'
