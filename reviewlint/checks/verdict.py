"""``verdict``: the rating in the front matter and the one that the text gives are not the same.

Only lines that say nothing but the verdict count (``Rating: 8/10``, ``★★★½``), and only where the
text gives one verdict: a text that rates several things says of none that it is the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, list_words, shorten
from reviewlint.document.body_search import BodySearch
from reviewlint.document.model import Review
from reviewlint.document.rating import Rating, parse_rating, read_rating
from reviewlint.document.scopes import Part, parts
from reviewlint.patterns import PatternSet, compile_patterns, quote
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"field", "text", "rating"})
VOCABULARIES = {"labels": "words"}
PLACES = ("paragraph",)

_SCALES = (4.0, 5.0, 6.0, 10.0, 20.0, 100.0)
"""What ratings are out of where nobody says it."""
_CLOSE = 1e-6
_HALF = 0.5
_LONGEST = 120
"""Code points of a line that may still be a verdict: longer ones are prose."""
_MARKS = " \t#>*_|`~"
"""What may stand around the words of a line: marks of headings, quotes, emphasis, table cells."""
_STARS = compile_later(r"[★⭐🌟☆½⯪⯨\ufe0f]+")
_ROW = compile_later(r"[★⭐🌟☆½⯪⯨\ufe0f]{2,}")
_OUT_OF = compile_later(
    r"[0-9]{1,3}(?:[.,][0-9]{1,2})?\s*(?:½\s*)?/\s*[0-9]{1,3}(?:\s*(?:stars?|★))?", re.IGNORECASE
)


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which role holds the rating, and which list the words that lead up to a verdict."""

    role: str
    labels: str


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Compile each rule's words."""
    labels = [_compile_labels(settings, params.labels) for params in rules]
    search = BodySearch.share(settings.derived)
    numbers = [search.take_part(listed.openings) for listed in labels]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            field = review.fields.get(params.role)
            given = read_rating(field.value) if field is not None else None
            if field is None or given is None or given.value is None:
                continue
            # Most reviews give no verdict in their text, and need not be taken apart into lines.
            if search.find(review, numbers[index]) == ():
                continue
            verdicts = list(_find_verdicts(review, labels[index]))
            if len({rating.text for rating, _ in verdicts}) != 1:
                continue
            rating, span = verdicts[-1]
            if _agree(given, rating, settings.scale):
                continue
            values = {"field": field.name, "rating": shorten(given.text), "text": shorten(rating.text)}
            yield index, Hit(span, values, related=((field.value.span, "the front matter says it here"),))

    return run


Scale = tuple[float, float, float | None]


class _Labels(msgspec.Struct, frozen=True):
    """Hold the patterns of a rule: a label with what follows it, and how a line with a verdict begins."""

    label: re.Pattern[str]
    openings: PatternSet


def _compile_labels(settings: Settings, name: str) -> _Labels:
    listed = sorted(list_words(settings.vocabularies.get(name)), key=len, reverse=True)
    words, behind = "|".join(map(re.escape, listed)) or "(?!)", r"[ \t*_]*[:=–—-]"
    begins = [*(quote(word) + behind for word in listed), "[★⭐🌟☆½⯪⯨]", r"[0-9][0-9.,½ \t]*/"]
    return _Labels(
        compile_later(rf"(?:{words}){behind}[ \t*_:]*", re.IGNORECASE),
        compile_patterns([f"(?m:^)[{re.escape(_MARKS)}]*(?:{'|'.join(begins)})"], ignore_case=True),
    )


def _find_verdicts(review: Review, labels: _Labels) -> Iterator[tuple[Rating, Span]]:
    for part in parts(review, "line"):
        if len(part.text) > _LONGEST:
            continue
        start = len(part.text) - len(part.text.lstrip(_MARKS))
        words = part.text.strip(_MARKS)
        label = labels.label.match(words)
        at = label.end() if label else 0
        text = words[at:]
        if label or _ROW.fullmatch(text) or _OUT_OF.fullmatch(text):
            rating = parse_rating(text.strip(_MARKS + ".!"))
            if rating.value is not None:
                yield rating, _place(part, start + at, rating.text)


def _place(part: Part, start: int, text: str) -> Span:
    at = max(part.text.find(text, start), 0)
    return part.locate(at, at + len(text))


def _agree(given: Rating, said: Rating, scale: Scale | None) -> bool:
    """Tell whether two ratings may be the same; one that does not name its scale may be on any usual one."""
    one, other = given.value or 0.0, said.value or 0.0
    ours, theirs = _scales(given, scale), _scales(said, scale)
    if any(abs(one / best - other / best_there) < _CLOSE for best in ours for best_there in theirs):
        return True
    # A row of stars is whole or half: 3.88 is shown as four.
    rounds = bool(_STARS.fullmatch(said.text)) and bool(set(ours) & set(theirs))
    return rounds and abs(one - other) < _HALF - _CLOSE


def _scales(rating: Rating, scale: Scale | None) -> Sequence[float]:
    if rating.best:
        return (rating.best,)
    return (scale[1],) if scale is not None else _SCALES
