"""What of a Markdown text is code, shown as it is written, and what is HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from reviewlint.document.markdown.code_points import Locate, make_locator
from reviewlint.document.markdown.events import read_events
from reviewlint.regex import compile_later
from reviewlint.span import Span

# No code span is open behind words like these: what begins one ends it, and on its line.
_CLOSED = compile_later(r"(?:[^`\\]++|`[^`\n]++`(?!`))*+")
# HTML that a blank line does not end (CommonMark 0.31.2, 4.6, the first five kinds).
ENDLESS = compile_later(r"<(?:[!?]|pre|script|style|textarea)", re.IGNORECASE)
_ENDLESS = frozenset("!?pPsStT")
_MARKS = (":::", "{{", "{%")


class CodeBlock(msgspec.Struct, frozen=True, gc=False):
    """Hold a block of code; ``info`` is what stands behind its fence, ``None`` where it is indented."""

    span: Span
    info: str | None


class Literals(msgspec.Struct, frozen=True):
    """Hold code spans, blocks of code, and HTML, blocks of it and single tags."""

    spans: list[Span]
    blocks: list[CodeBlock]
    html: list[Span]


NO_LITERALS = Literals([], [], [])


def may_hide_marks(copy: str, *, tagged: bool = True) -> bool:
    """Tell whether a mark may stand in code or HTML: all of that but fenced code ends at a blank line.

    ``tagged`` says that there may be template tags among the marks.
    A glance at what stands before each mark, as far back as a blank line: most reviews need not be
    parsed to know.
    """
    if may_end_late(copy):
        return True
    for mark in _MARKS if tagged else _MARKS[:1]:
        end = 0
        while (at := copy.find(mark, end)) >= 0:
            blank = copy.rfind("\n\n", end, at)
            start = end if blank < 0 else blank + 2
            end = copy.find("\n\n", at)
            if end < 0:
                end = len(copy)
            last = copy.rfind(mark, at, end)
            if last > start and may_hide(copy[start:last]):
                return True
    return False


def may_end_late(copy: str) -> bool:
    """Tell whether a text may hold code or HTML that does not end at a blank line."""
    if ("`" in copy and "```" in copy) or ("~" in copy and "~~~" in copy):
        return True
    at = copy.find("<")
    while at >= 0:
        # Most tags are neither `<pre>` nor begin with a letter of the others.
        if copy[at + 1 : at + 2] in _ENDLESS and ENDLESS.match(copy, at):
            return True
        at = copy.find("<", at + 1)
    return False


def may_hide(before: str) -> bool:
    """Tell whether code or HTML may be open behind the lines of a block that stand before a mark."""
    if "<" in before or "\t" in before or "    " in before:
        return True
    return "`" in before and not _is_closed(before)


def _is_closed(before: str) -> bool:
    """Tell whether no code span is open behind words with backticks in them."""
    pieces = before.split("`")
    # Of single backticks every other piece is code; a pattern looks at each character.
    if "\\" not in before and len(pieces) % 2 and "" not in pieces[1:-1]:
        return "\n" not in "".join(pieces[1::2])
    return _CLOSED.fullmatch(before) is not None


def find_literals(copy: str, body: int) -> Literals:
    """Find the code and the HTML in a text whose Markdown begins at ``body``."""
    found = Literals([], [], [])
    piece = copy[body:]
    locate = make_locator(piece, body)
    # An event is a name, or a map of one name to its details: `in` asks both.
    for event, place in read_events(piece):
        if "Start" in event:
            details = event["Start"]
            if details == "HtmlBlock":
                found.html.append(_place(place, locate))
            elif "CodeBlock" in details and place["start"] < place["end"]:
                form = details["CodeBlock"]
                info = None if isinstance(form, str) else form["Fenced"]
                found.blocks.append(CodeBlock(_place(place, locate), info))
        elif "InlineHtml" in event:
            found.html.append(_place(place, locate))
        elif "Code" in event:
            found.spans.append(_place(place, locate))
    return found


def _place(place: Mapping[str, int], locate: Locate) -> Span:
    return Span(locate(place["start"]), locate(place["end"]))
