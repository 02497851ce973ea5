"""HTML's character references, such as ``&eacute;`` and ``&#233;``."""

from __future__ import annotations


def resolve_entities(text: str) -> str:
    """Put characters in the place of their references."""
    if "&" not in text:
        return text
    # Imported only here: the table of all two thousand names is made when it is imported.
    from html import unescape

    return unescape(text)
