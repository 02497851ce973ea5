"""What can be read of a TOML block that is wrong: each statement by itself.

Statements that do not parse are overwritten, so that all offsets stay true; of those that are a name
and a value on one line, the words are kept.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping

import msgspec

from reviewlint.document.front_matter.kept_words import MOST_ERRORS, keep_words, make_filler
from reviewlint.document.front_matter.toml_values import KEY, find_statement_end
from reviewlint.document.front_matter.yaml_masks import blank
from reviewlint.document.model import Value
from reviewlint.regex import compile_later
from reviewlint.span import Span

# Before Python 3.14 the place of an error is told in its message alone.
_PLACE = compile_later(r"\(at line (\d+), column (\d+)\)")
_LINE = compile_later(r"[^\n]*(?:\n|\Z)")
_SAYS_NOTHING = compile_later(r"[ \t]*(?:#[^\r\n]*)?[\r\n]*\Z")
_HEADER = compile_later(r"[ \t]*\[")
_FIELD = compile_later(
    rf"[ \t]*(?:{KEY})(?:[ \t]*\.[ \t]*(?:{KEY}))*[ \t]*(?P<sign>[=:])[ \t]*(?P<value>[^\s][^\r\n]*)"
)
# A value that was meant to end on a line further down.
_GOES_ON = compile_later(r"""[\[{](?!.*[\]}]\Z)|"{3}|'{3}""")
_COMMENT = compile_later(r"[ \t]+#.*\Z")


class Readable(msgspec.Struct, frozen=True):
    """Hold what of a block can be read, and the errors that hide the rest.

    ``block`` is the text with what is wrong overwritten, ``words`` what stands in it for values, by
    offset, ``findings`` where in it something is wrong, with the cause. ``complete`` is false where a
    name was lost.
    """

    block: str
    words: Mapping[int, Value]
    findings: tuple[tuple[Span, str], ...]
    complete: bool


def find_errors(block: str, base: int) -> Readable:
    """Find the errors of a block that does not parse, and overwrite them.

    ``base`` is its offset in the whole text; the places given are offsets there.
    """
    search = _Search(block, base)
    search.read_statements()
    search.read_whole()
    findings = tuple(sorted(search.findings))
    return Readable(search.block, search.words, findings, search.complete)


class _Search:
    """Hold the state of a search: the block as overwritten so far, and what was found."""

    def __init__(self, block: str, base: int) -> None:
        self.block = block
        self.base = base
        self.words: dict[int, Value] = {}
        self.findings: list[tuple[Span, str]] = []
        self.complete = True
        self.starts: list[int] = []

    def read_statements(self) -> None:
        """Keep the statements that parse by themselves.

        Lines that are no field go on from a broken one above them; the fields below a broken table
        header belong to nobody knows whom.
        """
        pieces: list[str] = []
        at, is_broken, is_orphaned = 0, False, False
        while at < len(self.block) and len(self.findings) < MOST_ERRORS:
            end = self._find_end(at)
            piece = self.block[at:end]
            error = _parse(piece)
            if error is None and _SAYS_NOTHING.match(piece):
                pieces.append(piece)
                at = end
                continue
            self.starts.append(at)
            is_header = _HEADER.match(piece) is not None
            if error is not None and (not is_broken or _FIELD.match(piece)):
                self._report(_locate(piece, error) + at, _CAUSE)
            if is_header:
                is_orphaned = error is not None
            kept = piece if error is None else self._mend(piece, at)
            pieces.append(_clear(kept) if is_orphaned else kept)
            self.complete &= bool(kept.strip()) and not is_orphaned
            is_broken = error is not None
            at = end
        pieces.append(_clear(self.block[at:]))
        self.complete &= at == len(self.block)
        self.block = "".join(pieces)

    def read_whole(self) -> None:
        """Overwrite the statements that do not go with those above them."""
        for _ in range(MOST_ERRORS):
            error = _parse(self.block)
            if error is None:
                return
            index = bisect_right(self.starts, _locate(self.block, error, len(self.block))) - 1
            start, end = self.starts[index], self._end_of(index)
            self._report(start, _AGAIN)
            if _HEADER.match(self.block, start):
                end = self._find_next_header(index)
                self.complete = False
            self.block = blank(self.block, [Span(start, end)])
        self.block, self.complete = "", False

    def _find_end(self, at: int) -> int:
        """Give the end of the line on which a statement ends, or of its first where it never does."""
        end = find_statement_end(self.block, at)
        return _find_line_end(self.block, at if end is None else end)

    def _mend(self, piece: str, at: int) -> str:
        """Give a broken statement as one of the same length that parses, or blanks."""
        field = _FIELD.match(piece)
        if field is None or piece[field.end() :].strip():
            return _clear(piece)
        start = field.start("value")
        head = f"{piece[: field.start('sign')]}={piece[field.end('sign') : start]}"
        if _parse(head + piece[start:]) is None:
            return head + piece[start:]
        value = _COMMENT.sub("", field["value"]).rstrip()
        if _GOES_ON.match(value):
            return _clear(piece)
        mended = head + make_filler(len(value)) + piece[start + len(value) :]
        if _parse(mended) is not None:
            return _clear(piece)
        offset = self.base + at + start
        self.words[offset] = keep_words(value, offset)
        return mended

    def _end_of(self, index: int) -> int:
        return self.starts[index + 1] if index + 1 < len(self.starts) else len(self.block)

    def _find_next_header(self, index: int) -> int:
        for start in self.starts[index + 1 :]:
            if _HEADER.match(self.block, start):
                return start
        return len(self.block)

    def _report(self, at: int, cause: str) -> None:
        """Report from a place to the end of its line."""
        line = self.block[at : _find_line_end(self.block, at)].rstrip("\r\n")
        self.findings.append((Span(self.base + at, self.base + at + len(line)), cause))


_CAUSE = "from here on the line is not TOML"
_AGAIN = "what this line names has a value already"


def _parse(piece: str) -> ValueError | None:
    try:
        tomllib.loads(piece)
    except ValueError as error:
        return error
    except RecursionError:
        return ValueError()
    return None


def _locate(piece: str, error: ValueError, unknown: int = 0) -> int:
    """Give the offset that an error names, ``unknown`` where it names none."""
    if hasattr(error, "lineno") and hasattr(error, "colno"):
        line, column = int(error.lineno), int(error.colno)
    elif match := _PLACE.search(str(error)):
        line, column = int(match[1]), int(match[2])
    else:
        return unknown
    at = 0
    for _ in range(line - 1):
        at = piece.find("\n", at) + 1
    return min(at + column - 1, _find_line_end(piece, at))


def _find_line_end(text: str, at: int) -> int:
    """Give the offset behind the ending of the line in which a place stands."""
    match = _LINE.match(text, at)
    return match.end() if match else len(text)


def _clear(piece: str) -> str:
    return re.sub(r"[^\r\n]", " ", piece)
