"""What can be read of a JSON object that is wrong: each of its fields by itself.

What does not parse is overwritten, so that all offsets stay true; of a value that stands on one line,
the words are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

import msgspec

from reviewlint.document.front_matter.kept_words import MOST_ERRORS, keep_words, make_filler
from reviewlint.document.model import Value
from reviewlint.regex import compile_later
from reviewlint.span import Span

_STRING = r'"(?:[^"\\\r\n]|\\[^\r\n])*+"'
# A string that is never closed ends with its line, so that the names below it are seen.
_TOKEN = compile_later(rf'(?P<name>{_STRING}\s*:\s*)|{_STRING}|"[^\r\n]*|[{{}}\[\]]')
_BEHIND = compile_later(r"\s*(,?)\s*")
# What begins a list or an object and does not end it says nothing by itself.
_WORDS = compile_later(
    r"(?![\[{](?![^\r\n]*[\]}]\s*,?\s*\Z))"
    r"[^\s,](?:[^\r\n]*[^\s,])?"
)
_DECODER = json.JSONDecoder()


class Readable(msgspec.Struct, frozen=True):
    """Hold what of an object can be read, and the errors that hide the rest.

    ``block`` is the text with what is wrong overwritten, ``words`` what stands in it for values, by
    offset; ``findings`` are offsets of what is wrong. ``complete`` is false where a name was lost.
    """

    block: str
    words: Mapping[int, Value]
    findings: tuple[int, ...]
    complete: bool


class _Field(msgspec.Struct, frozen=True):
    """Place a field: where its name begins, where its value does, and where the next field does."""

    start: int
    value: int
    end: int
    last: bool


def find_errors(block: str) -> Readable:
    """Find the errors of an object that does not parse, and overwrite them.

    The text begins with the object's bracket. Where it ends without the closing one, what can be read
    is longer by that.
    """
    search = _Search(block)
    pieces = []
    at = 1
    for field in _find_fields(block):
        if len(search.findings) == MOST_ERRORS:
            search.complete = False
            break
        pieces += [_clear(block[at : field.start]), search.read(field)]
        at = field.end
    if not search.findings:
        search.findings.append(len(block.rstrip()) - 1)
    readable = "{" + "".join(pieces) + "}" + _clear(block[at + 1 :])
    return Readable(readable, search.words, tuple(search.findings), search.complete)


def _find_fields(block: str) -> Iterator[_Field]:
    """Find the object's own fields; a name in a list says that the list was never closed."""
    names: list[Span] = []
    brackets: list[str] = []
    end = len(block)
    for token in _TOKEN.finditer(block, 1):
        mark = token.group()
        if token["name"]:
            while brackets and brackets[-1] == "[":
                brackets.pop()
            if not brackets:
                names.append(Span(*token.span("name")))
        elif mark in ("[", "{"):
            brackets.append(mark)
        elif mark in ("]", "}") and brackets:
            brackets.pop()
        elif mark == "}":
            end = token.start()
            break
    ends = [*(name.start for name in names[1:]), end]
    for name, behind in zip(names, ends, strict=True):
        yield _Field(name.start, name.end, behind, last=behind == end)


class _Search:
    """Read field by field; ``findings`` and ``words`` are collected on the way."""

    def __init__(self, block: str) -> None:
        self.block = block
        self.words: dict[int, Value] = {}
        self.findings: list[int] = []
        self.complete = True

    def read(self, field: _Field) -> str:
        """Give a field in a form that can be read, or blanks of the same length."""
        written = self.block[field.value : field.end]
        try:
            _, length = _DECODER.raw_decode(written)
        except json.JSONDecodeError as error:
            self.findings.append(min(field.value + error.pos, field.end - 1))
            return self._keep_words(field, written)
        except (RecursionError, ValueError):  # of what nests too deep, and of numbers too long
            self.findings.append(field.value)
            return self._lose(field)
        end = field.value + length
        behind = _BEHIND.match(self.block, end, field.end)
        if behind is not None and behind.end() < field.end:
            self.findings.append(behind.end())
            if written[0] == '"' and written.rstrip(", \t\r\n").endswith('"'):
                return self._keep_words(field, written)
            # There may be a name in it that lacks its quotes.
            self.complete = False
        elif behind is not None and bool(behind[1]) == field.last:
            self.findings.append(end - 1)
        return self._close(field, self.block[field.start : end])

    def _keep_words(self, field: _Field, written: str) -> str:
        words = _WORDS.match(written)
        if words is None or written[words.end() :].strip(", \t\r\n"):
            return self._lose(field)
        self.words[field.value] = keep_words(words.group(), field.value)
        return self._close(field, self.block[field.start : field.value] + make_filler(len(words.group())))

    def _close(self, field: _Field, kept: str) -> str:
        """Put a comma behind what is kept, where another field follows."""
        behind = self.block[field.start + len(kept) : field.end]
        if field.last:
            return kept + _clear(behind)
        return f"{kept},{_clear(behind[1:])}" if behind else self._lose(field)

    def _lose(self, field: _Field) -> str:
        self.complete = False
        return _clear(self.block[field.start : field.end])


def _clear(piece: str) -> str:
    return re.sub(r"[^\r\n]", " ", piece)
