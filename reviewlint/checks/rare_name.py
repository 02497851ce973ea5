"""``rare-name``: a name that stands once in a review, a letter away from one that it often has.

Only capitalised words count as names, and only where no sentence begins. Names are compared by
what is left of them when one letter is taken out, so that the time grows with the text alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from reviewlint.checks.base import Context, Hit, each
from reviewlint.diagnostics import Safety
from reviewlint.document.model import Review, Value
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"count", "name", "text"})
PLACES = ("paragraph",)
CONDITIONS = frozenset({"captured"})

Places: TypeAlias = Mapping[str, list[Span]]

_NAME = compile_later(r"[^\W\d_a-z]\w{4,}")
# A capital of Latin, Greek or Cyrillic: a class of plain ranges is found four times as fast.
_CAPITALISED = compile_later(r"[A-ZÀ-ÖØ-ÞĀ-ſΆ-ΫЀ-Я]\w{4,}")
# The letters of most reviews are a byte each, and bytes are looked up in a table: there each capital
# becomes one sign, which is found in a third of the time that a class of capitals takes, and all that
# is no part of a word becomes a blank.
_MARK = "\x80"
_MARKS = bytes(
    0x80 if letter.isupper() else code if letter.isalnum() or letter == "_" else 0x20
    for code, letter in enumerate(map(chr, range(0x100)))
)
_MARKED = compile_later(rf"{_MARK}([^ {_MARK}]{{4,}})")
_TYPOGRAPHY = "’‘“”–—…"
_MOST_PAIRS = 1000
_NO_START = frozenset("/=%-_.@#&\\")
"""Behind these a word belongs to an address, or to another word."""
_SENTENCE_START = compile_later(
    r"""(?:^|[.!?:…]["'”’)\]*_]*\s|\n\s*(?:\n|[-*+>#|]\s|\d+\.\s)|[“„«‘"'(|])[\s*_¿¡—-]*\Z"""
)
_LOOK_BACK = 12
_WORDS_OF_A_NAME = 6


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say from how many letters a word is looked at, and from how many times on it is known."""

    letters: int = 6
    often: int = 3


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    if not _may_hold_alike(review, params):
        return
    in_front = _names_in_front(review, params.letters)
    if not _may_hold_slips(review, params, in_front):
        return
    places = _collect(review, params.letters - 1)
    known = {name for name, spans in places.items() if len(spans) >= params.often} | in_front
    rare = [name for name, spans in places.items() if len(spans) == 1 and name not in known]
    pairs = _match(rare, known, params.letters)
    if not pairs:
        return
    small = set(re.findall(r"[^\W\d_]+", review.source.slice(review.body)))
    for text, name in pairs:
        span = places[text][0]
        if text.lower() in small or name.lower() in small or _opens_sentence(review, span):
            continue
        yield Hit(
            span,
            {"text": text, "name": name, "count": str(len(places.get(name, ())))},
            condition="captured" if context.captured else None,
            edits=((span, name),),
            safety=Safety.UNSAFE,
            fix_message=f"write {name}",
        )


def _may_hold_alike(review: Review, params: Params) -> bool:
    """Tell at little cost whether two words with a capital may be a slip apart: in most reviews none are.

    Names of front matter are looked for as they are written, and words by what follows the capital. A
    word with another capital inside is no name.
    """
    text, start = review.source.text, review.body.start
    if "\\" in text[:start]:
        # An escape may stand for any letter.
        return True
    marked = _mark_capitals(text)
    if marked is None:
        return True
    front, body = _MARKED.findall(marked, 0, start), _MARKED.findall(marked, start)
    known = {word for word, count in Counter(body).items() if count >= params.often}.union(front)
    lasts = {word[-1] for word in known}
    alike = [word for word in {*body} if word[-1] in lasts]
    if len(alike) * len(known) > _MOST_PAIRS:
        return True
    pairs = [(word, name) for word in alike for name in known if word[-1] == name[-1]]
    return any(_is_slip(word, name) for word, name in pairs if -2 < len(word) - len(name) < 2)


def _mark_capitals(text: str) -> str | None:
    """Give a text with a sign for every capital, offset for offset; None where the letters are too many."""
    if not text.isascii():
        for sign in _TYPOGRAPHY:
            text = text.replace(sign, " ")
        if _MARK in text:
            return None
    try:
        return text.encode("latin-1").translate(_MARKS).decode("latin-1")
    except UnicodeEncodeError:
        return None


def _may_hold_slips(review: Review, params: Params, in_front: set[str]) -> bool:
    """Tell, without a look at where words stand, whether one may be a slip of another.

    A slip keeps the first letter and the last, and all but one of the others; most reviews have no
    two names so alike.
    """
    counts = Counter(_CAPITALISED.findall(review.source.slice(review.body)))
    known = {name for name, count in counts.items() if count >= params.often} | in_front
    ends = {name[0] + name[-1] for name in known if len(name) >= params.letters}
    rare = [name for name, count in counts.items() if count < params.often and name[0] + name[-1] in ends]
    rare = [name for name in rare if name not in known]
    return bool(rare) and bool(_match(rare, known, params.letters))


def _collect(review: Review, letters: int) -> Places:
    """Give every capitalised word of the paragraphs and where it stands."""
    places: dict[str, list[Span]] = {}
    for paragraph in review.paragraphs:
        text, base = paragraph.text, paragraph.span.start
        for match in _NAME.finditer(text):
            word, start = match.group(), match.start()
            before = text[start - 1] if start else " "
            if _is_name(word, letters) and not before.isalnum() and before not in _NO_START:
                places.setdefault(word, []).append(Span(base + start, base + match.end()))
    return places


def _names_in_front(review: Review, letters: int) -> set[str]:
    """Give the capitalised words of the front matter's short values: titles and people."""
    root = review.front_matter.root if review.front_matter else None
    texts = [
        value.text
        for entry in (root.entries if root else ())
        for value in _values(entry.value)
        if value.kind == "text" and value.text.count(" ") < _WORDS_OF_A_NAME and "/" not in value.text
    ]
    return {name for name in set(_CAPITALISED.findall("\n".join(texts))) if _is_name(name, letters)}


def _values(value: Value) -> Iterator[Value]:
    """Give a value and what it holds, as deep as a work's list of people lies."""
    yield value
    yield from value.items
    for entry in value.entries:
        yield entry.value
        yield from entry.value.items


def _is_name(word: str, letters: int) -> bool:
    return len(word) >= letters and word.isalpha() and word[0].isupper() and word[1:].islower()


def _match(rare: list[str], known: set[str], letters: int) -> list[tuple[str, str]]:
    """Pair each rare word with the known name that it is one slip away from."""
    by_rest: dict[str, str] = {}
    for known_name in sorted(known):
        if len(known_name) >= letters:
            for rest in _rests(known_name):
                by_rest.setdefault(rest, known_name)
    pairs = []
    for text in rare:
        for rest in _rests(text):
            name = by_rest.get(rest, "")
            if name and _is_slip(text, name):
                pairs.append((text, name))
                break
    return pairs


def _rests(word: str) -> Iterator[str]:
    """Give a word, and what is left of it without each of its letters but the first."""
    yield word
    for index in range(1, len(word)):
        yield word[:index] + word[index + 1 :]


def _is_slip(text: str, name: str) -> bool:
    """Tell whether one letter inside was dropped, added, changed or swapped with its neighbour.

    A different ending is another word: a plural, a feminine, the people of a country.
    """
    if text[-1] != name[-1] or text == name:
        return False
    start = 0
    while start < min(len(text), len(name)) and text[start] == name[start]:
        start += 1
    end = 0
    while end < min(len(text), len(name)) - start and text[-1 - end] == name[-1 - end]:
        end += 1
    middle, right = text[start : len(text) - end], name[start : len(name) - end]
    if len(middle) == len(right) == 2:
        return middle == right[::-1]
    return max(len(middle), len(right)) == 1


def _opens_sentence(review: Review, span: Span) -> bool:
    before = review.source.text[max(span.start - _LOOK_BACK, 0) : span.start]
    return not before or _SENTENCE_START.search(before) is not None


prepare = each(_find)
