"""Words that ran together where a space was lost, and what they were.

What a capital, a stop or an apostrophe inside a word gives away is certain (``ofHer``,
``end.Then``, ``Anna’sfriend``), and so is a small word at its beginning or end (``thatthe``). What
only a word list gives away (``grimending``) is not: it is worth something only beside the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from reviewlint.document.word_list import WordList
from reviewlint.regex import compile_later

RUN = r"[^\W\d_]++"
PIECE = compile_later(rf"(?<![\w/@#&=\\.]){RUN}(?:['’.,;:!?]++{RUN})*+(?![\w/@=\\]|://)")
"""Letters, and what stands inside a word or between two: no addresses, no code."""

_RUN = compile_later(RUN)
_MARKUP = compile_later(r"\]\(|<[^<>\s]")
_IN_ADDRESS = compile_later(r"\.[a-z]")
_CAMEL = compile_later(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_CLITICS = ("s", "ll", "ve", "re")
"""What may stand behind an apostrophe, with a whole word behind it when a space is lost."""

_LONGEST = 40
"""Letters of a run that is looked at: longer ones are no words of any number."""

_LEAST = 5
"""Letters of the shortest run that can be two words."""

_THROUGHOUT = 3
"""What a review writes so often is a name or a word of its own."""

_AGAIN = 2
"""What a review writes so often is no slip."""

_LEAST_HALF = 2
"""Letters of the shortest word that runs together with another."""

_LEAST_FREE = 4
"""Letters of a half that is no small word, where its first letter is a capital."""

_LEAST_OF_TWO, _ENOUGH_OF_TWO = 12, 17
"""Letters of two words of which neither is a small one; no word made of two has so many as the latter."""

_MOST_WORDS = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Words(msgspec.Struct, frozen=True):
    """Hold what is known of the words of one review: its language's, and its own by how often."""

    language: WordList
    own: Mapping[str, int]

    def knows(self, word: str) -> bool:
        """Tell whether the language has a word, or the review uses it often, or has it as a name."""
        if self.own.get(word, 0) >= _THROUGHOUT or self.language.knows(word.lower()):
            return True
        return word.islower() and self.own.get(word.capitalize(), 0) >= _AGAIN

    def is_half(self, word: str) -> bool:
        """Tell whether this may be one of two words: the review's, or the language's."""
        return word in self.own or self.language.knows(word.lower())


class Reading(msgspec.Struct, frozen=True):
    """Hold the words that a text is; ``cuts`` are the offsets where spaces were lost."""

    cuts: tuple[int, ...] = ()
    sure: bool = True

    def __add__(self, other: Reading) -> Reading:
        """Join two readings of one text; what is not sure in one is not sure in all."""
        return Reading((*self.cuts, *other.cuts), self.sure and other.sure)

    def shift(self, offset: int) -> Reading:
        """Give the reading of the same text further on."""
        return Reading(tuple(cut + offset for cut in self.cuts), self.sure)


def count_words(texts: Sequence[str]) -> Counter[str]:
    """Count the words of a review's prose.

    A title may have lost its space wherever it stands: what begins with a capital behind several
    different words counts too.
    """
    own = Counter(word for text in texts for word in _RUN.findall(text))
    behind = Counter(
        _CAMEL.split(word)[1] for word in own if _has_camel(word) and _CAMEL.split(word)[0].islower()
    )
    own.update({word: count for word, count in behind.items() if count >= _AGAIN})
    return own


def is_in(language: WordList, own: Mapping[str, int]) -> bool:
    """Tell whether words are of this language: of those in small letters, most are in its list."""
    small = [(word, count) for word, count in own.items() if word.islower()]
    known = sum(count for word, count in small if language.lists(word))
    return 2 * known >= sum(count for _, count in small) > 0


def read_piece(piece: str, words: Words) -> Reading:
    """Say where spaces were lost in a piece of text without any."""
    if len(piece) < _LEAST or _IN_ADDRESS.search(piece) or _is_list(piece):
        return Reading()
    reading = Reading()
    before = ""
    end = 0
    for match in _RUN.finditer(piece):
        run, start = match.group(), match.start()
        if not before:
            reading = _read_run(run, words) or Reading()
        else:
            reading += _read_behind(before, piece[end:start], run, words).shift(start)
        before, end = run, match.end()
    return reading


def _is_list(piece: str) -> bool:
    """Tell whether a piece is a list of keywords, which some write without spaces."""
    return piece.count(",") > 1


def _read_behind(before: str, mark: str, run: str, words: Words) -> Reading:
    """Read a run behind another and a mark; a cut at 0 is between mark and run."""
    inside = _read_run(run, words)
    if mark in ("'", "’"):
        return _read_clitic(before, run, words) or inside or Reading()
    if mark in (".", ":") and not (run[0].isupper() and before[-1:].islower()):
        return inside or Reading()
    stands = len(before) > 1 and len(run) > 1 and not run.isupper() and not before.isupper()
    if not stands or before.lower() in words.language.abbreviations:
        return inside or Reading()
    if inside is None and not words.language.knows(run.lower()) and words.own.get(run, 0) < _AGAIN:
        return Reading()
    return Reading((0,)) + (inside or Reading())


def _read_clitic(before: str, run: str, words: Words) -> Reading | None:
    """Read what stands behind an apostrophe: an ``s``, say, and a word that lost its space."""
    for clitic in _CLITICS:
        rest = run[len(clitic) :]
        if not run.startswith(clitic) or len(rest) < 2 or not words.is_half(before):
            continue
        inside = _read_run(rest, words)
        if inside is None and not words.is_half(rest):
            continue
        return Reading((len(clitic),)) + (inside or Reading()).shift(len(clitic))
    return None


def _read_run(run: str, words: Words) -> Reading | None:
    """Say where spaces were lost in a run of letters; ``None`` where none was."""
    if not _LEAST <= len(run) <= _LONGEST:
        return _read_camel(run, words) if len(run) <= _LONGEST else None
    return _read_camel(run, words) or (None if _has_camel(run) else _split(run, words, _MOST_WORDS))


def _has_camel(run: str) -> bool:
    return _CAMEL.search(run) is not None


def _read_camel(run: str, words: Words) -> Reading | None:
    """Read a run with capitals inside: ``thatHerandLost``."""
    cuts = [match.start() for match in _CAMEL.finditer(run)]
    if not cuts:
        return None
    reading = Reading()
    starts, ends = [0, *cuts], [*cuts, len(run)]
    last = ""
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = run[start:end]
        inside = _split(part, words, _MOST_WORDS)
        if inside is None and not words.is_half(part):
            return None
        if index:
            sure = _may_meet(last, part, run, words)
            if sure is None:
                return None
            reading += Reading((start,), sure)
        reading += (inside or Reading()).shift(start)
        last = part[inside.cuts[-1] :] if inside else part
    return reading


def _may_meet(left: str, right: str, run: str, words: Words) -> bool | None:
    """Say whether a capital behind a small letter surely begins a word.

    ``None`` where it does not: in ``YouTube`` or ``iPhone``; not surely in ``isNew``, which may be a
    name in a program.
    """
    language, stands = words.language, words.own.get(right, 0) > 0
    small = left.lower() in language.first or left.lower() in language.second
    if small and left.islower():
        return stands or right.lower() in language.first or right.lower() in language.second
    if words.own.get(run, 0) >= _THROUGHOUT or not stands:
        return None
    known = left.islower() and len(left) >= _LEAST_FREE and language.knows(left)
    return True if known or (small and not left.islower()) else None


def _split(run: str, words: Words, most: int) -> Reading | None:
    """Cut a run without capitals inside into the fewest words; ``None`` where it is one."""
    if not _LEAST <= len(run) <= _LONGEST or most < 2 or words.knows(run):
        return None
    if _lacks_letter(run.lower(), words.language):
        return None
    best: tuple[tuple[int, ...], Reading] | None = None
    for at in range(_LEAST_HALF, len(run) - _LEAST_HALF + 1):
        left, right = run[:at], run[at:]
        if not words.is_half(left):
            continue
        rest = Reading() if words.is_half(right) else _split(right, words, most - 1)
        if rest is None:
            continue
        head = right[: rest.cuts[0]] if rest.cuts else right
        sure = _judge(left, head, words)
        # A stem, a linking syllable and an ending make one word: no "person if actions".
        if sure is None or (rest.cuts and len(head) == 2 and left not in words.language.first):
            continue
        reading = Reading((at, *(at + cut for cut in rest.cuts)), sure and rest.sure)
        small = (left.lower() in words.language.first) + (head in words.language.second)
        # The fewest words; of those the surest, with the most small words, with the shortest first:
        # "the review" rather than "there view".
        rank = (-len(reading.cuts), reading.sure, small, -at)
        if best is None or rank > best[0]:
            best = rank, reading
    return best[1] if best else None


def _lacks_letter(run: str, language: WordList) -> bool:
    """Tell whether a run is a word that lost a letter: ``everthing`` is no "ever thing"."""
    return any(
        language.lists(f"{run[:at]}{letter}{run[at:]}") for at in range(len(run)) for letter in _LETTERS
    )


def _judge(left: str, right: str, words: Words) -> bool | None:
    """Say whether two words surely ran together; ``None`` where they make one word or a name."""
    language = words.language
    is_first, is_second = left.lower() in language.first, right in language.second
    if left[0].isupper():
        if right in language.tails or not (is_first or words.own.get(left, 0)):
            return None
        if is_second:
            return len(right) > 2 and len(left) >= _LEAST_FREE
        if len(right) < _LEAST_FREE:
            return False if is_first and len(right) > 2 else None
        # A name and a verb: of two words of the language, "File systems" may well be one.
        named = is_first or not language.knows(left.lower())
        verb = right.endswith("s") and len(right) > _LEAST_FREE
        return named and verb and words.own.get(left, 0) >= _AGAIN
    if is_first and (is_second or len(right) >= _LEAST_FREE):
        return True
    if is_first and len(right) > 2:
        return False
    if is_second and (len(left) > 2 or left in language.second):
        return len(right) > 2 or left in language.second
    if not left.endswith(language.adjectives) or right in language.tails or len(right) < _LEAST_FREE:
        return None
    letters = len(left) + len(right)
    return letters >= _ENOUGH_OF_TWO if letters >= _LEAST_OF_TWO else None


def find_joined(text: str, words: Words) -> Iterator[tuple[int, int, Reading]]:
    """Give the start and the end of each piece that lost a space, and how it reads."""
    for match in PIECE.finditer(text):
        piece = match.group()
        reading = read_piece(piece, words)
        if reading.cuts:
            yield match.start(), match.end(), reading
