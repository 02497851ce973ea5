"""Mask, then parse: what is not Markdown is overwritten in a copy before Markdown is read.

The copy has as many code points as the text, so that structure comes from the copy, every offset
holds in both, and words come from the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reviewlint.document.markdown.events import Event, read_events
from reviewlint.regex import compile_later
from reviewlint.span import Span

if TYPE_CHECKING:
    from reviewlint.document.markdown.marks import Mark

FILLER = "\x7f"
"""Stands for what was overwritten in the middle of a line: a word, so that emphasis around it holds."""

_DIRECTIVE = compile_later(r"(?:```|~~~)[ \t]*\{")
_LONE_RETURN = compile_later(r"\r(?!\n)")


class Masked(msgspec.Struct, frozen=True):
    """Hold the copy that was parsed, its events, and what was overwritten, in order.

    ``literal`` are bodies of directives that are no Markdown.
    """

    copy: str
    events: list[Event]
    marks: tuple[Mark, ...] = ()
    literal: tuple[Span, ...] = ()


def mask(text: str, body: int, *, mdx: bool = False) -> Masked:
    """Parse a text from the offset ``body`` on, with all that is not Markdown out of the way."""
    copy = "\n" * body + text[body:] if body else text
    if "\r" in copy:
        copy = _LONE_RETURN.sub("\n", copy)
    events = read_events(copy)
    if not mdx and not _may_hold_marks(copy):
        return Masked(copy, events)
    # Imported only here: all but a few reviews are nothing but Markdown.
    from reviewlint.document.markdown.marks import overwrite_marks

    return overwrite_marks(copy, events, mdx=mdx)


def _may_hold_marks(copy: str) -> bool:
    if ":::" in copy:
        return True
    if "{" not in copy:
        return False
    return "{{" in copy or "{%" in copy or _DIRECTIVE.search(copy) is not None
