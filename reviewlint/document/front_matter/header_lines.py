"""Metadata without fences: MultiMarkdown headers and the comments in which Nikola keeps it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

import msgspec

from reviewlint.document.model import Entry, Value
from reviewlint.regex import compile_later
from reviewlint.span import Span

# MultiMarkdown 6: names begin with a letter or digit, and may hold spaces, hyphens, underscores.
_FIELD = compile_later(r"([^\W_][\w -]{0,60}?)[ \t]*:(?:[ \t]+|(?=[\r\n]|\Z))([^\r\n]*)(?:\r\n|[\r\n]|\Z)")
_CONTINUATION = compile_later(r"[ \t]+(\S[^\r\n]*)(?:\r\n|[\r\n]|\Z)")
_NIKOLA_OPENING = compile_later(r"<!--[ \t]*(?:\r\n|[\r\n])")
# A reST comment that speaks to reviewlint has the same shape, and a directive has two colons.
_NIKOLA_FIELD = compile_later(
    r"\.\.[ \t]+(?!reviewlint:)([^\W\d][\w-]*):(?!:)[ \t]*([^\r\n]*)(?:\r\n|[\r\n]|\Z)"
)
_NIKOLA_CLOSING = compile_later(r"-->[ \t]*(?:\r\n|[\r\n]|\Z)")
_FEWEST = 2
_LINE = compile_later(r"[^\r\n]*")
_LINE_END = compile_later(r"[\r\n]")


class HeaderLines(msgspec.Struct, frozen=True):
    """Hold a block of lines that are each a name and a text; ``body`` is the offset behind it."""

    form: Literal["multimarkdown", "nikola"]
    opening: Span
    span: Span
    body: int
    root: Value


def read_header_lines(text: str, known: Collection[str]) -> HeaderLines | None:
    """Read the metadata lines that begin a text; ``None`` where it begins otherwise.

    Prose may begin with a word and a colon too: a MultiMarkdown header has at least two fields, the
    first with a known name, and nothing else up to the first blank line. Its names are matched as
    MultiMarkdown does, without regard to case and spaces.
    """
    spelling = {_fold(name): name for name in known}
    return _read_nikola(text) or _read_multimarkdown(text, spelling)


def _read_nikola(text: str) -> HeaderLines | None:
    opening = _NIKOLA_OPENING.match(text)
    at = opening.end() if opening else 0
    entries = []
    while match := _NIKOLA_FIELD.match(text, at):
        entries.append(_entry(match[1], Span(*match.span(1)), *_strip(text, match.span(2))))
        at = match.end()
    if not entries:
        return None
    closing = _NIKOLA_CLOSING.match(text, at) if opening else None
    if opening and closing is None:
        return None
    return _close(text, "nikola", entries, closing.end() if closing else at)


def _read_multimarkdown(text: str, spelling: Mapping[str, str]) -> HeaderLines | None:
    at = 0
    parts: list[tuple[str, Span, int, int]] = []
    while at < len(text):
        match = _FIELD.match(text, at)
        if match:
            name = spelling.get(_fold(match[1]), _fold(match[1]))
            if not parts and name not in spelling.values():
                return None
            parts.append((name, Span(*match.span(1)), *match.span(2)))
        elif parts and (match := _CONTINUATION.match(text, at)):
            parts[-1] = (*parts[-1][:3], match.end(1))
        else:
            break
        at = match.end()
    blank = _LINE.match(text, at)
    if len(parts) < _FEWEST or (blank and blank.group().strip()):
        return None
    entries = [_entry(name, key, *_strip(text, (start, end))) for name, key, start, end in parts]
    return _close(text, "multimarkdown", entries, at)


def _close(
    text: str, form: Literal["multimarkdown", "nikola"], entries: list[Entry], body: int
) -> HeaderLines:
    first = _LINE.match(text)
    opening = Span(0, first.end() if first else 0)
    end = len(text[:body].rstrip("\r\n"))
    data = {entry.key: entry.value.data for entry in entries}
    span = Span(entries[0].key_span.start, entries[-1].value.span.end)
    root = Value("map", span, "", data, "block", (), tuple(entries))
    return HeaderLines(form, opening, Span(0, end), body, root)


def _entry(name: str, key: Span, span: Span, words: str) -> Entry:
    return Entry(name, key, Value("text" if words else "null", span, words, words or None))


def _strip(text: str, place: tuple[int, int]) -> tuple[Span, str]:
    written = text[place[0] : place[1]].rstrip()
    words = " ".join(written.split()) if _LINE_END.search(written) else written
    return Span(place[0], place[0] + len(written)), words


def _fold(name: str) -> str:
    return name.replace(" ", "").lower()
