"""A text with all that is not Markdown overwritten, and how that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reviewlint.regex import compile_later
from reviewlint.span import Span

if TYPE_CHECKING:
    from reviewlint.document.markdown.directives import FenceMark
    from reviewlint.document.markdown.mdx import JsxMark
    from reviewlint.document.markdown.shortcodes import Shortcode

FILLER = "\x7f"
"""Stands for what was overwritten in the middle of a line: a word, so that emphasis around it holds."""

_TAGS = ("{{", "{%")
_DIRECTIVE = compile_later(r"(?:```|~~~)[ \t]*\{")


class Masked(msgspec.Struct, frozen=True):
    """Hold the copy that is to be parsed, and what was overwritten in it, in order.

    Markdown begins at ``body``; ``literal`` are bodies of directives that are no Markdown.
    """

    copy: str
    body: int = 0
    marks: tuple[FenceMark | Shortcode | JsxMark, ...] = ()
    literal: tuple[Span, ...] = ()


def may_hold_marks(copy: str) -> bool:
    """Tell whether a text that is not MDX may hold anything that is not Markdown."""
    # One character is found many times faster than two, and reviews are without braces.
    if ":" in copy and ":::" in copy:
        return True
    if "{" not in copy:
        return False
    return may_hold_tags(copy) or _DIRECTIVE.search(copy) is not None


def may_hold_tags(copy: str) -> bool:
    """Tell whether a text may hold template tags."""
    at = copy.find("{")
    while at >= 0:
        if copy.startswith(_TAGS, at):
            return True
        at = copy.find("{", at + 1)
    return False
