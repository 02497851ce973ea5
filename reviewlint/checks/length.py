"""``length``: a text that is shorter or longer than it should be."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.document.glance import Glance
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


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make ready to look at all texts of a rule at once: hardly one is too short or too long."""
    glances = [Glance.at(params.scopes) for params in rules]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            glance = glances[index]
            # Of what is cut out of the body a glance shows only the whole.
            if glance.body or not _all_fit(glance.read(review), params):
                for hit in _find(review, params):
                    yield index, hit

    return run


def _all_fit(texts: Sequence[str], params: Params) -> bool:
    """Tell whether all texts are as long as they should be: texts of one byte a letter are never wide."""
    longest = params.longest if params.longest is not None else sys.maxsize
    widest = params.longest_wide if params.longest_wide is not None else longest
    least = min(longest, widest)
    shortest = params.shortest
    for text in texts:
        if len(text) > least and (len(text) > longest or not text.isascii()):
            return False
        if shortest and len(text.strip()) < shortest:
            return False
    return True


def _find(review: Review, params: Params) -> Iterator[Hit]:
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
