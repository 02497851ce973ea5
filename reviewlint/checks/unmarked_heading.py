"""``unmarked-heading``: a line alone that reads as a heading and is not marked as one.

It speaks only of text that was captured from a web page, where headings lose their marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.capture import Furniture, compile_furniture, find_furniture
from reviewlint.document.lone_lines import LoneLine, find_lone_lines
from reviewlint.document.model import Review
from reviewlint.document.ranges import Cover
from reviewlint.document.word_list import split_words
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"level", "text"})
NEEDS = frozenset({"captured"})
VOCABULARIES = {"words": "heading-words", "furniture": "furniture"}
PLACES = ("line",)

_WORD = compile_later(r"[^\W_]+(?:['’.-][^\W_]+)*")
_QUOTED = compile_later(r"[“\"«„‘'].*[”\"»’']")
_OTHER_MARKUP = compile_later(r"[|<>()\[\]{}=@*_`]|^[-+#\d]|\.\w|//")
_CLOSING = "\"'”’»"
_MOST_WORDS = 12
_LEAST_LETTERS = 4
"""Letters of a heading of one word."""

_TITLE_LEVEL, _LEVEL = 1, 2


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which word lists.

    ``small`` are the words that stay small in a title, ``questions`` those that a question begins
    with, both in the list ``words``; ``labels`` there begin lines of a page's head ("By", "Rating").
    What ``furniture`` lists is none of the review's.
    """

    words: str
    furniture: str


class _Lists(msgspec.Struct, frozen=True):
    small: frozenset[str]
    questions: frozenset[str]
    labels: frozenset[str]
    furniture: Furniture


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Remember where each rule's lists are; most reviews were not captured and ask for none."""

    @cache
    def read_lists(params: Params) -> _Lists:
        return _read_lists(params, settings)

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        if not context.captured:
            return
        for index, params in enumerate(rules):
            for hit in _find(review, read_lists(params)):
                yield index, hit

    return run


def _read_lists(params: Params, settings: Settings) -> _Lists:
    words = settings.vocabularies.get(params.words) or {}
    small, questions, labels = (
        frozenset(split_words(words.get(name, []))) for name in ("small", "questions", "labels")
    )
    furniture = compile_furniture(settings.vocabularies.get(params.furniture) or {})
    return _Lists(small, questions, labels, furniture)


def _find(review: Review, lists: _Lists) -> Iterator[Hit]:
    alone = list(find_lone_lines(review))
    lines = [line for line in alone if _reads_as_heading(line.text, lists)]
    if not lines:
        return
    above_text = {line.index for line in alone if line.before_prose}
    # What a picture left may stand between a heading and its text.
    above_text |= {index - 1 for index in above_text - {line.index for line in lines}}
    literal = Cover(review.literal)
    stray = Cover(piece.line for piece in find_furniture(review, lists.furniture))
    titled = "title" in review.fields or any(heading.level == _TITLE_LEVEL for heading in review.headings)
    for line in lines:
        if line.span.start in literal or line.span.start in stray:
            continue
        if line.begun and line.index in above_text:
            yield _report(review, line, _find_level(review, line.span.start))
        elif not line.begun and not titled:
            # Of the lines above the text the first is its title; names and dates may follow.
            titled = True
            yield _report(review, line, _TITLE_LEVEL)


def _reads_as_heading(text: str, lists: _Lists) -> bool:
    """Tell whether a line is a title or a question: no name, no label, nothing in quotation marks."""
    words = _WORD.findall(text)
    if (
        not 1 <= len(words) <= _MOST_WORDS
        or not text.lstrip("¿¡")[:1].isupper()
        or _OTHER_MARKUP.search(text)
    ):
        return False
    if words[0].lower() in lists.labels or _QUOTED.fullmatch(text):
        return False
    bare = text.rstrip(_CLOSING)
    if bare.endswith("?"):
        return words[0].lower() in lists.questions or _is_title(words, lists.small)
    return bare[-1:].isalnum() and _is_title(words, lists.small)


def _is_title(words: Sequence[str], small: frozenset[str]) -> bool:
    """Tell whether words are capitalised as in a title."""
    if len(words) == 1:
        return len(words[0]) >= _LEAST_LETTERS and words[0].istitle()
    large = [word for word in words if not (word in small or word[0].isdigit())]
    return len(large) > 1 and words[-1] in large and all(word[0].isupper() for word in large)


def _find_level(review: Review, offset: int) -> int:
    """Give the level of the last heading above, that of a section where there is none."""
    levels = [heading.level for heading in review.headings if heading.span.start < offset]
    return max(levels[-1], _LEVEL) if levels else _LEVEL


def _report(review: Review, line: LoneLine, level: int) -> Hit:
    values = {"text": shorten(line.text), "level": str(level)}
    if review.syntax == "rest":
        # A heading there is a line below, of a character that depends on all other headings.
        return Hit(line.span, values)
    place = Span(line.span.start, line.span.start)
    return Hit(
        line.span,
        values,
        edits=((place, f"{'#' * level} "),),
        safety=Safety.UNSAFE,
        fix_message=f"make it a heading of level {level}",
    )
