"""``listed``: a text that is not on the list of those that a site has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, find_nothing, list_words, shorten
from reviewlint.diagnostics import Safety
from reviewlint.document.front_matter.yaml_text import read_plain_text
from reviewlint.document.model import Field, Review, Value
from reviewlint.document.scopes import Part, parts, require_scopes, split_at_commas

PLACEHOLDERS = frozenset({"hint", "text"})

_LIKE = 75.0
"""How alike, of 100, a text and one of the list must be for a did-you-mean."""
_LONGEST = 100
"""Code points of a text that are compared: no word of a list is longer."""
_SPECIAL = frozenset("\"'\\,:#[]{}&*!|>%@`\n")
"""Characters that stand for something else than themselves in one form of front matter or another."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which texts must be on which list; where the list is empty, any text will do.

    ``split`` takes a text apart at its commas. Case counts: a list says how a word is written.
    """

    scopes: tuple[str, ...]
    list: str
    split: bool = False

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes(self.scopes)


class _Words(msgspec.Struct, frozen=True):
    exact: frozenset[str]
    folded: Mapping[str, str]


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Order the words of each list."""
    lists = [_order(list(list_words(settings.vocabularies.get(params.list)))) for params in rules]
    if not any(words.exact for words in lists):
        return find_nothing

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            words = lists[index]
            if not words.exact:
                continue
            for scope in params.scopes:
                for whole in parts(review, scope):
                    for part in split_at_commas(whole) if params.split else (whole,):
                        if part.text.strip() and part.text.strip() not in words.exact:
                            yield index, _hit(part, words)

    return run


def _order(words: Sequence[str]) -> _Words:
    return _Words(frozenset(words), {_fold(word): word for word in reversed(words)})


def _fold(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _hit(part: Part, words: _Words) -> Hit:
    text = part.text.strip()
    near = _find_near(text[:_LONGEST], words)
    hint = f"; did you mean `{near}`?" if near else ""
    hit = Hit(part.span, {"text": shorten(text), "hint": hint})
    if near is None or not part.exact or not _can_stand(near, part):
        return hit
    start = part.text.index(text)
    edit = (part.locate(start, start + len(text)), near)
    message = f"write `{near}`"
    return msgspec.structs.replace(hit, edits=(edit,), safety=Safety.UNSAFE, fix_message=message)


def _find_near(text: str, words: _Words) -> str | None:
    folded = _fold(text)
    if folded in words.folded:
        return words.folded[folded]
    # Imported here: most texts are on their list.
    from rapidfuzz import fuzz, process

    found = process.extractOne(folded, words.folded.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return words.folded[found[0]] if found else None


def _can_stand(word: str, part: Part) -> bool:
    """Tell whether a word means itself where the part stands, without other quotes than it has."""
    if _SPECIAL & set(word) or word != word.strip():
        return False
    value = part.owner.value if isinstance(part.owner, Field) else None
    if value is None or _find_item(value, part).style in ("single", "double"):
        return True
    return word[0].isalnum() and read_plain_text(word) is None


def _find_item(value: Value, part: Part) -> Value:
    at = bisect_right(value.items, part.span.start, key=lambda item: item.span.start) - 1
    return value.items[at] if at >= 0 else value
