"""``length``: a text that is shorter or longer than it should be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.document.model import Image, Review
from reviewlint.document.scopes import parts, require_scopes

PLACEHOLDERS = frozenset({"length", "problem", "source", "text"})

_WIDE = 0.3
"""From this share of Chinese, Japanese or Korean letters on a text is measured as such."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say how many characters a text may have, white space at its ends aside.

    ``longest_wide`` is for Chinese, Japanese and Korean, which say more with one.
    """

    scopes: tuple[str, ...]
    shortest: int = 0
    longest: int | None = None
    longest_wide: int | None = None

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes(self.scopes)


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    for scope in params.scopes:
        for part in parts(review, scope):
            problem = _judge(part.text.strip(), params) if part.state == "text" else ""
            if problem:
                source = part.owner.source if isinstance(part.owner, Image) else ""
                length = str(len(part.text.strip()))
                values = {"length": length, "problem": problem, "source": source, "text": shorten(part.text)}
                yield Hit(part.span, values)


def _judge(text: str, params: Params) -> str:
    if len(text) < params.shortest:
        return f"fewer than {params.shortest}"
    longest = params.longest
    if params.longest_wide is not None and len(text) > params.longest_wide and _is_wide(text):
        longest = params.longest_wide
    return f"more than {longest}" if longest is not None and len(text) > longest else ""


def _is_wide(text: str) -> bool:
    if text.isascii():
        return False
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return wide >= _WIDE * len(text)


prepare = each(_find)
