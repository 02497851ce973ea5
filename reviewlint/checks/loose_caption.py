"""``loose-caption``: an italic line under an image, which is a caption to the eye alone.

The fix makes a figure of the two in the syntax that the image has: HTML's ``<figure>`` around Markdown,
MDX and tags, the directive ``figure`` in MyST and reStructuredText. Within quotes and lists, and for
shortcodes that make a figure by themselves, that is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Image, Review
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"source", "text"})
NEEDS = frozenset({"images"})
PLACES = ("image.source",)

_MARKUP = compile_later(r"[\[\]*_`&]")
_MYST = compile_later(r"(?P<fence>:{3,}|`{3,}|~{3,})[ \t]*\{(?P<name>image)\}")
_REST = compile_later(r"\.\.[ \t]+(?P<name>image)::")
_BREAK = compile_later(r"\s*(?:\\|<br ?/?>)\s*\Z")
_LINE = compile_later(r"[^\r\n]*")


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to say: a caption belongs to a figure."""


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    for image in review.images:
        if image.caption_below and image.caption_span:
            values = {"text": shorten(image.caption or ""), "source": shorten(image.source)}
            edit = _make_figure(review.source.text, image, image.caption_span)
            yield Hit(image.caption_span, values, edits=(edit,) if edit else (), safety=Safety.UNSAFE)


def _make_figure(text: str, image: Image, caption: Span) -> tuple[Span, str] | None:
    """Give the edit from the image's first line to the caption's last, ``None`` where none is sure."""
    start = text.rfind("\n", 0, image.span.start) + 1
    above = text.rfind("\n", 0, caption.start) + 1
    line = _LINE.match(text, caption.end)
    if line is None or text[above] not in "*_<":
        return None
    if image.form in ("myst", "rest"):
        lines = _rename(text, image, text[caption.start : caption.end])
    else:
        lines = _wrap(text[start:above], text[start : image.span.start], image, text, caption)
    if lines is None:
        return None
    newline = "\r\n" if "\r\n" in text[image.span.end : caption.start] else "\n"
    return Span(start, line.end()), newline.join(lines)


def _wrap(block: str, lead: str, image: Image, text: str, caption: Span) -> list[str] | None:
    """Put ``<figure>`` around the lines of an image; ``lead`` is what stands before it on its line."""
    tail = text[image.span.end : caption.start]
    if lead[:1] not in ("", "[", "<") or image.in_figure or ("</" in tail and "<" not in lead):
        return None
    words = text[caption.start : caption.end]
    # Markdown is read only where a blank line ends the HTML around it.
    inside = ["<figcaption>", "", words, "", "</figcaption>"]
    if not _MARKUP.search(words):
        inside = [f"<figcaption>{words}</figcaption>"]
    return ["<figure>", "", _BREAK.sub("", block).rstrip(), "", *inside, "</figure>"]


def _rename(text: str, image: Image, words: str) -> list[str] | None:
    """Make a directive ``image`` a ``figure`` with a caption."""
    start, end = image.span.start, image.span.end
    opening = (_REST if image.form == "rest" else _MYST).match(text, start)
    if opening is None or (start and text[start - 1] != "\n"):
        return None
    at = opening.start("name") - start
    if image.form == "rest":
        return [_say_figure(text[start:end], at), "", f"   {words}"]
    closing = text.rfind("\n", start, end) + 1
    if not text.startswith(opening["fence"], closing):
        return None
    return [_say_figure(text[start:closing], at), "", words, text[closing:end]]


def _say_figure(block: str, at: int) -> str:
    return (block[:at] + "figure" + block[at + len("image") :]).rstrip()


prepare = each(_find)
