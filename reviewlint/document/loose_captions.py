"""Captions that are no more than an italic line under an image, in Markdown and in reST alike."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from reviewlint.document.model import Image
from reviewlint.regex import compile_later
from reviewlint.span import Span

_WRAPPERS = r"(?:a|center|div|p|picture|span)"
# What may stand before an image that has its line to itself: quote marks, a list's bullet, its link.
_BEFORE = compile_later(
    rf"[ \t>]*(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]+)?(?:\[|<{_WRAPPERS}\b[^<>\n]*>\s{{0,9}}){{0,9}}"
)
# What may stand behind it: the rest of its link, its attributes, closing tags. Then, below at most one
# blank line, nothing but the caption: a critic who says "I" goes on with the text. All is bounded, so
# that it takes the same time wherever it fails.
_BELOW = compile_later(
    r"(?:\]\([^()\n]{0,500}\)|\]\[[^\[\]\n]{0,200}\]|\{[^{}\n]{0,200}\}){0,3}"
    rf"(?:\s{{0,9}}</{_WRAPPERS}>){{0,9}}"
    r"[ \t]{0,9}(?:\\|<br ?/?>)?\r?\n(?:[ \t>]{0,40}\r?\n)?[ \t>]{0,40}"
    r"(?!(?:[*_]|<(?:em|i)>)I(?:['’]| [a-z]))"
    r"(?P<line>\*(?P<star>[^\s*\\|<>{}`][^*\n\\|<>{}`]{1,200}(?<!\s))\*"
    r"|_(?P<low>[^\s_\\|<>{}`*][^*\n\\|<>{}`]{1,200}(?<![\s_]))_"
    r"|<(?P<tag>em|i)>(?P<html>[^\s\\|<>{}`][^\n\\|<>{}`]{1,200}(?<!\s))</(?P=tag)>)"
    r"[ \t]{0,9}\r?(?:\Z|\n[ \t>]{0,40}(?:\r?\n|\Z))"
)
_LONGEST_LEAD = 300
# reST shows a substitution where it is used, not where it is defined.
_DEFINITION = compile_later(r"\.\.[ \t]+\|")


def attach_loose_captions(text: str, images: Sequence[Image]) -> list[Image]:
    """Give images with the italic lines under them as captions, where they have none of their own.

    A line that holds a spoiler's markers, code or other markup than a link is no caption.
    """
    return [_attach(text, image) if _may_have(image) else image for image in images]


def _may_have(image: Image) -> bool:
    return image.caption is None and not image.cover and (not image.in_figure or image.form == "shortcode")


def _attach(text: str, image: Image) -> Image:
    found = _BELOW.match(text, image.span.end)
    if found is None or _DEFINITION.match(text, image.span.start):
        return image
    # Behind other words, or in the cell of a table, an image has nothing below it.
    begin = max(image.span.start - _LONGEST_LEAD, 0)
    line = text.rfind("\n", begin, image.span.start) + 1
    if (not line and begin) or not _BEFORE.fullmatch(text, line, image.span.start):
        return image
    kind = next(name for name in ("star", "low", "html") if found[name] is not None)
    return msgspec.structs.replace(
        image, caption=_read_words(found[kind]), caption_span=Span(*found.span(kind)), caption_below=True
    )


def _read_words(written: str) -> str:
    if "[" not in written and "&" not in written:
        return written
    from reviewlint.document.plain import plain_text  # few captions hold a link

    return plain_text(written)
