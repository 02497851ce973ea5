"""Colon fences of a text in which nothing can hide one: no template tags, no code blocks, no open HTML.

Nearly all texts with fences are such, and one look from fence to fence finds them all.
"""

from __future__ import annotations

from reviewlint.document.markdown.directives import LITERAL, FenceMark, read_opener
from reviewlint.document.markdown.literals import may_end_late, may_hide
from reviewlint.document.markdown.masked import may_hold_tags
from reviewlint.span import Span

_MARK = ":::"


def find_plain_fences(copy: str) -> list[FenceMark] | None:
    """Give the colon fences of a text in order; ``None`` where one may be code or HTML, or hold code."""
    if may_hold_tags(copy) or may_end_late(copy):
        return None
    marks: list[FenceMark] = []
    seen = 0
    at = copy.find(_MARK)
    while at >= 0:
        if at and copy[at - 1] != "\n":
            return None
        # Most begin a block; before any other stands what may be an open code span or tag. None is open
        # at the fence before it: of a block of many fences each line is looked at once.
        if copy[at - 2 : at] != "\n\n":
            blank = copy.rfind("\n\n", seen, at)
            if may_hide(copy[seen if blank < 0 else blank + 1 : at]):
                return None
        seen = at
        end = at + len(_MARK)
        if copy[end : end + 1] == "\n":
            span = Span(at, end)
            mark = FenceMark(span, span, _MARK, "bare")
        else:
            stop = copy.find("\n", end)
            line = copy[at : stop if stop >= 0 else len(copy)]
            if "\r" in line:
                line = line[: line.index("\r")]
            info = line.lstrip(":")
            mark = read_opener(copy, line[: len(line) - len(info)], info, at)
            if mark.name in LITERAL:
                return None
            end = mark.mask.end
        marks.append(mark)
        at = copy.find(_MARK, end)
    return marks
