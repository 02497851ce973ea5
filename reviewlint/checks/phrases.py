"""``phrases``: a text that is, or begins with, a phrase of a word list, such as "photo of".

A word list maps a language to its phrases. A review is judged by those of its language, which its
fields say, its path (``her.de.md``) or the site's config, and by English ones, which templates leave
behind; where none of them says it, it may be in any.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.identity import find_language
from reviewlint.document.model import Image, Review
from reviewlint.document.scopes import Part, parts, require_scopes
from reviewlint.regex import compile_later

PLACEHOLDERS = frozenset({"part", "source", "text"})

_WORD = compile_later(r"[^\W\d_]+")
_NUMBERED = compile_later(r"[^\W\d_][-_]?\d{3}")
"""A word that holds a long number, ``IMG_0042``, is a file's name, and no phrase."""
_ENGLISH = "en"
_LOOKED_AT = 200
"""Code points of a text that are looked at: no phrase is so long."""
_MOST_WORDS = 6
"""A phrase of a list has at most this many words; longer ones are never met."""

Phrases = frozenset[tuple[str, ...]]
Opening = tuple[str, ...]
"""The first two words of a text, or as many as it has: a text without words may be any phrase."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which word list and where.

    ``at`` is ``whole`` (the text says nothing else, numbers and punctuation aside) or ``start``
    (more follows). A phrase that also stands in one of the scopes ``unless_in`` is meant. ``cut``
    makes a fix that takes the phrase off the start.
    """

    scopes: tuple[str, ...]
    list: str
    at: Literal["whole", "start"] = "whole"
    unless_in: tuple[str, ...] = ()
    cut: bool = False

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes((*self.scopes, *self.unless_in))


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make each word list a set of phrases for each language."""
    lists = [_read_list(settings.vocabularies.get(params.list)) for params in rules]
    openings = [{phrase[:2] for phrases in listed.values() for phrase in phrases} for listed in lists]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        # Several rules look at the same texts: how each begins is read once.
        begun: dict[tuple[str, ...], list[tuple[Part, Opening]]] = {}
        for index, params in enumerate(rules):
            if params.scopes not in begun:
                begun[params.scopes] = [
                    (part, _read_opening(part.text))
                    for scope in params.scopes
                    for part in parts(review, scope)
                    if part.state == "text"
                ]
            known = openings[index]
            texts = [
                part
                for part, opening in begun[params.scopes]
                if not opening or opening[:1] in known or opening in known
            ]
            if not texts:
                continue
            phrases = _choose(lists[index], review, context)
            for part in texts:
                hit = _judge(review, params, phrases, part)
                if hit is not None:
                    yield index, hit

    return run


def _read_opening(text: str) -> Opening:
    text = text[:_LOOKED_AT].casefold()
    first = _WORD.search(text)
    if first is None:
        return ()
    second = _WORD.search(text, first.end())
    return (first[0],) if second is None else (first[0], second[0])


def _read_list(words: Any) -> Mapping[str, Phrases]:
    by_language = words if isinstance(words, dict) else {"": words or ()}
    return {
        language: frozenset(tuple(_WORD.findall(str(phrase).casefold())) for phrase in phrases) - {()}
        for language, phrases in by_language.items()
    }


def _choose(lists: Mapping[str, Phrases], review: Review, context: Context) -> Sequence[Phrases]:
    """Give the phrases of a review's language, of templates' English, and those that are of any."""
    path, configured = find_language(context.relative or context.path), context.settings.language
    said = review.text_of("language") or (path if _reduce(path) in lists else "")
    if not said and configured == _ENGLISH:
        # A site that says nothing has this language, whatever it writes in.
        return tuple(lists.values())
    wanted = {_reduce(said or configured), _ENGLISH, ""}
    return tuple(phrases for name, phrases in lists.items() if name in wanted)


def _reduce(language: str) -> str:
    """Give a language without its country: ``pt-BR`` is read as ``pt``."""
    return re.split(r"[-_]", language.casefold(), maxsplit=1)[0]


def _judge(review: Review, params: Params, phrases: Sequence[Phrases], part: Part) -> Hit | None:
    if params.at == "start":
        end = _find_start(phrases, part.text)
    else:
        end = len(part.text) if _is_filler(phrases, part.text) else 0
    if not end or _stands_in(review, params.unless_in, part.text[:end]):
        return None
    source = part.owner.source if isinstance(part.owner, Image) else ""
    values = {"text": shorten(part.text[:end]), "part": shorten(part.text), "source": source}
    if not params.cut or not part.exact:
        return Hit(part.locate(0, end), values)
    rest = part.text[end:].lstrip(" \t:–—-")
    edit = (part.locate(0, len(part.text)), rest[:1].upper() + rest[1:])
    return Hit(part.locate(0, end), values, edits=(edit,), safety=Safety.UNSAFE)


def _find_start(phrases: Sequence[Phrases], text: str) -> int:
    """Give the end of the longest phrase that the text begins with, 0 where there is none."""
    words: list[str] = []
    longest = 0
    for word in _WORD.finditer(text[:_LOOKED_AT]):
        words.append(word.group().casefold())
        if len(words) > _MOST_WORDS:
            break
        if any(tuple(words) in known for known in phrases):
            longest = word.end()
    return longest if text[longest:].strip(" \t.:!–—-") else 0


def _is_filler(phrases: Sequence[Phrases], text: str) -> bool:
    """Tell whether a text holds nothing but a phrase, or nothing but punctuation."""
    words = _WORD.findall(text[:_LOOKED_AT].casefold())
    if words:
        if _NUMBERED.search(text[:_LOOKED_AT]):
            return False
        return len(text) <= _LOOKED_AT and any(tuple(words) in known for known in phrases)
    return all(unicodedata.category(character)[0] in "PZ" for character in text[:_LOOKED_AT])


def _stands_in(review: Review, scopes: Sequence[str], text: str) -> bool:
    wanted = f" {_spell(text)} "
    return any(wanted in f" {_spell(part.text)} " for scope in scopes for part in parts(review, scope))


def _spell(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
