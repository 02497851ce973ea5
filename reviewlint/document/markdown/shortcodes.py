"""Template tags in a review: Hugo shortcodes, Zola and Liquid tags, and what they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from reviewlint.regex import compile_later
from reviewlint.span import Span

# Every alternative begins with a character of its own, so that all others are skipped at once.
_DELIMITER = compile_later(r"\{\{[<%]?|\{%|>\}\}|%\}\}?|\}\}")
_ENDS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}
_HEAD = compile_later(r"-?\s*(?P<slash>/?)\s*(?P<name>[\w./-]*\w)(?P<call>\s*\()?")
_ARGUMENT = compile_later(
    r"(?:(?P<name>[\w-]++)\s*+(?:=|:(?=[\s\"']))\s*+)?"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|`(?P<tick>[^`]*)`|(?P<bare>[^\s,()\"'`=]+))"
)

_DECORATION = frozenset("-/|")

Delimiter = Literal["{{<", "{{%", "{{", "{%"]


class Shortcode(msgspec.Struct, frozen=True, gc=False):
    """Hold a template tag.

    ``closing`` says that it ends another (``/name``, ``endname``, ``end``), ``empty`` that it ends
    itself, ``call`` that its arguments stand in parentheses, ``alone`` that nothing else stands on
    its lines.
    """

    span: Span
    delimiter: Delimiter
    name: str
    arguments: Span
    closing: bool = False
    empty: bool = False
    call: bool = False
    alone: bool = False

    @property
    def mask(self) -> Span:
        """Give what is no Markdown."""
        return self.span

    def closer(self, name: str) -> str:
        """Write the tag that would end this one."""
        if self.delimiter == "{%":
            return "{% end %}" if self.call else f"{{% end{name} %}}"
        return f"{self.delimiter} /{name} {_ENDS[self.delimiter]}"


class Argument(msgspec.Struct, frozen=True, gc=False):
    """Hold one argument; ``name`` is empty for one given by its position, ``bare`` says without quotes."""

    name: str
    text: str
    span: Span
    bare: bool = False


def find_shortcodes(copy: str) -> Iterator[Shortcode]:
    """Give every template tag that has an end.

    Tags do not nest: an opening delimiter inside an open tag starts the tag anew. So one pass is
    enough, whatever is left open.
    """
    opened: re.Match[str] | None = None
    for match in _DELIMITER.finditer(copy):
        written = match.group()
        if written in _ENDS:
            opened = match
        elif opened is not None and written == _ENDS[opened.group()]:
            yield _read(copy, opened, match)
            opened = None


def _read(copy: str, opening: re.Match[str], ending: re.Match[str]) -> Shortcode:
    delimiter: Delimiter = opening.group()  # type: ignore[assignment]
    span = Span(opening.start(), ending.end())
    head = _HEAD.match(copy, opening.end(), ending.start())
    if head is None:
        return Shortcode(span, delimiter, "", Span(opening.end(), ending.start()))
    name = head["name"]
    closing = bool(head["slash"])
    if delimiter == "{%" and name.startswith("end"):
        closing, name = True, name[3:]
    arguments = Span(head.end(), ending.start())
    empty = delimiter != "{%" and copy[arguments.start : arguments.end].rstrip().endswith("/")
    return Shortcode(span, delimiter, name, arguments, closing, empty, head["call"] is not None)


def read_arguments(text: str, span: Span) -> Iterator[Argument]:
    """Give the arguments of a template tag in order; ``text`` is the whole source."""
    for match in _ARGUMENT.finditer(text, span.start, span.end):
        kind = match.lastgroup or "bare"
        if kind == "bare" and match[kind] in _DECORATION:
            continue
        span = Span(match.start(kind), match.end(kind))
        yield Argument((match["name"] or "").lower(), match[kind], span, kind == "bare")
