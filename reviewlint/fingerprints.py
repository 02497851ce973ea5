"""Fingerprints: what tells one finding from all others, and stays when lines move.

A finding is known by its rule, its path and the words around it, and where several have all of these
in common, by which of them it is. Its line is no part of that, nor is what its message says of other
places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reviewlint.diagnostics import Diagnostic
from reviewlint.document.source import SourceText
from reviewlint.regex import compile_later

_REACH = 40
"""Code points before and behind a finding that belong to it: a paragraph may be one long line."""

_ROOM = 4 * _REACH
_LONGEST = 80
"""Code points of a long finding that count; whoever mends its end has not mended it."""

_NUMBER = compile_later("[0-9]+")
_SPACES = compile_later(r"\s+")


def describe_surroundings(one: Diagnostic, source: SourceText | None) -> str:
    """Give the words around the beginning of a finding, with spaces as if they were set anew.

    Where there are none, as at the fence of front matter that lacks a field, the message tells what
    is found there; its numbers may be counts, and do not.
    """
    # What is said of a whole archive stands at some review, and is not about its words.
    if source is not None and one.archive is None:
        line = source.line_span(one.place.line)
        start = min(one.span.start, line.end)
        end = max(start, min(one.span.end, line.end, start + _LONGEST))
        # Spaces are taken together first, so that setting them anew moves nothing out of reach.
        before = _collapse(source.text[max(line.start, start - _ROOM) : start])[-_REACH:]
        behind = _collapse(source.text[end : min(line.end, end + _ROOM)])[:_REACH]
        words = f"{before}{_collapse(source.text[start:end])}{behind}".strip()
        if any(char.isalnum() for char in words):
            return words
    return _NUMBER.sub("#", one.message)


def _collapse(text: str) -> str:
    return _SPACES.sub(" ", text)


def hash_texts(*texts: str) -> str:
    """Give 32 hexadecimal digits for some texts."""
    import hashlib  # loads OpenSSL, which a check that finds nothing can do without

    data = b"".join(b"%d:%s" % (len(raw), raw) for raw in (text.encode("utf-8", "replace") for text in texts))
    return hashlib.sha256(data).hexdigest()[:32]


def list_fingerprints(found: Sequence[Diagnostic], sources: Mapping[str, SourceText]) -> Iterator[str]:
    """Give the fingerprint of each finding, no two the same.

    ``sources`` are the texts by path; findings are to come in the order of their places.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for one in found:
        words = describe_surroundings(one, sources.get(one.path))
        ordinal = seen[one.subject, one.rule, words]
        seen[one.subject, one.rule, words] += 1
        yield hash_texts(one.subject, one.rule, words, str(ordinal))
