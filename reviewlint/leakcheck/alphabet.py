"""Words written as characters, so that a run of words is a piece of a short text.

Nearly all that a check does is to ask of every six words of a build whether they are a secret. Python
cuts and compares pieces of a text several times as fast as tuples of words.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from itertools import repeat

from reviewlint.leakcheck.words import BREAK, Words

OTHER = "\x01"
"""Stands for every word that is in no secret."""


class Alphabet:
    """Have a character for each word that is in a secret."""

    def __init__(self) -> None:
        """Begin with none."""
        self._characters = {BREAK: BREAK}
        self._words = [BREAK, OTHER]

    def learn(self, words: Sequence[str]) -> str:
        """Write words, each as its own character."""
        for word in words:
            if word not in self._characters:
                # Should there be more words than characters, the last ones share one: too much is a secret.
                self._characters[word] = chr(min(len(self._words), sys.maxunicode))
                self._words.append(word)
        return self.write(words)

    def write(self, words: Iterable[str]) -> str:
        """Write words; one that was never learnt is :data:`OTHER`."""
        return "".join(map(self._characters.get, words, repeat(OTHER)))

    def read(self, written: str) -> Words:
        """Give the words that were written."""
        return tuple(self._words[ord(character)] for character in written)


def join_written(written: str) -> str:
    """Leave out what stands between blocks."""
    return written.replace(BREAK, "")


def list_pieces(written: str, length: int) -> list[str]:
    """Give every run of so many words of secrets within a block."""
    return [
        block[start : start + length]
        for block in re.findall(f"[^{BREAK}{OTHER}]{{{length},}}", written)
        for start in range(len(block) - length + 1)
    ]
