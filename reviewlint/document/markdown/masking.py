"""Mask, then parse: what is not Markdown is overwritten in a copy before Markdown is read.

The copy has as many code points as the text, so that structure comes from the copy, every offset
holds in both, and words come from the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewlint.document.markdown.masked import Masked, may_hold_marks
from reviewlint.later import import_later
from reviewlint.regex import compile_later

if TYPE_CHECKING:
    from reviewlint.document.markdown import marks
else:
    # All but a few reviews are nothing but Markdown.
    marks = import_later("reviewlint.document.markdown.marks")

_LONE_RETURN = compile_later(r"\r(?!\n)")


def mask(text: str, body: int, *, mdx: bool = False) -> Masked:
    """Copy a text, with all that is not Markdown from the offset ``body`` on out of the way."""
    copy = "\n" * body + text[body:] if body else text
    if "\r" in copy:
        copy = _LONE_RETURN.sub("\n", copy)
    if not mdx and not may_hold_marks(copy):
        return Masked(copy, body)
    return marks.overwrite_marks(copy, body, mdx=mdx)
