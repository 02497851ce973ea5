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
    lines = difflib.unified_diff(_LINE.findall(before.text), _LINE.findall(after.text), name, name)
    return "".join(line if line.endswith("\n") else line + _NO_NEWLINE for line in lines)


def _quote(path: str) -> str:
    """Write a path with control characters as git does, in C quotes, so that the header holds."""
    if path.isprintable():
        return path
    octets = path.encode("utf-8", "surrogateescape")
    return (
        '"'
        + "".join(
            chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03o}" for byte in octets
        )
        + '"'
    )
