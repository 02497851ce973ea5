"""``leak``: a word that the writer calls a spoiler, in a place that everybody reads.

Words are compared whole, whatever their case and accents: ``zoe`` in an address is ``Zoé``.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.document.model import Review
from reviewlint.document.scopes import hidden_spans, name_place, parts, require_scopes
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"place", "term"})

# Chinese and Japanese are written without spaces: there every character counts as a word.
_WORD = compile_later(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")

_MOST_WORDS = 12
"""Words of a term; what is longer is a sentence, and never stands in a heading word for word."""

Words = tuple[str, ...]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say where the terms of the role ``terms`` must not stand: in ``scopes``, in the file's name."""

    terms: str
    scopes: tuple[str, ...]
    file_name: bool = False

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes(self.scopes)


class Terms(msgspec.Struct, frozen=True):
    """Hold the terms by their words, with their place, and the lengths that begin with a word."""

    places: Mapping[Words, tuple[str, Span]]
    lengths: Mapping[str, tuple[int, ...]]


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    terms = _read_terms(review, params.terms)
    if not terms.places:
        return
    hidden = hidden_spans(review)
    starts = [span.start for span in hidden]
    for scope in params.scopes:
        for part in parts(review, scope):
            for words, start, end in _search(terms, part.text):
                span = part.locate(start, end)
                # A label stands inside its spoiler's span, and is shown all the same.
                if scope != "spoiler.label" and _is_hidden(span, hidden, starts):
                    continue
                term, place = terms.places[words]
                values = {"term": shorten(term), "place": name_place(part, scope)}
                yield Hit(span, values, related=((place, "called a spoiler here"),))
    if params.file_name:
        for words, _, _ in _search(terms, PurePosixPath(review.source.path).stem):
            term, place = terms.places[words]
            yield Hit(place, {"term": shorten(term), "place": "the file's name"})


def _read_terms(review: Review, role: str) -> Terms:
    places: dict[Words, tuple[str, Span]] = {}
    lengths: dict[str, tuple[int, ...]] = {}
    for text, span in review.texts_of(role):
        # A site may write the terms as one text with commas, as it may its tags.
        for term in text.split(","):
            words = tuple(word for word, _, _ in _split(term))
            if 0 < len(words) <= _MOST_WORDS and words not in places:
                places[words] = (term.strip(), span)
                known = lengths.get(words[0], ())
                if len(words) not in known:
                    lengths[words[0]] = tuple(sorted((*known, len(words)), reverse=True))
    return Terms(places, lengths)


def _split(text: str) -> Iterator[tuple[str, int, int]]:
    """Give the words of a text, without case and accents, and where each stands."""
    for match in _WORD.finditer(text):
        yield _fold(match.group()), match.start(), match.end()


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(one for one in plain if unicodedata.category(one) != "Mn")


def _search(terms: Terms, text: str) -> Iterator[tuple[Words, int, int]]:
    """Give each term that stands in a text, the longest where one begins another."""
    words = list(_split(text))
    for at, (word, start, _) in enumerate(words):
        for length in terms.lengths.get(word, ()):
            candidate = tuple(one for one, _, _ in words[at : at + length])
            if len(candidate) == length and candidate in terms.places:
                yield candidate, start, words[at + length - 1][2]
                break


def _is_hidden(span: Span, hidden: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, span.start) - 1
    return at >= 0 and hidden[at].contains(span)


prepare = each(_find)
