"""What a site tells openly, and is therefore no secret, though a spoiler tells it too.

It is asked only where something was found that could be a leak: first what the front matter of reviews
tells, which is known, and if that is not enough their texts, for which all of them are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from reviewlint.leakcheck.alphabet import Alphabet, join_written
from reviewlint.leakcheck.runs import Runs
from reviewlint.leakcheck.sources import Source, read_fields, read_open
from reviewlint.leakcheck.words import read_source

Value = TypeVar("Value")


class OpenTexts:
    """Know what the public reviews of a site, and its other documents, tell."""

    def __init__(self, reviews: Sequence[Source], others: Collection[str], alphabet: Alphabet) -> None:
        """Read nothing yet; ``others`` are the texts of documents that are no reviews."""
        self._reviews = reviews
        self._alphabet = alphabet
        self._others = others

    def leave_out_shown(self, runs: Runs[Value]) -> Runs[Value]:
        """Leave out the runs that the front matter of a public review tells in the open."""
        return runs.without(self._write(read_fields(source.record) for source in self._reviews))

    def leave_out_told(self, runs: Runs[Value]) -> Runs[Value]:
        """Leave out the runs that a public review tells in the open."""
        return runs.without(self._write(self._read_texts()))

    def leave_out_used(self, runs: Runs[Value]) -> Runs[Value]:
        """Leave out the runs that stand in the open anywhere, be it in a document that is no review.

        A guide may use the word that is all of a spoiler; it may not tell its story.
        """
        texts = chain(self._read_texts(), map(read_source, self._others))
        return runs.without(map(join_written, self._write(texts)))

    def leave_out_known(self, runs: Runs[Value]) -> Runs[Value]:
        """Leave out the runs that a public review tells, be it in a spoiler."""
        hidden = (one.words for source in self._reviews for one in source.hidden)
        return runs.without(self._write(self._read_texts())).without(self._write(hidden))

    def _read_texts(self) -> Iterator[list[str]]:
        """Read one review after the other: together their words would take much memory."""
        return map(read_open, self._reviews)

    def _write(self, texts: Iterable[Iterable[str]]) -> Iterator[str]:
        return map(self._alphabet.write, texts)
