"""What MDX adds to Markdown: imports and exports, comments, expressions, and tags with both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from reviewlint.document.markdown.html import VOID, Attribute, Comment, Tag
from reviewlint.document.markdown.literals import CodeBlock
from reviewlint.document.ranges import Cover
from reviewlint.regex import compile_later
from reviewlint.span import Span

_MODULE = compile_later(
    r"^(?:import|export)\b[^\r\n]*+(?:\r?\n(?![ \t]*(?:\r?\n|\Z))[^\r\n]*+)*+", re.MULTILINE
)
_TAG = compile_later(r"<(?P<slash>/?)(?P<name>[A-Za-z_$][^\s/>{}\"'`=<]*+)?")
_TAG_PIECE = compile_later(r"[^<>\"'{/]++|\"[^\"]*+\"|'[^']*+'|/(?!>)")
# A name with its value in quotes, or up to the brace that opens an expression; or a lone brace.
_PROP = compile_later(
    r"(?P<name>[^\s\"'<>/={}]++)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?=\{)))?+|(?=\{)"
)
_LITERAL = compile_later(r"\s*(?:\"([^\"\\]*)\"|'([^'\\]*)'|`([^`\\$]*)`)\s*\Z")
_INDENT = compile_later(r"^[ \t]+", re.MULTILINE)


class JsxMark(msgspec.Struct, frozen=True, gc=False):
    """Hold a piece of MDX that is no Markdown: a tag, a comment, an expression, an import.

    ``alone`` says that nothing else stands on its lines; ``solid`` that what overwrites it must
    still read as a word.
    """

    span: Span
    tag: Tag | None = None
    comment: Comment | None = None
    alone: bool = False
    solid: bool = False

    @property
    def mask(self) -> Span:
        """Give what is no Markdown."""
        return self.span


def find_jsx(copy: str, code: Cover) -> Iterator[JsxMark]:
    """Give what is MDX and not Markdown, outside of code, in order; nothing is given twice."""
    modules = [Span(*match.span()) for match in _MODULE.finditer(copy) if match.start() not in code]
    comments = list(_find_comments(copy, code))
    skip = Cover([*modules, *(comment.span for comment in comments), *code.spans])
    braces = _match_braces(copy, skip)
    marks = [JsxMark(span) for span in modules]
    marks += [JsxMark(comment.span, comment=comment) for comment in comments]
    marks += [JsxMark(tag.span, tag) for tag in _find_tags(copy, skip, braces)]
    tags = Cover(mark.span for mark in marks)
    at = 0
    for start, end in sorted(braces.items()):
        if start >= at and start not in tags:
            marks.append(JsxMark(Span(start, end)))
            at = end
    marks.sort(key=lambda mark: mark.span)
    yield from marks


def find_indents(copy: str, blocks: Sequence[CodeBlock]) -> Iterator[JsxMark]:
    """Give the indentation of what Markdown takes for indented code: MDX has no such thing."""
    for block in blocks:
        if block.info is not None:
            continue
        line = copy.rfind("\n", 0, block.span.start) + 1
        for match in _INDENT.finditer(copy, line, block.span.end):
            yield JsxMark(Span(*match.span()), solid=True)


def _find_comments(copy: str, code: Cover) -> Iterator[Comment]:
    at = copy.find("{/*")
    while at >= 0:
        end = copy.find("*/}", at + 3)
        if end < 0:
            return
        if at in code:
            at = copy.find("{/*", at + 3)
            continue
        yield Comment(Span(at, end + 3), Span(at + 3, end))
        at = copy.find("{/*", end + 3)


def _match_braces(copy: str, skip: Cover) -> dict[int, int]:
    """Map each opening brace to the offset behind the one that ends it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"[{}]", copy):
        at = match.start()
        if at in skip:
            continue
        if match.group() == "{":
            opened.append(at)
        elif opened:
            found[opened.pop()] = at + 1
    return found


def _find_tags(copy: str, skip: Cover, braces: Mapping[int, int]) -> Iterator[Tag]:
    at = 0
    while match := _TAG.search(copy, at):
        start, at = match.span()
        if start in skip:
            continue
        inside, name = at, match["name"] or ""
        # Only a fragment, `<>` or `</>`, has no name: `a < b` is prose.
        end = _find_end(copy, at, braces) if name or copy.startswith(">", at) else -1
        if end < 0:
            continue
        at = end
        span = Span(start, end)
        if match["slash"]:
            yield Tag(name, "close", span)
            continue
        empty = copy.endswith("/>", inside, end) or name in VOID
        yield Tag(name, "empty" if empty else "open", span, _read_props(copy, inside, end, braces))


def _find_end(copy: str, at: int, braces: Mapping[int, int]) -> int:
    """Give the offset behind a tag's ``>``, -1 where it has none."""
    while at < len(copy):
        if copy[at] == ">":
            return at + 1
        if copy.startswith("/>", at):
            return at + 2
        if copy[at] == "{":
            at = braces.get(at, -1)
        else:
            piece = _TAG_PIECE.match(copy, at)
            at = piece.end() if piece else -1
        if at < 0:
            return -1
    return -1


def _read_props(copy: str, start: int, end: int, braces: Mapping[int, int]) -> dict[str, Attribute]:
    """Read a tag's attributes, those given as expressions included."""
    found: dict[str, Attribute] = {}
    at = start
    while match := _PROP.search(copy, at, end):
        at = match.end()
        value: Attribute | None = None
        if copy.startswith("{", at):
            after = braces.get(at, end)
            value = _read_expression(copy, Span(at, after))
            at = after
        if match["name"]:
            kind = match.lastgroup or "name"
            written = None if kind == "name" else match[kind]
            value = value or Attribute(written, Span(match.start(kind), match.end(kind)))
            found.setdefault(_html_name(match["name"]), value)
    return found


def _html_name(name: str) -> str:
    lower = name.lower()
    return "class" if lower == "classname" else lower


def _read_expression(copy: str, span: Span) -> Attribute:
    inside = copy[span.start + 1 : span.end - 1]
    match = _LITERAL.match(inside)
    if match is None or match.lastindex is None:
        return Attribute(copy[span.start : span.end], span, computed=True)
    start = span.start + 1 + match.start(match.lastindex)
    return Attribute(match[match.lastindex], Span(start, start + len(match[match.lastindex])))
