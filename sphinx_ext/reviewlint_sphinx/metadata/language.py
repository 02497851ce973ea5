"""Languages as HTML, feeds and JSON-LD write them."""

from __future__ import annotations

import re

# As far as BCP 47 goes in practice: `de`, `pt-BR`, `zh-Hant-TW`.
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read_tag(language: str | None) -> str:
    """Give the tag of a language that is written as ``pt_BR`` or ``pt-BR``; nothing where it is none."""
    tag = (language or "").partition("@")[0].strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""


def find_foreign(language: str | None, site: str) -> str:
    """Give the tag of a review's language; nothing where it is the site's, or none."""
    tag = read_tag(language)
    return "" if tag.casefold() == read_tag(site).casefold() else tag


def name_class(tag: str) -> str:
    """Give the class that docutils makes a ``lang`` attribute of."""
    return f"language-{tag}"
