"""JSON as all formats write it: safe to show, whatever a review holds."""

from __future__ import annotations

from typing import Any

import msgspec

from reviewlint.regex import compile_later

# JSON escapes only the C0 controls by itself; a terminal also obeys C1 controls and bidi marks, and
# some readers of lines end one at U+2028.
_UNSAFE = compile_later(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_SURROGATE = compile_later("[\ud800-\udfff]")


def write_json(value: Any, indent: int = 2) -> str:
    """Write a value as JSON; ``indent`` 0 puts it on one line."""
    data = msgspec.json.encode(value)
    text = (msgspec.json.format(data, indent=indent) if indent else data).decode()
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def replace_surrogates(text: str) -> str:
    """Make a text fit for UTF-8: a path may have bytes, and a quoted value escapes, that are not."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
