"""Whether a review is meant to be seen yet, as its front matter says it."""

from __future__ import annotations

from reviewlint.document.model import Review, Value

_YES = frozenset({"true", "yes", "on", "1", "si", "sí", "ja", "oui"})


def is_draft(review: Review) -> bool:
    """Tell whether the review says that it is a draft: ``draft: true``, ``published: false``."""
    draft = review.fields.get("draft")
    if draft is not None and _says_yes(draft.value):
        return True
    published = review.fields.get("published")
    return published is not None and published.value.data is False


def _says_yes(value: Value) -> bool:
    return value.data is True or value.text.strip().casefold() in _YES
