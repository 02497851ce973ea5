"""MyST directives and colon fences: their lines, their options, and which line ends which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Literal

import msgspec

from reviewlint.document.markdown.directive_options import Options, read_options
from reviewlint.document.markdown.literals import CodeBlock
from reviewlint.document.ranges import Cover
from reviewlint.regex import compile_later
from reviewlint.span import Span

# Their body is no Markdown, whatever fence they are written with.
LITERAL = frozenset({
    "bibliography", "code", "code-block", "code-cell", "contents", "csv-table", "digraph", "embed",
    "eval-rst", "graph", "graphviz", "highlight", "include", "literalinclude", "math", "mermaid",
    "parsed-literal", "plantuml", "raw", "sourcecode", "toctree",
})  # fmt: skip

_COLON_LINE = compile_later(
    r"(?P<lead>[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?+)(?P<fence>:{3,})(?P<info>[^\r\n]*)"
)
_INFO = compile_later(
    r"[ \t]*(?:\{(?P<directive>[A-Za-z_][\w:.+-]*)\}|\{(?P<classes>[^{}]*)\}|(?P<word>[^\s{}:`][^\s{}`]*))"
    r"[ \t]*(?P<argument>.*)"
)
_BACKTICK_LINE = compile_later(r"(?P<fence>`{3,}|~{3,})(?P<info>[^\r\n]*)")
_FENCE_END = compile_later(r"[ \t>]*(?P<fence>`{3,}|~{3,})\s*\Z")
_SPOILER_CLASS = compile_later(r"(?:^|\s)\.(spoilers?)(?=[\s.]|$)")

Style = Literal["directive", "word", "bare"]


class FenceMark(msgspec.Struct, frozen=True, gc=False):
    """Hold a line that opens or ends a fenced container.

    ``span`` is the line from its fence on, ``mask`` takes in the option lines below it. ``style``
    is "directive" for ``{name}``, "word" for ``::: name``, "bare" for a closing line. ``partner``
    is where the opening line of a closing backtick fence begins.
    """

    span: Span
    mask: Span
    fence: str
    style: Style
    name: str = ""
    argument: str = ""
    argument_span: Span | None = None
    options: Options = {}
    partner: int = -1
    alone: bool = True

    @property
    def written(self) -> str:
        """Give the marker as its writer knows it, without argument."""
        name = f"{{{self.name}}}" if self.style == "directive" else f" {self.name}" if self.name else ""
        return self.fence + name


class Fence(msgspec.Struct, frozen=True, gc=False):
    """Pair an opening line with the one that ends it, if any does.

    ``swallows`` is an inner fence whose end would already have ended this one.
    """

    opener: FenceMark
    closer: FenceMark | None
    end: int
    swallows: FenceMark | None = None

    @property
    def body(self) -> Span:
        """Give what stands between the opening line with its options and the closing line."""
        return Span(min(self.opener.mask.end, self.end), self.end)

    @property
    def span(self) -> Span:
        """Give the whole, both lines included."""
        return Span(self.opener.span.start, self.closer.span.end if self.closer else self.end)


def find_colon_fences(copy: str, hidden: Cover) -> Iterator[FenceMark | Span]:
    """Give the colon fence lines of a text, and the spans of bodies that are no Markdown.

    ``hidden`` covers code, HTML blocks and comments: a line that begins in one is no fence.
    """
    resume = 0
    hides = bool(hidden.spans)
    literal: FenceMark | None = None
    for match in _find_colon_lines(copy):
        start = match.start("fence")
        if start < resume or (hides and start in hidden):
            continue
        mark = read_opener(copy, match["fence"], match["info"], start)
        if literal is not None:
            if mark.style != "bare" or len(mark.fence) < len(literal.fence):
                continue
            yield Span(literal.mask.end, start)
            literal = None
        elif mark.style == "directive" and mark.name in LITERAL:
            literal = mark
        resume = mark.mask.end
        yield mark
    if literal is not None:
        yield Span(literal.mask.end, len(copy))


def _find_colon_lines(copy: str) -> Iterator[re.Match[str]]:
    at = copy.find(":::")
    while at >= 0:
        match = _COLON_LINE.match(copy, copy.rfind("\n", 0, at) + 1)
        if match:
            yield match
        end = copy.find("\n", at)
        at = copy.find(":::", end) if end >= 0 else -1


def find_directive_fences(copy: str, blocks: Sequence[CodeBlock]) -> Iterator[FenceMark]:
    """Give the lines of the code fences that are directives with a Markdown body."""
    for block in blocks:
        if block.info is None or not block.info.startswith("{"):
            continue
        start, end = block.span.start, block.span.end
        match = _BACKTICK_LINE.match(copy, start)
        if match is None:
            continue
        mark = read_opener(copy, match["fence"], match["info"], start)
        if mark.style != "directive" or mark.name in LITERAL:
            continue
        yield mark
        last = max(copy.rfind("\n", start, end) + 1, match.end())
        closing = _FENCE_END.match(copy, last, end)
        if closing and closing["fence"].startswith(mark.fence):
            span = Span(closing.start("fence"), closing.end("fence"))
            yield FenceMark(span, span, closing["fence"], "bare", partner=start)


def read_opener(copy: str, fence: str, rest: str, start: int) -> FenceMark:
    """Read a fence line: its fence begins at ``start``, and ``rest`` is what follows on the line."""
    said = rest.rstrip(" \t")
    stop = start + len(fence) + len(said)
    span = Span(start, stop)
    info = _INFO.match(said) if said else None
    if info is None:
        style: Style = "word" if said.strip() else "bare"
        return FenceMark(span, span, fence, style)
    directive, classes, word, argument = info.groups()
    place = Span(stop - len(argument), stop)
    if directive is None:
        named = _SPOILER_CLASS.search(classes or "")
        name = word or (named[1] if named else classes.strip() or "{}")
        return FenceMark(span, span, fence, "word", name, argument, place)
    options, head = read_options(copy, start + len(fence) + len(rest))
    mask = Span(start, head) if head > stop else span
    return FenceMark(span, mask, fence, "directive", directive, argument, place, options)


class _Open(msgspec.Struct):
    mark: FenceMark
    shortest: int
    swallows: FenceMark | None = None


def pair_fences(marks: Sequence[FenceMark], end: int) -> tuple[list[Fence], list[FenceMark]]:
    """Pair the fence lines of a text as their writer meant them; also give the ends of nothing.

    A closing line ends the nearest fence that is not longer than it; what stays open runs to
    ``end``, or to the end of the backtick fence around it.
    """
    done: list[Fence] = []
    stray: list[FenceMark] = []
    stack: list[_Open] = []
    for mark in marks:
        if mark.style != "bare":
            colon = mark.fence[0] == ":"
            # Behind a backtick fence no outer colon fence can be ended.
            below = stack[-1].shortest if stack and colon else len(mark.fence) + 1
            stack.append(_Open(mark, min(below, len(mark.fence)) if colon else _NEVER))
        elif mark.fence[0] != ":":
            _end_backticks(stack, mark, done)
        elif stack and stack[-1].shortest <= len(mark.fence):
            _end_colons(stack, mark, done, end)
        else:
            stray.append(mark)
    done += [Fence(one.mark, None, end) for one in stack]
    if len(done) > 1:
        done.sort(key=_place)
    return done, stray


_NEVER = 1 << 60
# Offsets are compared faster than spans are.
_place = attrgetter("opener.span.start")


def _end_backticks(stack: list[_Open], mark: FenceMark, done: list[Fence]) -> None:
    while stack:
        one = stack.pop()
        if one.mark.span.start == mark.partner:
            done.append(Fence(one.mark, mark, mark.span.start, one.swallows))
            return
        done.append(Fence(one.mark, None, mark.span.start))


def _end_colons(stack: list[_Open], mark: FenceMark, done: list[Fence], end: int) -> None:
    while len(stack[-1].mark.fence) > len(mark.fence):
        done.append(Fence(stack.pop().mark, None, end))
    one = stack.pop()
    done.append(Fence(one.mark, mark, mark.span.start, one.swallows))
    outer = stack[-1] if stack else None
    if outer and outer.mark.fence[0] == ":" and len(outer.mark.fence) <= len(mark.fence):
        outer.swallows = outer.swallows or one.mark
