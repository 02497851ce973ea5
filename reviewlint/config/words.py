"""Word lists put together: what a config adds to those of packs, and to those of what it extends."""

from __future__ import annotations

from typing import Any


def add_words(words: Any, more: Any) -> Any:
    """Add words to a list of the same form; a plain list beside a mapping is words for any language.

    What is no list, such as the correction of a word, is said anew.
    """
    if isinstance(words, dict) or (isinstance(more, dict) and words is not None):
        words, more = _name_words(words), _name_words(more)
        return {**words, **{name: add_words(words.get(name), value) for name, value in more.items()}}
    return [*words, *more] if isinstance(words, list) and isinstance(more, list) else more


def _name_words(words: Any) -> dict[str, Any]:
    return words if isinstance(words, dict) else {"": words}
