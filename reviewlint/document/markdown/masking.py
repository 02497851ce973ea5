"""Mask, then parse: what is not Markdown is overwritten in a copy before Markdown is read.

The copy has as many code points as the text, so that structure comes from the copy, every offset
holds in both, and words come from the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reviewlint.regex import compile_later
from reviewlint.span import Span

if TYPE_CHECKING:
    from reviewlint.document.markdown.marks import Mark

FILLER = "\x7f"
"""Stands for what was overwritten in the middle of a line: a word, so that emphasis around it holds."""

_DIRECTIVE = compile_later(r"(?:```|~~~)[ \t]*\{")
_LONE_RETURN = compile_later(r"\r(?!\n)")


class Masked(msgspec.Struct, frozen=True):
    """Hold the copy that is to be parsed, and what was overwritten in it, in order.

    Markdown begins at ``body``; ``literal`` are bodies of directives that are no Markdown.
    """

    copy: str
    body: int = 0
    marks: tuple[Mark, ...] = ()
    literal: tuple[Span, ...] = ()


def mask(text: str, body: int, *, mdx: bool = False) -> Masked:
    """Copy a text, with all that is not Markdown from the offset ``body`` on out of the way."""
    copy = "\n" * body + text[body:] if body else text
    if "\r" in copy:
        copy = _LONE_RETURN.sub("\n", copy)
    if not mdx and not may_hold_marks(copy):
        return Masked(copy, body)
    # Imported only here: all but a few reviews are nothing but Markdown.
    from reviewlint.document.markdown.marks import overwrite_marks

    return overwrite_marks(copy, body, mdx=mdx)


def may_hold_marks(copy: str) -> bool:
    """Tell whether a text that is not MDX may hold anything that is not Markdown."""
    if ":::" in copy:
        return True
    if "{" not in copy:
        return False
    return "{{" in copy or "{%" in copy or _DIRECTIVE.search(copy) is not None
