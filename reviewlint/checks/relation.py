"""``relation``: two texts of one thing that say the same, such as alt text and caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.document.model import Heading, Image, Review
from reviewlint.document.scopes import Part, parts, require_scopes
from reviewlint.regex import compile_later

PLACEHOLDERS = frozenset({"other", "source", "text"})

_TAG = compile_later(r"<[^<>]*>")
_WORD = compile_later(r"[^\W_]+")

Words = tuple[str, ...]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which texts are compared: their words, whatever the case, punctuation and markup.

    A text of ``scopes`` is held against those of ``others``: of the same image where both are of
    images. ``within`` is the number of words from which it is enough, between two texts of an
    image, that the first stands word for word in the second; 0 wants the two to be the same.
    ``leave_out`` are words that do not count, in small letters; ``note`` is said of the other place.
    """

    scopes: tuple[str, ...]
    others: tuple[str, ...]
    within: int = 0
    leave_out: tuple[str, ...] = ()
    note: str = "this says the same"

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes((*self.scopes, *self.others))


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    texts = [part for scope in params.scopes for part in parts(review, scope) if part.text]
    if not texts:
        return
    of_image: dict[int, list[Part]] = {}
    of_review: dict[Words, Part] = {}
    for scope in params.others:
        for other in _list_others(review, scope):
            if isinstance(other.owner, Image):
                of_image.setdefault(id(other.owner), []).append(other)
            else:
                of_review.setdefault(_words(other.text, params), other)
    marks = [max(words, key=len) for words in of_review if words]
    for part in texts:
        folded = part.text.casefold()
        others = [other for other in of_image.get(id(part.owner), ()) if _may_repeat(folded, other, params)]
        # Few texts share a long word with another, and only those are taken apart.
        if not others and not any(mark in folded for mark in marks):
            continue
        words = _words(part.text, params)
        if not words:
            continue
        same = of_review.get(words) or _find_repeat(words, others, params)
        if same is not None and same.span != part.span:
            yield _hit(part, same, params)


def _may_repeat(folded: str, other: Part, params: Params) -> bool:
    """Tell at little cost whether a text, in small letters, may stand in another: its longest word does."""
    if "<" in folded or params.leave_out:
        return True
    word = _WORD.search(max(folded.split(), key=len, default=""))
    return word is None or word.group() in other.text.casefold()


def _list_others(review: Review, scope: str) -> Iterator[Part]:
    """Give the texts of a scope; a review without a title field has its main heading for one."""
    if scope != "field.title" or "title" in review.fields:
        yield from parts(review, scope)
        return
    for part in parts(review, "heading"):
        if isinstance(part.owner, Heading) and part.owner.level == 1:
            yield part


def _hit(part: Part, other: Part, params: Params) -> Hit:
    source = part.owner.source if isinstance(part.owner, Image) else ""
    values = {"text": shorten(part.text), "other": shorten(other.text), "source": source}
    return Hit(part.span, values, related=((other.span, params.note),))


def _words(text: str, params: Params) -> Words:
    words = _WORD.findall((_TAG.sub(" ", text) if "<" in text else text).casefold())
    return tuple([word for word in words if word not in params.leave_out] if params.leave_out else words)


def _find_repeat(words: Words, others: Sequence[Part], params: Params) -> Part | None:
    for other in others:
        other_words = _words(other.text, params)
        if words == other_words:
            return other
        enough = params.within and len(words) >= params.within
        if enough and f" {' '.join(words)} " in f" {' '.join(other_words)} ":
            return other
    return None


prepare = each(_find)
