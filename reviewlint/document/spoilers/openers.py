"""Openers that say nothing but that a spoiler begins, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reviewlint.document.model import Spoiler, SpoilerDialect
from reviewlint.regex import compile_later

_LABEL = "\0"
_NAMED = r"(?:\s+(?:label|title|summary|data-label|text)\s*=\s*[\"']?\0[\"']?)?"


def _opener(pattern: str) -> re.Pattern[str]:
    return compile_later(pattern, re.IGNORECASE)


_OPENERS: Mapping[SpoilerDialect, re.Pattern[str]] = {
    "myst-directive": _opener(r"(?::{3,}|`{3,}|~{3,})[ \t]*\{spoilers?\}(?:[ \t]*\0)?"),
    "myst-role": _opener(r"\{spoiler\}`+"),
    "rest-directive": _opener(r"\.\. spoilers?::(?:[ \t]*\0)?"),
    "rest-role": _opener(r":spoilers?:`"),
    "reddit": _opener(r">!"),
    "block-quote": _opener(r">!"),
    "bars": _opener(r"\|\|"),
    "element": _opener(rf"<spoiler{_NAMED}\s*>"),
    "class": _opener(
        rf"<(?:span|div|p)\s+class\s*=\s*[\"']?spoilers?[\"']?{_NAMED}\s*>|\.\. container:: spoilers?"
    ),
    "mdx": _opener(rf"<spoiler{_NAMED}\s*>"),
    "bbcode": _opener(r"\[spoiler(?:=[\"']?\0[\"']?)?\]"),
    "hugo": _opener(r"\{\{[<%]\s*spoilers?(?:\s+(?:\w+\s*=\s*)?[\"'`]?\0[\"'`]?)?\s*[>%]\}\}"),
    "zola": _opener(r"\{%-?\s*spoilers?(?:\s*\(\s*(?:(?:\w+\s*=\s*)?[\"']?\0[\"']?\s*)?\))?\s*-?%\}"),
    "colon-fence": _opener(r":{3,}\s*(?:spoilers?|\{\.spoilers?\})(?:[ \t]+\0)?"),
    "details": _opener(
        r"<details(?:\s+class\s*=\s*[\"']?spoilers?[\"']?)?\s*>\s*<summary>\s*\0\s*</summary>"
        r"|\.\. (?:details|dropdown)::[ \t]*\0"
    ),
}
"""The openers that say nothing but what a passage keeps; the label is replaced by a NUL."""


def is_plain(text: str, spoiler: Spoiler) -> bool:
    """Tell whether an opener holds nothing that would be lost with it; ``text`` is the whole source."""
    opener, label = text[spoiler.opener.start : spoiler.opener.end], spoiler.label
    if label is not None:
        span = spoiler.label_span
        if span is None or text[span.start : span.end].strip("\"'") != label:
            return False
        start = text.index(label, span.start) - spoiler.opener.start
        opener = opener[:start] + _LABEL + opener[start + len(label) :]
    return _OPENERS[spoiler.dialect].fullmatch(opener.strip()) is not None
