"""``joined-words``: words that run together, as where markup was stripped off a web page.

It speaks only of text that was captured from one, in the language of its word list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.joined_words import Reading, Words, count_words, find_joined, is_in
from reviewlint.document.model import Review
from reviewlint.document.ranges import Cover
from reviewlint.document.scopes import Part, parts
from reviewlint.document.word_list import WordList, compile_words

PLACEHOLDERS = frozenset({"text", "wanted"})
NEEDS = frozenset({"captured"})
VOCABULARIES = {"list": "dictionary"}
PLACES = ("paragraph",)

_SCOPES = ("heading", "paragraph")

_ENOUGH = 3
"""So many places that are sure make the others likely: where one space was lost, more were."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which word list, and of which language it is."""

    list: str
    language: str = "en"


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Remember where each rule's words are; most reviews were not captured and ask for none."""

    @cache
    def compile_list(name: str) -> WordList:
        return compile_words(settings.vocabularies.get(name) or {})

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        if not context.captured:
            return
        said = (review.text_of("language") or "").lower()
        for index, params in enumerate(rules):
            if said.startswith(params.language) or not said:
                for hit in _find(review, compile_list(params.list)):
                    yield index, hit

    return run


def _find(review: Review, language: WordList) -> Iterator[Hit]:
    texts = [part for scope in _SCOPES for part in parts(review, scope) if part.exact]
    words = Words(language, count_words([part.text for part in texts]))
    if not is_in(language, words.own):
        return
    literal = Cover(review.literal)
    found: list[tuple[bool, Hit]] = []
    for part in texts:
        for start, end, reading in find_joined(part.text, words):
            if part.span.start + start not in literal:
                found.append((reading.sure, _report(part, start, end, reading)))
    likely = sum(sure for sure, _ in found) >= _ENOUGH
    for sure, hit in found:
        if sure or likely:
            yield hit


def _report(part: Part, start: int, end: int, reading: Reading) -> Hit:
    cuts = [start + cut for cut in reading.cuts]
    starts, ends = [start, *cuts], [*cuts, end]
    wanted = " ".join(part.text[one:two] for one, two in zip(starts, ends, strict=True))
    return Hit(
        part.locate(start, end),
        {"text": shorten(part.text[start:end]), "wanted": shorten(wanted)},
        edits=tuple((part.locate(cut, cut), " ") for cut in cuts),
        safety=Safety.UNSAFE,
        fix_message=f"write {shorten(wanted)}",
    )
