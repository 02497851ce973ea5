"""Sentences of a piece of prose."""

from __future__ import annotations

from reviewlint.regex import compile_later

# A stop, what closes behind it, white space; then a sentence begins: no small letter follows.
# Titles and initials ("Mr. Knightley", "J. R. R. Tolkien") end none.
_END = compile_later(
    r"(?:(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])\.|[!?…])"
    r"[\"'”’»)\]*_!?.…]{0,9}\s+(?![\"'“‘«(\[*_]*[a-zß-ÿ])"
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Give the start and end of each sentence: code points of ``text``, which they cover wholly."""
    ends = [match.end() for match in _END.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True)) if text else []
