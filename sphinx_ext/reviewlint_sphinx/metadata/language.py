"""The language of a review, where it is not the site's."""

from __future__ import annotations

import re

# As far as BCP 47 goes in practice: `de`, `pt-BR`, `zh-Hant-TW`.
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def find_foreign(language: str | None, site: str) -> str:
    """Give a review's language as HTML writes it; nothing where it is the site's, or no language."""
    tag = (language or "").strip().replace("_", "-")
    if not _TAG.fullmatch(tag) or tag.casefold() == site.replace("_", "-").casefold():
        return ""
    return tag


def name_class(tag: str) -> str:
    """Give the class that docutils makes a ``lang`` attribute of."""
    return f"language-{tag}"
