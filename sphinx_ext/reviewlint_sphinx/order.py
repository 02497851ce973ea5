"""The order of names in every list of the archive: the same whatever the site's language."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"\d+")
_DIGITS = 12
"""Numbers of up to so many digits are sorted by their value."""


def sort_key(text: str) -> tuple[str, str]:
    """Give what a name is sorted by: its letters without accents and case, its numbers by value.

    The name as written decides between two that are the same but for that.
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    if not folded.isascii():
        folded = "".join(char for char in folded if not unicodedata.combining(char))
    return _NUMBER.sub(lambda match: match[0].zfill(_DIGITS), folded), text
