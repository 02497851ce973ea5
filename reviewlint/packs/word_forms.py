"""The forms that word lists may have: those of packs, and what a site adds to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

ByName = dict[str, list[str]]
"""Words by language or kind."""

Words = list[str] | ByName
"""Words, or words by language or kind."""

Cues = list[str] | dict[str, list[str] | dict[str, list[str] | dict[str, str]]]
"""Patterns, as ``document/cues.py`` reads them, for any language; or by language; or by that and group."""

Corrections = list[str] | dict[str, str | list[str] | None]
"""Words to avoid; or each with what to write instead; or such words by kind."""

Months = msgspec.defstruct(
    "Months",
    [(f"month_{number}", list[str], msgspec.field(name=str(number), default=[])) for number in range(1, 13)],
    forbid_unknown_fields=True,
)
"""The names of each month under its number."""


class Furniture(msgspec.Struct, forbid_unknown_fields=True):
    """Phrases around a text: whole lines, starts of lines, and those that may stand anywhere."""

    whole: list[str] = []
    start: list[str] = []
    anywhere: list[str] = []


class HeadingWords(msgspec.Struct, forbid_unknown_fields=True):
    """Words that stay small in a title, that begin a question, that begin a line of a page's head."""

    small: list[str] = []
    questions: list[str] = []
    labels: list[str] = []


class Dictionary(msgspec.Struct, forbid_unknown_fields=True):
    """The words of a language, and how others are made of them, as ``word_list`` reads them."""

    words: list[str] = []
    whole: list[str] = []
    first: list[str] = []
    second: list[str] = []
    tails: list[str] = []
    abbreviations: list[str] = []
    adjectives: list[str] = []
    beginnings: list[str] = []
    endings: list[str] = []


FORMS: Mapping[str, Any] = {
    "words": Words,
    "by-name": ByName,
    "patterns": Words,
    "cues": Cues,
    "corrections": Corrections,
    "months": Months,
    "furniture": Furniture,
    "heading-words": HeadingWords,
    "dictionary": Dictionary,
}
"""The forms by the names that check kinds call them, as types that plain data is converted to."""
