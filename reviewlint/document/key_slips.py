"""Whether a key of front matter is a slip of another: ``sort_reviewr``, ``tagsL``, ``:movie``.

Many a good key is one letter from another (``start`` and ``stars``, ``genre`` and ``genres``,
``publisher`` and ``published``, ``cover_art`` and ``cover_alt``), so little counts as a slip.
"""

from __future__ import annotations

from collections.abc import Iterable

from reviewlint.regex import compile_later

_WORD = compile_later(r"[^\W_]+?(?=[^\w]|_|(?<=[a-zà-ÿ])[A-ZÀ-Þ]|\Z)")
_SHORTEST = 4
"""Letters of a word in which two may be swapped, or one doubled."""
_MOST_MORE = 2
"""Characters that a slip may have more or fewer: a letter, or signs around the key."""
_LONG = 6
"""Letters from which a word with one of them wrong, missing or too many is still that word."""


def find_slip(key: str, known: Iterable[str]) -> str | None:
    """Give the first of the known keys that ``key`` is a slip of, ``None`` where it is none of any."""
    words = _WORD.findall(key)
    for right in known:
        if abs(len(key) - len(right)) > _MOST_MORE:
            continue
        if _fold(key) == _fold(right) or _has_stray(key, right):
            return right
        if abs(len(key) - len(right)) > 1:
            continue
        others = _WORD.findall(right)
        if len(words) == len(others):
            wrong = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
            if len(wrong) == 1 and _is_slip(wrong[0][0].lower(), wrong[0][1].lower()):
                return right
    return None


def _fold(key: str) -> str:
    return "".join(character for character in key.casefold() if character.isalnum())


def _has_stray(key: str, right: str) -> bool:
    """Tell whether a capital letter got in at one end."""
    return (key[:-1] == right and key[-1].isupper()) or (key[1:] == right and key[0].isupper())


def _is_slip(word: str, right: str) -> bool:
    if word.endswith("s") and right.endswith("s"):
        word, right = word[:-1], right[:-1]
    if not (word.isalpha() and right.isalpha()) or min(len(word), len(right)) < _SHORTEST:
        return False
    at = _first_difference(word, right)
    if len(word) == len(right):
        swapped = word[at : at + 2] == right[at : at + 2][::-1] and word[at + 2 :] == right[at + 2 :]
        one_wrong = word[at + 1 :] == right[at + 1 :]
        return swapped or (one_wrong and _is_inside(at, word))
    longer, shorter = (word, right) if len(word) > len(right) else (right, word)
    if longer[at + 1 :] != shorter[at:]:
        return False
    if longer is word and at and word[at - 1] == word[at]:
        return True
    return _is_inside(at, longer)


def _first_difference(one: str, other: str) -> int:
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


def _is_inside(at: int, word: str) -> bool:
    """Tell whether a letter is neither the first nor the last: those make other words."""
    return 0 < at < len(word) - 1 and len(word) >= _LONG
