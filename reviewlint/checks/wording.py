"""``wording``: words that a house does not use, with what it writes instead.

A word list maps what is not written to what is (``sci-fi: science fiction``); one that is only to be
avoided is mapped to nothing, or stands in a plain list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.code import is_shown_as_code
from reviewlint.document.model import Field, Review
from reviewlint.document.scopes import Part, parts, require_scopes
from reviewlint.pattern_text import Pattern
from reviewlint.patterns import PatternSet, quote

PLACEHOLDERS = frozenset({"correction", "hint", "text"})
VOCABULARIES = {"list": "corrections"}


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which list of words and where; they are found in any case, unless ``ignore_case`` is off.

    A word that stands in its own correction ("Oscar" in "Academy Award (Oscar)") is left alone there,
    and so is what stands in code or in a comment.
    ``{hint}`` names the correction where there is one; the fix writes it, with a capital letter where
    the word has one. In front matter, where quotes may be needed, there is no fix.
    """

    scopes: tuple[str, ...]
    list: str
    ignore_case: bool = True

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes(self.scopes)


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make each rule's words one set of patterns."""
    lists = [dict(_read_list(settings.vocabularies.get(params.list))) for params in rules]
    sets = [
        PatternSet([Pattern(quote(word), True, params.ignore_case) for word in words])
        for params, words in zip(rules, lists, strict=True)
    ]
    corrections = [tuple(words.values()) for words in lists]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            for scope in params.scopes:
                for part in parts(review, scope):
                    if part.state == "text":
                        for hit in _find(part, sets[index], corrections[index]):
                            if not is_shown_as_code(review, part, hit.span):
                                yield index, hit

    return run


def _read_list(words: Any) -> Iterator[tuple[str, str]]:
    """Give each word with its correction, which is empty where there is none."""
    if not isinstance(words, Mapping):
        yield from ((str(word), "") for word in words or ())
        return
    for word, correction in words.items():
        if isinstance(correction, Sequence) and not isinstance(correction, str):
            yield from ((str(one), "") for one in correction)
        else:
            yield str(word), "" if correction is None else str(correction)


def _find(part: Part, words: PatternSet, corrections: Sequence[str]) -> Iterator[Hit]:
    found = sorted((start, -end, corrections[index]) for index, start, end in words.find(part.text))
    last = 0
    for start, negative_end, correction in found:
        end = -negative_end
        # Of words that overlap, the longer speaks: "film noir classic" beside "classic".
        if start >= last and not _is_right(part.text, start, end, correction):
            yield _hit(part, start, end, correction)
        last = max(last, end)


def _is_right(text: str, start: int, end: int, correction: str) -> bool:
    """Tell whether a word stands where it is part of its own correction."""
    word = text[start:end]
    at = correction.find(word)
    return at >= 0 and start >= at and text.startswith(correction, start - at)


def _hit(part: Part, start: int, end: int, correction: str) -> Hit:
    span, text = part.locate(start, end), part.text[start:end]
    if text[:1].isupper():
        correction = correction[:1].upper() + correction[1:]
    values = {
        "correction": correction,
        "hint": f"; write '{correction}'" if correction else "",
        "text": shorten(text),
    }
    if not correction or not part.exact or isinstance(part.owner, Field):
        return Hit(span, values)
    message = f"write '{correction}'"
    return Hit(span, values, edits=((span, correction),), safety=Safety.UNSAFE, fix_message=message)
