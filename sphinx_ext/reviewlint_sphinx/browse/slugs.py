"""Addresses for words: the same for every spelling of one, whatever its alphabet."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# C, C++ and C# are three things.
_SPOKEN = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at "}


def make_slug(text: str) -> str:
    """Give a text's address: lower case, letters and digits of any alphabet, hyphens between."""
    spoken = "".join(_SPOKEN.get(char, char) for char in unicodedata.normalize("NFKC", text).casefold())
    slug = "-".join(re.findall(r"\w+", spoken.replace("_", " ").replace("'", "").replace("’", "")))
    return slug or hashlib.sha256(text.encode()).hexdigest()[:8]
