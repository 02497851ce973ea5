"""Markdown reduced to the words a reader sees: for summaries, metadata and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewlint.regex import compile_later

if TYPE_CHECKING:
    from pyromark.event import BrokenLink

# Behind a word nothing begins a block: `1984. A masterpiece` is no list.
_WORD = "x "
# A citation whose footnote stands elsewhere in the review.
_FOOTNOTE = compile_later(r"\[\^[^\[\]\s]{1,99}\]")
# A line of words that no reader of Markdown takes for anything else.
_WORDS = compile_later(r"[^\W\d_][^\n\r\\`*_\[\]<>&~\0]*+")
_SEPARATED = frozenset({"Paragraph", "Heading", "Item", "CodeBlock"})
_DEPTH = {"Start": 1, "End": -1}


def plain_line(markdown: str) -> str:
    """Give the words of a field's Markdown, which is one line whatever it begins with."""
    return plain_text(_WORD + " ".join(markdown.split())).removeprefix(_WORD.strip()).strip()


def plain_text(markdown: str) -> str:
    """Give the words of a piece of Markdown: no markup, no HTML, no images, white space collapsed."""
    if _WORDS.fullmatch(markdown):
        return " ".join(markdown.split())
    return _read_words(markdown)


def _read_words(markdown: str) -> str:
    import pyromark  # only here: most texts are plain words

    options = pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_FOOTNOTES
    words: list[str] = []
    images = 0
    for event in pyromark.events(markdown, options=options, broken_link_callback=_take_for_link):
        if not isinstance(event, dict):  # a line break or a rule
            words.append(" ")
            continue
        for kind, value in event.items():
            if kind in _DEPTH:
                name = next(iter(value)) if isinstance(value, dict) else value
                images += _DEPTH[kind] if name == "Image" else 0
                words.append(" " if name in _SEPARATED else "")
            elif kind in ("Text", "Code") and not images:
                words.append(str(value))
    return " ".join(_FOOTNOTE.sub("", "".join(words)).split())


def _take_for_link(link: BrokenLink) -> tuple[str, str] | None:
    """Read ``[words][label]`` as a link, though the label is defined elsewhere in the review."""
    return None if link["link_type"] == "Shortcut" else ("", "")
