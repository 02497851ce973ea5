"""A review's text as it stands on disk: decoding, and offsets turned into lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from io import BytesIO
from itertools import accumulate

from reviewlint.regex import compile_later
from reviewlint.span import Place, Span, find_place

# CommonMark 0.31.2, 2.1: a line ending is a line feed, a carriage return, or the two together;
# str.splitlines() would also split at NEL, U+2028 and form feeds, and shift every line after one.
_LINE_END = compile_later(r"\r\n|\n|\r")
_LONG = 2000
"""Code points of a line beyond which its ends are not looked for by themselves."""
_SURROGATE = compile_later("[\ud800-\udfff]")


class SourceText:
    """Hold one text and answer for every place in it.

    ``text`` keeps its newlines and is without a byte order mark; ``bad_bytes`` are the spans of
    the replacement characters that stand for bytes which are not UTF-8.
    """

    def __init__(
        self, text: str, path: str = "", *, bom: bool = False, bad_bytes: tuple[Span, ...] = ()
    ) -> None:
        # A second mark is a character of the text: a fix that dropped it would touch other bytes.
        if not bom and text.startswith("\ufeff"):
            text, bom = text[1:], True
        if not _is_writable(text):
            # A lone surrogate stands for something undecodable.
            bad_bytes = (*bad_bytes, *(Span(m.start(), m.end()) for m in _SURROGATE.finditer(text)))
            text = _SURROGATE.sub("\ufffd", text)
        self.text = text
        self.path = path
        self.bom = bom
        self.bad_bytes = bad_bytes

    @classmethod
    def decode(cls, data: bytes, path: str = "") -> SourceText:
        """Read bytes as UTF-8; each run of bytes that is not becomes one U+FFFD and a bad span."""
        bom = data.startswith(b"\xef\xbb\xbf")
        if bom:
            data = data[3:]
        try:
            return cls(data.decode("utf-8"), path, bom=bom)
        except UnicodeDecodeError:
            pass
        pieces: list[str] = []
        bad: list[Span] = []
        length = at = 0
        while at < len(data):
            try:
                pieces.append(data[at:].decode("utf-8"))
                break
            except UnicodeDecodeError as error:
                good = data[at : at + error.start].decode("utf-8")
                pieces += [good, "\ufffd"]
                length += len(good) + 1
                bad.append(Span(length - 1, length))
                at += error.end
                if len(bad) >= _MOST_BAD_BYTES:
                    pieces.append(data[at:].decode("utf-8", "replace"))
                    break
        return cls("".join(pieces), path, bom=bom, bad_bytes=tuple(bad))

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.text, self.path, self.bom, self.bad_bytes)

    @cached_property
    def line_starts(self) -> list[int]:
        """Give the offset of each line's first character."""
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return _list_starts(self.text)

    def list_starts(self, end: int) -> list[int]:
        """Give the offsets of the lines that begin at an offset or before it."""
        if "line_starts" in self.__dict__ or "\r" in self.text:
            return self.line_starts[: bisect_right(self.line_starts, end)]
        # Mostly little is asked for, such as the front matter.
        return _list_starts(self.text[:end])

    @property
    def newline(self) -> str:
        """Give the line ending that the text uses first, ``\\n`` where it has none."""
        match = _LINE_END.search(self.text)
        return match.group() if match else "\n"

    def position(self, offset: int) -> tuple[int, int]:
        """Turn an offset into a 1-based line and column (code points)."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def place(self, span: Span) -> Place:
        """Turn a span into lines and columns."""
        return find_place(self.line_starts, span)

    def slice(self, span: Span) -> str:
        """Give the text at a span."""
        return self.text[span.start : span.end]

    def find_line(self, offset: int) -> Span:
        """Give the span of the line that an offset stands on, without its line ending."""
        text = self.text
        if "line_starts" not in self.__dict__ and "\r" not in text:
            # To find the ends of one line takes less time than to find all lines, unless it is long.
            start = text.rfind("\n", max(offset - _LONG, 0), offset) + 1
            end = text.find("\n", offset, offset + _LONG)
            if (start or offset <= _LONG) and (end >= 0 or offset + _LONG >= len(text)):
                return Span(start, end if end >= 0 else len(text))
        return self.line_span(bisect_right(self.line_starts, offset))

    def line_span(self, line: int) -> Span:
        """Give the span of a 1-based line without its line ending."""
        starts = self.line_starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)


# Decoding restarts behind every bad byte, so a binary file would cost quadratic time; past this
# many the rest is decoded in one go, its bad bytes counted as part of the last report.
_MOST_BAD_BYTES = 100


def _is_writable(text: str) -> bool:
    """Tell whether a text can be written as UTF-8, as none can that holds a lone surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _list_starts(text: str) -> list[int]:
    """Give the offset of each line's first character in a text whose lines end in line feeds."""
    # Bytes are cut into lines twice as fast as characters; here each character is one byte.
    lines = BytesIO(text.encode("ascii", "replace"))
    starts = list(accumulate(map(len, lines), initial=0))
    if text and text[-1] != "\n":
        starts.pop()
    return starts


def _rebuild(text: str, path: str, bom: bool, bad_bytes: tuple[Span, ...]) -> SourceText:
    return SourceText(text, path, bom=bom, bad_bytes=bad_bytes)
