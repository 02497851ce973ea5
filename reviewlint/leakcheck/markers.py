"""Spoiler markers that nothing read: what should be hidden stands in the open between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

from reviewlint.document.model import Review
from reviewlint.leakcheck.elements import compile_tags, cut_elements, find_elements
from reviewlint.leakcheck.pages import list_said, strip_tags
from reviewlint.leakcheck.words import BREAK
from reviewlint.regex import compile_later

_HINTS = r"(?i)\|\||(?:>|&gt;)!|\[/?spoiler|\{[{%]|(?:<|lt;|\{|:)spoiler|:::"
"""What every marker has, and nearly no page."""
_CODE = compile_tags(("pre", "code", "kbd", "samp", "script", "style", "textarea", "math"))
_LINK = compile_tags(("a",))
# The link to a note in an EPUB says "[spoiler]", and hides it.
_NOTE = "rl-noteref"
_ELEMENT = compile_later(r"<(/?spoilers?\b[^<>]*)>", re.IGNORECASE)
_MARKER = compile_later(
    r"\|\|(?=[^\s|])[^\x00|]{0,2000}?(?<=[^\s|])\|\||>!(?=\S)[^\x00]{0,2000}?!<|(?<![\w-])>!(?=[\s\w])"
    r"|\[/?spoiler(?:=[^\[\]\x00]{0,99})?\]|\{\{[<%]\s*/?\s*spoiler[^{}\x00]{0,99}\}\}"
    r"|\{%\s*spoiler[^{}\x00]{0,99}%\}|</?spoilers?\b[^<>\x00]{0,99}>|(?<!:):{3,}+\s*+\{?spoiler\b\}?"
    r"|\{spoiler\}`[^`\x00]{0,999}`|:spoiler:`[^`\x00]{0,999}`",
    re.IGNORECASE,
)


def find_markers(html: str) -> Iterator[str]:
    """Give each marker, and what it encloses where that is clear, that a reader of a page sees.

    ``html`` is the page without its spoiler bodies.
    """
    if not _compile_hints().search(html):
        return
    html = cut_elements(html, find_elements(html, _CODE))
    html = cut_elements(html, (link for link in find_elements(html, _LINK) if _NOTE in link.tag))
    html = _ELEMENT.sub(r"&lt;\1&gt;", html)
    text = BREAK.join([strip_tags(html), *list_said(html)])
    for match in _MARKER.finditer(text):
        yield " ".join(match.group().split())


@cache
def _compile_hints() -> Any:
    """Have RE2 look for them: it looks for all at once."""
    return re2.compile(_HINTS)


def find_line(review: Review, marker: str) -> int:
    """Give the line where a marker was written: 1 if it is not found, 0 if it was escaped on purpose."""
    text = review.source.text
    match = re.search(r"\s+".join(map(re.escape, marker.split())), text)
    if match:
        return review.source.position(match.start())[0]
    return 0 if f"\\{marker[0]}" in text else 1
