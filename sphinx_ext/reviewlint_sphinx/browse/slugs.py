"""Addresses for words: the same for every spelling of one, whatever its alphabet."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

# C, C++ and C# are three things.
_SPOKEN = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at "}

_LONGEST = 96
"""A slug has at most this many bytes: a file's name has room for 255."""

# An index stands in the same folder; the others Windows keeps for itself, whatever follows a dot.
_TAKEN = frozenset(
    {
        "index",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    }
)


@lru_cache(maxsize=4096)
def make_slug(text: str) -> str:
    """Give a text's address: lower case, letters and digits of any alphabet, hyphens between.

    Two texts have the same slug where only case, punctuation or spacing tells them apart. An
    underscore is in a slug only where the text's own would be too long or is taken, so that no other
    text can have it.
    """
    spoken = "".join(_SPOKEN.get(char, char) for char in unicodedata.normalize("NFKC", text).casefold())
    slug = "-".join(re.findall(r"\w+", spoken.replace("_", " ").replace("'", "").replace("’", "")))
    if not slug:
        return _digest(text)
    if slug in _TAKEN:
        return f"{slug}_"
    if len(slug.encode()) > _LONGEST:
        cut = slug.encode()[: _LONGEST - 9].decode(errors="ignore").rstrip("-")
        return f"{cut}_{_digest(slug)}"
    return slug


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
