"""Where a fenced metadata block begins and ends, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from reviewlint.regex import compile_later
from reviewlint.span import Span

_LONG_NAME = 40
# A block that does not begin the text is only looked for near its head.
_NEAR_LINES = 20

_OPENINGS = {
    "---": compile_later(r"(---)[ \t]*(?:\r\n|[\r\n]|\Z)"),
    "+++": compile_later(r"(\+\+\+)[ \t]*(?:\r\n|[\r\n]|\Z)"),
}
# YAML 1.2.2, 9.1.2: a document may end with three dots too, and generators take them.
_FENCES = {
    "---": compile_later(r"[\r\n](---|\.\.\.)([^\r\n]*)"),
    "+++": compile_later(r"[\r\n](\+\+\+)([^\r\n]*)"),
}
_KEY = {
    "---": compile_later(r"""["']?([^\W\d][\w.-]*)["']?[ \t]*:(?=[ \t\r\n]|\Z)"""),
    "+++": compile_later(r"""["']?([^\W\d][\w.-]*)["']?[ \t]*="""),
}
# Also what is not quite right: `title:Her`, `title = "Her"`.
_NAME = {
    "---": compile_later(r"""["']?([^\W\d][\w.-]*)["']?[ \t]*[:=]"""),
    "+++": compile_later(r"""["']?([^\W\d][\w.-]*)["']?[ \t]*="""),
}
_LINE_FEED = ("", "\n")
_LINE_END = compile_later(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")
# Possessive: a line ending of two characters must not be tried again as two of one.
_BLANK_LINES = compile_later(r"(?:[ \t]*+(?>\r\n|[\r\n]))*+")
_QUIET_LINES = compile_later(r"(?:[ \t]*+(?:#[^\r\n]*+)?(?>\r\n|[\r\n]))*+")
_CODE_FENCE = compile_later(r"(?:\A|(?<=[\r\n])) {0,3}(?:```|~~~)")


class Block(msgspec.Struct, frozen=True):
    """Hold the places of a fenced block.

    ``opening`` and ``closing`` are the fences alone, without the blanks behind them; ``closing``
    is ``None`` where there is none. ``glued`` is the text that stands right behind the closing
    fence on its line. ``body`` is the offset behind the block.
    """

    opening: Span
    inside: Span
    closing: Span | None
    body: int
    glued: Span | None = None

    @property
    def span(self) -> Span:
        """Give the span of the block with its fences."""
        return Span(self.opening.start, self.closing.end if self.closing else self.inside.end)


def find_block(text: str, fence: str, at: int = 0) -> Block | None:
    """Find the block whose opening fence stands at ``at``; ``None`` where no fence stands there.

    A block without a closing fence runs as far as its lines read as ``name: value``.
    """
    block = _find_bare_block(text, fence, at)
    if block is not None:
        return block
    opening = _OPENINGS[fence].match(text, at)
    if opening is None:
        return None
    start = opening.end()
    # From the line ending of the opening fence on: an empty block is one too.
    behind = opening.end(1)
    behind = start - 1 if start > behind else behind
    for match in _FENCES[fence].finditer(text, _skip_lines(text, fence, behind)):
        rest: str = match[2]
        inside = Span(start, match.start(1))
        if not rest.strip(" \t"):
            return Block(_span(opening), inside, _span(match), _end_of_line(text, match.end()))
        if match[1] == fence and rest[0] != fence[0]:
            glued = Span(match.start(2), match.end(2))
            return Block(_span(opening), inside, _span(match), glued.start, glued)
    end = start + len(text[start : _end_of_run(text, start, fence)].rstrip(" \t\r\n"))
    return Block(_span(opening), Span(start, end), None, _end_of_line(text, end))


def _find_bare_block(text: str, fence: str, at: int) -> Block | None:
    """Find a block as nearly all are: two fences with nothing behind them, line feeds between.

    A few characters are found many times faster than a pattern is.
    """
    if not text.startswith(fence + "\n", at) or "\r" in text:
        return None
    start = at + len(fence)
    end = text.find("\n" + fence, start)
    if end < 0 or text[end + 4 : end + 5] not in _LINE_FEED or text.find("\n...", start, end) >= 0:
        return None
    closing = end + 1 + len(fence)
    return Block(
        Span(at, start), Span(start + 1, end + 1), Span(end + 1, closing), min(closing + 1, len(text))
    )


def _skip_lines(text: str, fence: str, at: int) -> int:
    """Give an offset from ``at`` on before which no closing fence stands."""
    if "\r" in text:
        return at
    # A few characters are found many times faster than a pattern is.
    end = text.find("\n" + fence, at)
    end = end if end >= 0 else len(text)
    dots = text.find("\n...", at, end) if fence == "---" else -1
    return dots if dots >= 0 else end


def find_late_block(text: str, known: Collection[str]) -> Block | None:
    """Find a YAML block that blank lines or some text stand before.

    All of it must read as ``name: value`` with a known name: anything else is a thematic break.
    """
    blank = _BLANK_LINES.match(text)
    first = at = blank.end() if blank else 0
    block = find_block(text, "---", at)
    for _ in range(_NEAR_LINES):
        if block or at == len(text):
            break
        at = _end_of_line(text, at)
        block = find_block(text, "---", at)
    if block is None or block.closing is None:
        return None
    if len(_CODE_FENCE.findall(text, first, block.opening.start)) % 2:
        return None
    if not _QUIET_LINES.fullmatch(text, _end_of_run(text, block.inside.start, "---"), block.inside.end):
        return None
    return block if names_field(text, block.inside, "---", known) else None


def names_field(text: str, inside: Span, fence: str, known: Collection[str]) -> bool:
    """Tell whether a line at the block's own level begins with a known field name."""
    tops = {name.partition(".")[0] for name in known}
    at = inside.start
    while at < inside.end:
        name = _NAME[fence].match(text, at)
        if name and name[1].partition(".")[0] in tops:
            return True
        at = _end_of_line(text, at)
    return False


def begins_with_name(text: str, inside: Span, fence: str) -> bool:
    """Tell whether the first line that holds anything begins with a name."""
    if fence == "---":
        # Nearly all begin so: to ask takes a third of the time that a pattern does.
        name = text[inside.start : min(inside.end, inside.start + _LONG_NAME)].partition(": ")
        if name[1] and name[0].isidentifier() and name[0].isascii():
            return True
    quiet = _QUIET_LINES.match(text, inside.start, inside.end)
    return _KEY[fence].match(text, quiet.end() if quiet else inside.start, inside.end) is not None


def holds_nothing(text: str, inside: Span) -> bool:
    """Tell whether a block holds only blank lines and comments."""
    return _QUIET_LINES.fullmatch(text, inside.start, inside.end) is not None


def _end_of_run(text: str, at: int, fence: str) -> int:
    """Give the end of the lines from ``at`` on that read as names with their values.

    Blank lines and comments count where more of the block follows: `# Her` may be a heading too.
    """
    end, in_entry = at, False
    while at < len(text):
        after = _end_of_line(text, at)
        line = text[at:after].rstrip(" \t\r\n")
        if _KEY[fence].match(text, at) or (fence == "+++" and line.startswith("[")):
            end, in_entry = after, True
        elif line and not line.lstrip().startswith("#"):
            if not (in_entry and (line[0] in " \t]}" or line == "-" or line.startswith("- "))):
                break
            end = after
        at = after
    return end


def _end_of_line(text: str, at: int) -> int:
    """Give the offset behind the line ending of the line that ``at`` stands in."""
    match = _LINE_END.match(text, at)
    return match.end() if match else len(text)


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(1), match.end(1))
