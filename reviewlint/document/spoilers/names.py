"""Names inside spoilers: words with a capital where no sentence begins, and no work's title stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reviewlint.document.identity import fold
from reviewlint.document.model import Review, Spoiler
from reviewlint.document.ranges import Cover
from reviewlint.regex import compile_later
from reviewlint.span import Span

WORD = compile_later(r"[^\W\d_]{3,}")
"""What may be a name, or a part of one."""

# A word with a capital. Behind a stop and a space it begins a sentence, whatever else is true.
_CAPITALISED = compile_later(r"[^\W\d_a-z](?<![^\W\d_].)(?<![.!?] .)[^\W\d_]{2,}")
# The same for a text of ASCII alone: a class of plain ranges is found several times as fast.
_CAPITALISED_ASCII = compile_later(r"[A-Z](?<![A-Za-z].)(?<![.!?] .)[A-Za-z]{2,}")
_SENTENCE_START = compile_later(
    r"""(?:^|[.!?:…]["'”’)\]*_]*\s|\n\s*(?:\n|[-*+>#|]+\s|\d+\.\s)|[“„«‘"'(|])[\s*_¿¡—-]*\Z"""
)
_LOOK_BACK = 12
_MARKUP = " \t\r\n*_"

_TITLE = 60
"""Code points on either side of a word in which the rest of a title is looked for."""
_WORDS_OF_A_TITLE = 3
_SMALL = r"(?:an?|and|de|des|du|for|from|in|la|le|of|the|to|with)"
_CAPITALS_BEFORE = compile_later(rf"(?:(?<![\w-])(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|{_SMALL}) )+\Z")
_CAPITALS_AFTER = compile_later(rf"(?:['’]s)?(?: (?:[A-ZÀ-ÖØ-Þ][\w'’-]*|{_SMALL})(?!\w))*")
_OPENS = frozenset('*_["“‘«„')
_ENDS = frozenset('*_]"”’»“')


def find_hidden_names(review: Review, keys: set[str]) -> dict[str, Span]:
    """Give those of the words that are names inside spoilers, and where they first are.

    ``keys`` are words without case and accents, as ``fold`` gives them.
    """
    text = review.source.text
    literal = Cover(review.literal)
    names: dict[str, Span] = {}
    small: set[str] = set()
    for spoiler in outermost(review.spoilers):
        for match in WORD.finditer(text, spoiler.body.start, spoiler.body.end):
            word = match.group()
            if not word[0].isupper():
                small.add(word)
                continue
            start, key = match.start(), fold(word)
            if key not in keys or key in names or (start in literal and spoiler.dialect != "myst-role"):
                continue
            if not (_opens_sentence(text, spoiler, start) or _is_in_title(text, start, match.end())):
                names[key] = Span(start, match.end())
    if not names:
        return names
    known = set(map(fold, small))
    return {key: span for key, span in names.items() if key not in known}


def list_capitalised(review: Review) -> list[str]:
    """Give the words with a capital inside spoilers, but most of those that begin a sentence.

    No word that ``find_hidden_names`` would find is left out: where this gives none, there is none.
    """
    bodies = []
    for spoiler in outermost(review.spoilers):
        body = review.source.slice(spoiler.body)
        if spoiler.form == "block":
            start = body.lstrip(_MARKUP)
            if len(body) - len(start) <= _LOOK_BACK:
                # The first word begins a sentence: without its first letter it has no capital.
                body = start[1:]
        bodies.append(body)
    text = "\n".join(bodies)
    if text.isascii():
        return _CAPITALISED_ASCII.findall(text)
    return [word for word in _CAPITALISED.findall(text) if word[0].isupper()]


def outermost(spoilers: Iterable[Spoiler]) -> Iterator[Spoiler]:
    """Give the closed spoilers that are inside no other."""
    end = 0
    for spoiler in spoilers:
        if spoiler.span.start >= end and spoiler.closed:
            end = spoiler.span.end
            yield spoiler


def _is_in_title(text: str, start: int, end: int) -> bool:
    """Tell whether a word is one of a work's title: of three with capitals, or set apart as a whole."""
    before = _CAPITALS_BEFORE.search(text[max(start - _TITLE, 0) : start])
    after = _CAPITALS_AFTER.match(text[end : end + _TITLE])
    left = before.group() if before else ""
    right = after.group() if after else ""
    words = 1 + sum(word[0].isupper() for word in (left + right).split())
    opens = text[max(start - len(left) - 1, 0) : start - len(left)]
    return words >= _WORDS_OF_A_TITLE or (opens in _OPENS and text[end + len(right) :][:1] in _ENDS)


def _opens_sentence(text: str, spoiler: Spoiler, start: int) -> bool:
    inside = text[max(start - _LOOK_BACK, spoiler.body.start) : start]
    if inside.strip(_MARKUP) or start - spoiler.body.start > _LOOK_BACK:
        return _SENTENCE_START.search(text[max(start - _LOOK_BACK, 0) : start]) is not None
    if spoiler.form == "block":
        return True
    # What an inline spoiler begins with goes on with the sentence before it.
    before = text[max(spoiler.opener.start - _LOOK_BACK, 0) : spoiler.opener.start]
    return _SENTENCE_START.search(before) is not None
